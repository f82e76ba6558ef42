using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Taxonomies;
using PracticeHub.Practices.Features.Practices;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests.Practices;

/// <summary>Rows that tests of practices, search and the front page stand on; every call makes its own.</summary>
internal static class PracticeScene
{
    /// <summary>A word that no other test has used.</summary>
    public static string Unique(string word) => $"{word}{Guid.NewGuid():n}"[..Math.Min(word.Length + 8, word.Length + 32)];

    public static Task<string> CommunityAsync(this TestHub hub, string title, Openness openness, params (string Who, CommunityRole Role)[] people) => hub.InDbAsync(async db =>
    {
        var community = new Community { Id = Ids.New(hub.Clock.GetUtcNow()), Title = title, Path = $"communities/{Guid.NewGuid():n}", Openness = openness };
        db.Add(community);
        db.AddRange(people.Select(p => new Membership(community.Id, Cast.IdOf(p.Who), p.Role, hub.Clock.GetUtcNow())));
        await db.SaveChangesAsync();
        return community.Id;
    });

    public static Task<string> TopicAsync(this TestHub hub, string title) => hub.InScopeAsync(async services =>
    {
        var ct = TestContext.Current.CancellationToken;
        var term = await services.GetRequiredService<TermWriter>().EnsureAsync(Ids.New(hub.Clock.GetUtcNow()), title, null, ct);
        await services.GetRequiredService<HubDb>().SaveChangesAsync(ct);
        return term.Id;
    });

    public static Task<Card> LogAsync(this TestHub hub, string by, string title, string markdown, string? community = null, Audience audience = Audience.Everyone, string? topic = null) =>
        hub.PutAsync("WorkLog", by, title, publish: true, item =>
        {
            item.Put(new MarkdownBodyPart(markdown));
            item.Put(new SharingPart(community, audience));
            item.Put(TopicsPart.Of(topic is null ? [] : [topic]));
        });

    public static Task<Card> PracticeAsync(
        this TestHub hub, string by, string title, PracticePart part, string? community = null, bool publish = true, string? topic = null) =>
        hub.PutAsync(PracticePart.ContentType, by, title, publish, item =>
        {
            item.Put(part);
            item.Put(new SharingPart(community, community is null ? Audience.Everyone : Audience.Community));
            item.Put(TopicsPart.Of(topic is null ? [] : [topic]));
        });

    public static Task<Card> CardAsync(this TestHub hub, string path) =>
        hub.InDbAsync(db => Task.FromResult(db.Cards.Single(c => c.Path == path.Trim('/'))));

    public static Task<T> ItemAsync<T>(this TestHub hub, string id, Func<ContentItem, T> read) => hub.InScopeAsync(async services =>
        read((await services.GetRequiredService<ContentStore>().FindLatestAsync(id, TestContext.Current.CancellationToken))!));

    private static Task<Card> PutAsync(this TestHub hub, string type, string by, string title, bool publish, Action<ContentItem> fill) => hub.InScopeAsync(async services =>
    {
        var (store, db, ct) = (services.GetRequiredService<ContentStore>(), services.GetRequiredService<HubDb>(), TestContext.Current.CancellationToken);
        var writer = new Writer(Cast.IdOf(by), by);
        var item = store.New(type, writer);
        item.DisplayText = title;
        item.Put(new TitlePart(title));
        fill(item);
        Assert.Null(publish ? await store.PublishAsync(item, writer, ct) : await store.SaveDraftAsync(item, writer, ct));
        await db.SaveChangesAsync(ct);
        return (await db.Cards.FindAsync([item.Id], ct))!;
    });
}
