using System.Net;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Security;
using PracticeHub.Practices.Features.Practices;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests.Practices;

public abstract class ListingPractices(TestHub hub)
{
    [Fact]
    public async Task Practices_are_narrowed_by_community_and_topic_with_counts()
    {
        var topic = await hub.TopicAsync(PracticeScene.Unique("Topic"));
        var community = await hub.CommunityAsync(PracticeScene.Unique("Circle"), Openness.Open, (Cast.Amina, CommunityRole.Member));
        await hub.PracticeAsync(Cast.Amina, "Inside and about", new() { What = "x" }, community, topic: topic);
        await hub.PracticeAsync(Cast.Amina, "Inside only", new() { What = "x" }, community);
        using var omar = await hub.AsAsync(Cast.Omar);
        var page = await omar.GetAsync($"/practices?community={community}");
        Assert.Equal(["Inside only", "Inside and about"], Titles(page));
        Assert.Equal("1", page.One($".facets a[href*='topic={topic}'] .n").TextContent);
        page = await omar.GetAsync($"/practices?community={community}&topic={topic}");
        Assert.Equal(["Inside and about"], Titles(page));
        Assert.Equal($"/feed?kind=practices&community={community}&topic={topic}", page.Document.QuerySelector("link[rel=alternate]")!.GetAttribute("href"));
    }

    [Fact]
    public async Task What_a_private_community_keeps_is_neither_listed_nor_counted_elsewhere()
    {
        var topic = await hub.TopicAsync(PracticeScene.Unique("Hidden"));
        var community = await hub.CommunityAsync("Behind doors", Openness.Private, (Cast.Amina, CommunityRole.Member));
        await hub.PracticeAsync(Cast.Amina, "Behind closed doors", new() { What = "x" }, community, topic: topic);
        using var omar = await hub.AsAsync(Cast.Omar);
        var page = await omar.GetAsync($"/practices?topic={topic}");
        Assert.Empty(Titles(page));
        Assert.Null(page.Document.QuerySelector($".facets a[href*='{community}'], .facets a[aria-current][href='/practices']"));
        using var amina = await hub.AsAsync(Cast.Amina);
        Assert.Equal(["Behind closed doors"], Titles(await amina.GetAsync($"/practices?topic={topic}")));
    }

    [Fact]
    public async Task Verified_and_due_practices_are_told_apart()
    {
        var community = await hub.CommunityAsync("Keepers of time", Openness.Open, (Cast.Amina, CommunityRole.Member));
        var due = await hub.PracticeAsync(Cast.Amina, "Long ago", new() { What = "x" }, community);
        var fresh = await hub.PracticeAsync(Cast.Amina, "Just now", new() { What = "x" }, community);
        var now = hub.Clock.GetUtcNow();
        await hub.InDbAsync(async db =>
        {
            (await db.Cards.FindAsync(due.ItemId))!.VerifiedUntilUtc = now.AddDays(-1);
            (await db.Cards.FindAsync(fresh.ItemId))!.VerifiedUntilUtc = now.AddDays(30);
            (await db.Cards.FindAsync(fresh.ItemId))!.Promotion = PromotionLevel.Everyone;
            return await db.SaveChangesAsync();
        });
        using var omar = await hub.AsAsync(Cast.Omar);
        Assert.Equal(["Long ago"], Titles(await omar.GetAsync($"/practices?community={community}&state=due")));
        Assert.Equal(["Just now"], Titles(await omar.GetAsync($"/practices?community={community}&state=verified")));
        Assert.Equal(["Just now"], Titles(await omar.GetAsync($"/practices?community={community}&level=everyone")));
        Assert.Contains("Due for verification since", (await omar.GetAsync($"/{due.Path}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_list_is_read_page_by_page_and_nothing_is_shown_twice()
    {
        var community = await hub.CommunityAsync("Many", Openness.Open, (Cast.Amina, CommunityRole.Member));
        for (var i = 0; i < 23; i++)
        {
            await hub.PracticeAsync(Cast.Amina, $"Practice {i:00}", new() { What = "x" }, community);
        }

        using var omar = await hub.AsAsync(Cast.Omar);
        var first = await omar.GetAsync($"/practices?community={community}");
        var second = await omar.GetAsync(first.One(".pager a[rel=next]").GetAttribute("href")!);
        Assert.Equal(23, Titles(first).Concat(Titles(second)).Distinct().Count());
        Assert.Null(second.Document.QuerySelector(".pager a[rel=next]"));
    }

    [Theory]
    [InlineData("?after=rubbish&level=99&state=%27%3B--")]
    [InlineData("?community=%00nobody&topic=%F0%9F%98%80")]
    public async Task Odd_addresses_get_an_ordinary_answer(string query)
    {
        using var omar = await hub.AsAsync(Cast.Omar);
        Assert.Equal(HttpStatusCode.OK, (await omar.GetAsync("/practices" + query)).Status);
    }

    private static IEnumerable<string> Titles(PageSeen page) => page.Document.QuerySelectorAll("article.item h2, article.item h3").Select(h => h.TextContent.Trim());

    public sealed class OnSqlite(SqliteHub hub) : ListingPractices(hub);

    public sealed class OnPostgres(PostgresHub hub) : ListingPractices(hub);
}
