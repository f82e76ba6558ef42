using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Search;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Taxonomies;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests;

public abstract class SeeingACommunity(TestHub hub)
{
    [Fact]
    public async Task A_private_one_is_nowhere_for_others()
    {
        var title = Places.Name("Hidden harbour");
        var address = await Places.StartAsync(hub, Cast.Amina, title, Openness.Private);
        using var amina = await hub.AsAsync(Cast.Amina);
        using var omar = await hub.AsAsync(Cast.Omar);
        var list = "/communities?q=" + Uri.EscapeDataString(title);
        Assert.Contains(title, (await amina.GetAsync(list)).One("main").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Hidden harbour", (await omar.GetAsync(list)).One("main .empty").TextContent, StringComparison.Ordinal);
        foreach (var page in new[] { "", "/about", "/people", "/logs", "/join", "/requests", "/edit", "/leave" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await omar.GetAsync(address + page)).Status);
        }

        Assert.Equal(1, await SeenAsync(Cast.Amina, title));
        Assert.Equal(0, await SeenAsync(Cast.Omar, title));
    }

    [Fact]
    public async Task Its_founder_sees_no_more_of_it_after_leaving()
    {
        var title = Places.Name("Sealed");
        var address = await Places.StartAsync(hub, Cast.Amina, title, Openness.Private);
        await Places.PutInAsync(hub, address, Cast.Ines, CommunityRole.Leader);
        using var amina = await hub.AsAsync(Cast.Amina);
        await amina.SubmitAsync(address + "/leave", "main form");
        Assert.Equal(HttpStatusCode.NotFound, (await amina.GetAsync(address)).Status);
        Assert.Equal(0, await SeenAsync(Cast.Amina, title));
    }

    [Fact]
    public async Task What_everyone_reads_does_not_name_the_private_community_it_came_from()
    {
        var address = await Places.StartAsync(hub, Cast.Amina, Places.Name("Unnamed"), Openness.Private);
        var community = await Places.FindAsync(hub, address);
        var id = await Places.LogAsync(hub, Cast.Amina, Places.Name("Told to all"), community.Id, Audience.Everyone);
        Assert.Equal("", await hub.InDbAsync(db => db.Set<Card>().Where(c => c.ItemId == id).Select(c => c.CommunityTitle).SingleAsync()));
    }

    [Fact]
    public async Task A_closed_one_shows_what_it_is_for_and_not_what_is_inside()
    {
        var title = Places.Name("Glass door");
        var address = await Places.StartAsync(hub, Cast.Amina, title, Openness.Closed);
        using var omar = await hub.AsAsync(Cast.Omar);
        var page = await omar.GetAsync(address);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains($"What {title} is for", page.Text, StringComparison.Ordinal);
        Assert.Empty(page.Document.QuerySelectorAll("article.item"));
        Assert.Equal("0", page.One($".tabs a[href='{address}/logs'] .n").TextContent);
        using var amina = await hub.AsAsync(Cast.Amina);
        Assert.Equal("1", (await amina.GetAsync(address)).One($".tabs a[href='{address}/logs'] .n").TextContent);
    }

    [Fact]
    public async Task Changing_who_may_see_it_moves_items_counts_and_title_with_it()
    {
        var address = await Places.StartAsync(hub, Cast.Amina, Places.Name("Tide"));
        var community = await Places.FindAsync(hub, address);
        var term = await TermAsync();
        var item = await Places.LogAsync(hub, Cast.Amina, Places.Name("High water"), community.Id, termId: term);
        var mine = await Places.LogAsync(hub, Cast.Amina, Places.Name("Notes to self"), community.Id, Audience.Me, term);
        Assert.Equal(1, await CountAsync(ReaderKeys.SignedIn, community.Id, term));

        using var amina = await hub.AsAsync(Cast.Amina);
        var renamed = Places.Name("Ebb");
        var saved = await amina.SubmitAsync(address + "/edit", "main form", ("Form.Openness", "Private"), ("Form.Title", renamed));
        Assert.Equal(HttpStatusCode.Found, saved.Status);
        Assert.Equal((ReaderKeys.Members(community.Id), renamed), await StandingAsync(item));
        Assert.Equal((ReaderKeys.Owner(Cast.IdOf(Cast.Amina)), renamed), await StandingAsync(mine));
        Assert.Equal(0, await CountAsync(ReaderKeys.SignedIn, community.Id, term));
        Assert.Equal(1, await CountAsync(ReaderKeys.Members(community.Id), community.Id, term));
        Assert.Equal(2, await CountAsync(ReaderKeys.Members(community.Id), community.Id, ""));
        Assert.Equal(1, await CountAsync(ReaderKeys.Owner(Cast.IdOf(Cast.Amina)), community.Id, ""));
        using var omar = await hub.AsAsync(Cast.Omar);
        Assert.Equal(HttpStatusCode.NotFound, (await omar.GetAsync(address)).Status);

        await amina.SubmitAsync(address + "/edit", "main form", ("Form.Openness", "Open"));
        Assert.Equal(2, await CountAsync(ReaderKeys.SignedIn, community.Id, ""));
        Assert.Equal(0, await CountAsync(ReaderKeys.Members(community.Id), community.Id, ""));
        Assert.Contains("High water", (await omar.GetAsync(address)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Notes to self", (await omar.GetAsync(address)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_narrows_by_topic_person_and_state()
    {
        var address = await Places.StartAsync(hub, Cast.Amina, Places.Name("Chart room"));
        var community = await Places.FindAsync(hub, address);
        var term = await TermAsync();
        await Places.LogAsync(hub, Cast.Amina, "About the reef", community.Id, termId: term);
        await Places.LogAsync(hub, Cast.Ines, "About the moon", community.Id);
        using var amina = await hub.AsAsync(Cast.Amina);
        Assert.Equal(3, await ItemsAsync(amina, address));
        Assert.Equal(1, await ItemsAsync(amina, $"{address}/logs?topic={term}"));
        Assert.Equal(1, await ItemsAsync(amina, $"{address}?person={Cast.Ines}"));
        Assert.Equal(0, await ItemsAsync(amina, $"{address}?person=nobody-at-all"));
        Assert.Equal(0, await ItemsAsync(amina, $"{address}?state=promoted"));
        Assert.Contains(" 1", (await amina.GetAsync(address)).One($"aside a[href*='topic={term}']").TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await amina.GetAsync(address + "/no-such-kind")).Status);
    }

    private static async Task<int> ItemsAsync(Browser browser, string path) => (await browser.GetAsync(path)).Document.QuerySelectorAll("article.item").Length;

    /// <summary>How many cards and search hits this person gets for a title.</summary>
    private Task<int> SeenAsync(string userName, string title) => hub.InScopeAsync(async services =>
    {
        var (db, me) = (services.GetRequiredService<HubDb>(), services.GetRequiredService<CurrentMember>());
        await me.LoadAsync(Cast.IdOf(userName), null, CancellationToken.None);
        var hits = (await services.GetRequiredService<DatabaseEngine>().Search(db, SearchQuery.Parse($"\"{title}\""), me, 10).ToListAsync()).ConvertAll(h => h.ItemId);
        var found = await db.Set<Card>().VisibleTo(me).CountAsync(c => hits.Contains(c.ItemId) && c.Title == title);
        Assert.Equal(found, await db.Set<Card>().VisibleTo(me).CountAsync(c => c.Title == title));
        return found;
    });

    private Task<(string, string)> StandingAsync(string itemId) => hub.InDbAsync(async db =>
    {
        var card = await db.Set<Card>().AsNoTracking().SingleAsync(c => c.ItemId == itemId);
        return (card.ReaderKey, card.CommunityTitle);
    });

    private Task<int> CountAsync(string key, string communityId, string termId) => hub.InDbAsync(db => db.Set<Tally>()
        .Where(t => t.ReaderKey == key && t.CommunityId == communityId && t.TermId == termId).SumAsync(t => t.Items));

    private Task<string> TermAsync() => hub.InScopeAsync(async services =>
    {
        var (db, id) = (services.GetRequiredService<HubDb>(), services.GetRequiredService<Kernel.Ids>().New());
        await services.GetRequiredService<TermWriter>().EnsureAsync(id, "Tides " + id, null, CancellationToken.None);
        await db.SaveChangesAsync();
        return id;
    });

    public sealed class OnSqlite(SqliteHub hub) : SeeingACommunity(hub);

    public sealed class OnPostgres(PostgresHub hub) : SeeingACommunity(hub);
}
