using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests;

/// <summary>Communities and items for tests, each with a name of its own.</summary>
internal static class Places
{
    public static string Name(string word) => $"{word} {Ids.New(TimeProvider.System.GetUtcNow())}";

    /// <summary>Started over HTTP by this person.</summary>
    /// <returns>Its address.</returns>
    public static async Task<string> StartAsync(TestHub hub, string userName, string title, Openness openness = Openness.Open, string template = "CommunityOfPractice")
    {
        using var browser = await hub.AsAsync(userName);
        var page = await browser.SubmitAsync("/communities/new", "main form",
            ("Form.Template", template), ("Form.Title", title), ("Form.Purpose", $"What {title} is for"), ("Form.Openness", openness.ToString()));
        Assert.Equal(HttpStatusCode.Found, page.Status);
        return page.Location!;
    }

    public static Task<Community> FindAsync(TestHub hub, string address) =>
        hub.InDbAsync(db => db.Communities.AsNoTracking().SingleAsync(c => c.Path == address.TrimStart('/')));

    public static async Task PutInAsync(TestHub hub, string address, string userName, CommunityRole role = CommunityRole.Member)
    {
        var community = await FindAsync(hub, address);
        await hub.InDbAsync(async db =>
        {
            db.Memberships.Add(new Membership(community.Id, Cast.IdOf(userName), role, hub.Clock.GetUtcNow()));
            return await db.SaveChangesAsync();
        });
    }

    /// <summary>A work log in a community, published.</summary>
    public static async Task<string> LogAsync(TestHub hub, string userName, string title, string? communityId, Audience audience = Audience.Community, string? termId = null) =>
        await hub.InScopeAsync(async services =>
        {
            var (store, by) = (services.GetRequiredService<ContentStore>(), new Writer(Cast.IdOf(userName), userName));
            var item = store.New("WorkLog", by);
            item.DisplayText = title;
            item.Put(new TitlePart(title));
            item.Put(new MarkdownBodyPart($"Words about {title}"));
            item.Put(new SharingPart(communityId, audience));
            item.Put(TopicsPart.Of(termId is null ? [] : [termId]));
            Assert.Null(await store.PublishAsync(item, by, CancellationToken.None));
            await services.GetRequiredService<HubDb>().SaveChangesAsync();
            return item.Id;
        });

    public static Task<List<string>> VerbsAsync(TestHub hub, string communityId) => hub.InDbAsync(db =>
        db.Set<Kernel.Activity.ActivityRecord>().Where(a => a.ItemId == communityId).OrderBy(a => a.Id).Select(a => a.Verb).ToListAsync());

    public static Task<bool> WaitsAsync(TestHub hub, string userName, string reason, string communityId) =>
        hub.InDbAsync(db => db.Set<Wait>().AnyAsync(w => w.UserId == Cast.IdOf(userName) && w.Reason == reason && w.ItemId == communityId));

    public static Task<Membership?> MembershipAsync(TestHub hub, string communityId, string userName) => hub.InDbAsync(db =>
        db.Memberships.AsNoTracking().SingleOrDefaultAsync(m => m.CommunityId == communityId && m.UserId == Cast.IdOf(userName)));
}
