using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests.Engagement;

/// <summary>Items and communities for those who engage with them.</summary>
internal static class World
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static Task<Card> PublishedAsync(
        this TestHub hub, string by, Audience audience = Audience.Everyone, string? communityId = null, string markdown = "We read the open items aloud.", string type = "Practice") =>
        hub.InScopeAsync(async services =>
        {
            var store = services.GetRequiredService<ContentStore>();
            var writer = new Writer(Cast.IdOf(by), by);
            var item = store.New(type, writer);
            item.DisplayText = $"Hand over by voice {item.Id}";
            item.Put(new MarkdownBodyPart(markdown));
            item.Put(new SharingPart(communityId, audience));
            Assert.Null(await store.PublishAsync(item, writer, Ct));
            var db = services.GetRequiredService<HubDb>();
            await db.SaveChangesAsync(Ct);
            return await db.Cards.AsNoTracking().SingleAsync(c => c.ItemId == item.Id, Ct);
        });

    /// <summary>Publishes the item anew with another text.</summary>
    public static Task<int> RewriteAsync(this TestHub hub, Card card, string markdown) => hub.InScopeAsync(async services =>
    {
        var store = services.GetRequiredService<ContentStore>();
        var item = (await store.FindLatestAsync(card.ItemId, Ct))!;
        item.Put(new MarkdownBodyPart(markdown));
        Assert.Null(await store.PublishAsync(item, new Writer(card.OwnerId, card.OwnerName), Ct));
        return await services.GetRequiredService<HubDb>().SaveChangesAsync(Ct);
    });

    public static Task<string> CommunityAsync(this TestHub hub, Openness openness, params (string User, CommunityRole Role)[] members) => hub.InDbAsync(async db =>
    {
        var id = Ids.New(hub.Clock.GetUtcNow());
        db.Add(new Community { Id = id, Title = "Handover", Path = "communities/" + id, Openness = openness });
        db.AddRange(members.Select(m => new Membership(id, Cast.IdOf(m.User), m.Role, hub.Clock.GetUtcNow())));
        await db.SaveChangesAsync(Ct);
        return id;
    });

    public static Task<Card> CardAsync(this TestHub hub, string itemId) => hub.InDbAsync(db => db.Cards.AsNoTracking().SingleAsync(c => c.ItemId == itemId, Ct));

    public static Task<List<string>> DeedsAsync(this TestHub hub, string itemId, string prefix) => hub.InDbAsync(db =>
        db.Set<Kernel.Activity.ActivityRecord>().Where(a => a.ItemId == itemId && a.Verb.StartsWith(prefix)).OrderBy(a => a.Id).Select(a => a.Verb).ToListAsync(Ct));

    /// <summary>Sends the form as htmx would, to the address that the form gives it.</summary>
    public static async Task<PageSeen> SendAsync(this Browser browser, string path, string form, params (string Name, string? Value)[] fields)
    {
        var page = await browser.GetAsync(path);
        Assert.Equal(page.One(form).GetAttribute("action"), page.One(form).GetAttribute("hx-post"));
        browser.Http.DefaultRequestHeaders.Add("HX-Request", "true");
        try
        {
            return await browser.SubmitAsync(page, form, fields);
        }
        finally
        {
            browser.Http.DefaultRequestHeaders.Remove("HX-Request");
        }
    }

    public static void IsPart(this PageSeen answer) => Assert.Null(answer.Document.QuerySelector("main"));
}
