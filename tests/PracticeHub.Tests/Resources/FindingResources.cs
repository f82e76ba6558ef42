using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;
using PracticeHub.Tests.Infrastructure;
using PracticeHub.Tests.Making;

namespace PracticeHub.Tests;

public abstract class FindingResources(TestHub hub)
{
    [Fact]
    public async Task Facets_combine_and_count()
    {
        var (room, topic) = (await hub.CommunityAsync(Openness.Open, (Cast.Amina, CommunityRole.Member)), await hub.TopicAsync(Rooms.Word()));
        var below = await hub.TopicAsync(Rooms.Word(), topic);
        using var amina = await hub.AsAsync(Cast.Amina);
        await ShareAsync(amina, below, room, "Book", paid: true);
        await ShareAsync(amina, below, room, "Book", paid: false);
        await ShareAsync(amina, topic, null, "Video", paid: true);

        Assert.Equal(2, CountIn(await amina.GetAsync($"/resources?topic={topic}"), $"topic={below}"));
        Assert.Equal(2, CountIn(await amina.GetAsync($"/resources?topic={topic}"), $"community={room}"));
        var books = await amina.GetAsync($"/resources?topic={topic}&kind=Book");
        Assert.Equal(2, books.Document.QuerySelectorAll("article.item").Length);
        Assert.Equal(1, CountIn(books, "paid=true"));
        Assert.Equal(2, CountIn(books, $"topic={below}"));
        var paidBooks = await amina.GetAsync($"/resources?topic={topic}&kind=Book&paid=true&community={room}");
        Assert.Single(paidBooks.Document.QuerySelectorAll("article.item"));
        Assert.Empty((await amina.GetAsync($"/resources?topic={below}&kind=Video")).Document.QuerySelectorAll("article.item"));
    }

    [Fact]
    public async Task Counts_are_those_of_the_reader()
    {
        var room = await hub.CommunityAsync(Openness.Private, (Cast.Amina, CommunityRole.Member));
        var topic = await hub.TopicAsync(Rooms.Word());
        var below = await hub.TopicAsync(Rooms.Word(), topic);
        using var amina = await hub.AsAsync(Cast.Amina);
        using var omar = await hub.AsAsync(Cast.Omar);
        await ShareAsync(amina, below, room, "Tool", paid: false, "Community");
        Assert.Equal(1, CountIn(await amina.GetAsync($"/resources?topic={topic}"), $"topic={below}"));
        var his = await omar.GetAsync($"/resources?topic={topic}");
        Assert.Empty(his.Document.QuerySelectorAll($".facets a[href*='{below}']"));
        Assert.Empty(his.Document.QuerySelectorAll("article.item"));
        Assert.Empty((await omar.GetAsync($"/resources?topic={topic}&kind=Tool")).Document.QuerySelectorAll("article.item"));
    }

    [Fact]
    public async Task What_worked_for_most_comes_first_and_every_one_is_on_one_page()
    {
        var topic = await hub.TopicAsync(Rooms.Word());
        using var amina = await hub.AsAsync(Cast.Amina);
        for (var i = 0; i < 23; i++)
        {
            var at = await ShareAsync(amina, topic, null, "Link", paid: false);
            await hub.InDbAsync(db => db.Database.ExecuteSqlAsync($"UPDATE hub_card SET worked = {i / 2} WHERE item_id = {at[^26..]}"));
        }

        var first = await amina.GetAsync($"/resources?topic={topic}&sort=trust");
        var second = await amina.GetAsync(first.One("a[rel=next]").GetAttribute("href")!);
        var shown = first.Document.QuerySelectorAll("article.item").Concat(second.Document.QuerySelectorAll("article.item")).Select(a => a.Id).ToList();
        Assert.Equal(21, shown.Distinct().Count());
        var worked = await hub.InDbAsync(db => db.Cards.Where(c => c.Worked > 0).ToDictionaryAsync(c => "item-" + c.ItemId, c => c.Worked));
        Assert.Equal(shown.Select(id => worked[id!]).OrderDescending(), shown.Select(id => worked[id!]));
    }

    [Fact]
    public async Task Whatever_stands_in_the_address_there_is_a_page()
    {
        using var visitor = await hub.AsAsync(Cast.Omar);
        foreach (var query in new[] { "topic=none", "kind=Nonsense", "community='", "sort=x", "after=1_2-3", "sort=trust&after=9_9-9", "paid=maybe", "topic=a&topic=b&topic=c&topic=d&topic=e" })
        {
            Assert.Equal(System.Net.HttpStatusCode.OK, (await visitor.GetAsync("/resources?" + query)).Status);
        }
    }

    private async Task<string> ShareAsync(Browser browser, string topicId, string? room, string kind, bool paid, string audience = "Everyone")
    {
        var title = await hub.InDbAsync(db => db.Set<Kernel.Taxonomies.Term>().Where(t => t.Id == topicId).Select(t => t.Title).SingleAsync());
        return await browser.ShareAsync($"https://{Rooms.Word()}.example", "Shared", ("Topics", title), ("CommunityId", room), ("Kind", kind), ("Paid", paid ? "true" : null), ("Audience", audience));
    }

    private static int CountIn(PageSeen page, string link) =>
        int.Parse(page.One($".facets a[href*='{link}'] .n").TextContent, System.Globalization.CultureInfo.InvariantCulture);

    public sealed class OnSqlite(SqliteHub hub) : FindingResources(hub);

    public sealed class OnPostgres(PostgresHub hub) : FindingResources(hub);
}
