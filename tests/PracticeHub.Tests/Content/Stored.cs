using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests.Content;

/// <summary>The content store as a page uses it: each deed in a scope of its own.</summary>
internal static class Stored
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static readonly Writer Amina = new(Cast.IdOf(Cast.Amina), Cast.Amina);

    public static Task<T> InStoreAsync<T>(this TestHub hub, Func<ContentStore, Task<T>> work) => hub.InScopeAsync(async services =>
    {
        var result = await work(services.GetRequiredService<ContentStore>());
        await services.GetRequiredService<HubDb>().SaveChangesAsync(Ct);
        return result;
    });

    public static Task<ContentItem> NewAsync(this TestHub hub, string title, bool publish) => hub.InStoreAsync(async store =>
    {
        var item = store.New("Practice", Amina);
        item.DisplayText = title;
        Assert.Null(publish ? await store.PublishAsync(item, Amina, Ct) : await store.SaveDraftAsync(item, Amina, Ct));
        return item;
    });

    public static Task<ContentItem?> LatestAsync(this TestHub hub, string id) => hub.InStoreAsync(store => store.FindLatestAsync(id, Ct));

    public static Task<ContentItem?> PublishedAsync(this TestHub hub, string id) => hub.InStoreAsync(store => store.FindPublishedAsync(id, Ct));

    public static Task<List<ContentVersion>> VersionsAsync(this TestHub hub, string id) =>
        hub.InDbAsync(db => db.Versions.Where(v => v.ItemId == id).OrderBy(v => v.Number).AsNoTracking().ToListAsync(Ct));

    public static Task<Card> CardOfAsync(this TestHub hub, string id) => hub.InDbAsync(db => db.Cards.AsNoTracking().SingleAsync(c => c.ItemId == id, Ct));

    /// <summary>The document without what the store itself stamps on it.</summary>
    public static JsonObject Unstamped(this ContentItem item)
    {
        var document = item.Clone().Document;
        foreach (var stamp in new[] { "ContentItemVersionId", "Latest", "Published", "ModifiedUtc", "PublishedUtc", "CreatedUtc", "Author" })
        {
            document.Remove(stamp);
        }

        return document;
    }
}
