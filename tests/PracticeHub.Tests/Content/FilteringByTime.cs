using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Workflows;
using PracticeHub.Tests.Engagement;
using PracticeHub.Tests.Infrastructure;
using PracticeHub.Tests.Practices;

namespace PracticeHub.Tests.Content;

public abstract class FilteringByTime(TestHub hub)
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_list_goes_back_as_far_as_one_wants_and_its_feed_as_well()
    {
        await using var own = await hub.FreshAsync();
        // Nothing goes to the archive by itself while the year passes.
        await own.InDbAsync(db => db.Workflows.ExecuteUpdateAsync(set => set.SetProperty(w => w.WakeUtc, (DateTimeOffset?)null), Ct));
        var path = await Places.StartAsync(own, Cast.Amina, "Through the year");
        var community = (await Places.FindAsync(own, path)).Id;
        var season = PracticeScene.Unique("Season");
        var topic = await PracticeScene.TopicAsync(own, season);
        foreach (var (name, days) in new[] { ("Ancient", 300), ("Of this year", 40), ("Of this month", 9), ("Of this week", 2) })
        {
            await own.PracticeAsync(Cast.Amina, name, new() { What = "x" }, community, topic: topic);
            await own.LogAsync(Cast.Amina, name, "x", community, topic: topic);
            await own.PublishedAsync(Cast.Amina, communityId: community, type: "Resource");
            own.Clock.Advance(TimeSpan.FromDays(days));
        }

        using var amina = await own.AsAsync(Cast.Amina);
        string[] lists =
        [
            "/practices", $"/practices?community={community}&topic={topic}", "/logs", $"/logs?topic={season}&person=amina", "/resources", $"/resources?community={community}",
            path, path + "/practices", path + $"/logs?topic={topic}", "/people/amina", "/people/amina/resources", $"/topics/{topic}",
        ];
        foreach (var list in lists)
        {
            var all = await amina.GetAsync(list);
            // Whoever begins a community has its first log as well, which is the oldest.
            var each = Items(all).Count / 4;
            Assert.True(each > 0, list);
            await ShowsAsync(amina, all, "week", each, list);
            await ShowsAsync(amina, all, "month", 2 * each, list);
            await ShowsAsync(amina, all, "year", Items(all).Count, list);
        }

        own.Clock.Advance(TimeSpan.FromDays(60));
        using var later = await own.AsAsync(Cast.Amina);
        await ShowsAsync(later, await later.GetAsync("/practices"), "year", 3, "/practices");
    }

    [Fact]
    public async Task A_search_counts_only_what_is_as_new_as_one_wants()
    {
        await using var own = await hub.FreshAsync();
        await own.LogAsync(Cast.Amina, "Valve long ago", "x");
        own.Clock.Advance(TimeSpan.FromDays(20));
        await own.PracticeAsync(Cast.Amina, "Valve of late", new() { What = "x" });
        using var amina = await own.AsAsync(Cast.Amina);
        var all = await amina.GetAsync("/search?q=valve");
        Assert.Equal(2, Items(all).Count);
        var late = await amina.GetAsync(all.One("#times a[href*='time=week']").GetAttribute("href")!);
        Assert.Equal("Valve of late", late.One("article.item h2").TextContent.Trim());
        Assert.Equal(["1"], late.Document.QuerySelectorAll(".facets a[href*='type='] .n").Select(n => n.TextContent));
        Assert.NotNull(late.Document.QuerySelector(".facets a[href*='time=week']"));

        own.Clock.Advance(TimeSpan.FromDays(20));
        using var later = await own.AsAsync(Cast.Amina);
        Assert.Equal("/search?q=valve", (await later.GetAsync("/search?q=valve&time=week")).One(".empty a").GetAttribute("href"));
    }

    [Fact]
    public async Task The_pages_of_such_a_list_follow_each_other_by_key()
    {
        await using var own = await hub.FreshAsync();
        var topic = await PracticeScene.TopicAsync(own, PracticeScene.Unique("Paged"));
        await own.PracticeAsync(Cast.Amina, "Too old", new() { What = "x" }, topic: topic);
        own.Clock.Advance(TimeSpan.FromDays(30));
        for (var i = 0; i < CardPage.Size + 3; i++)
        {
            await own.PracticeAsync(Cast.Amina, $"New {i}", new() { What = "x" }, topic: topic);
        }

        using var amina = await own.AsAsync(Cast.Amina);
        foreach (var list in new[] { "/practices?time=week", $"/topics/{topic}?time=week" })
        {
            var first = await amina.GetAsync(list);
            var second = await amina.GetAsync(first.One("a[rel=next]").GetAttribute("href")!);
            Assert.Equal(CardPage.Size + 3, Items(first).Union(Items(second)).Count());
            Assert.Null(second.Document.QuerySelector("a[rel=next]"));
            Assert.DoesNotContain("Too old", second.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_feed_keeps_from_others_what_the_list_keeps_from_them()
    {
        var secret = await hub.CommunityAsync("Unseen", Openness.Private, (Cast.Amina, CommunityRole.Member));
        var whispered = PracticeScene.Unique("Whispered");
        var topic = await PracticeScene.TopicAsync(hub, whispered);
        await hub.LogAsync(Cast.Amina, "Whisper", "x", secret, Audience.Community, topic);
        using var omar = await hub.AsAsync(Cast.Omar);
        using var amina = await hub.AsAsync(Cast.Amina);
        var feed = (await amina.GetAsync($"/logs?topic={whispered}&audience=Community&time=week")).One("link[rel=alternate]").GetAttribute("href")!;
        Assert.Single(await EntriesAsync(amina, feed));
        Assert.Empty(await EntriesAsync(omar, feed));
        Assert.Empty(await EntriesAsync(amina, feed.Replace("=Community", "=Everyone", StringComparison.Ordinal)));
    }

    private static async Task ShowsAsync(Browser browser, PageSeen all, string time, int count, string list)
    {
        var page = await browser.GetAsync(all.One($"#times a[href*='time={time}']").GetAttribute("href")!);
        Assert.True(Items(page).Count == count, $"{list} shows {Items(page).Count} of the last {time}, not {count}.");
        var feed = page.One("link[rel=alternate]").GetAttribute("href")!;
        Assert.NotNull(page.Document.QuerySelector($"main a[href='{feed}']"));
        Assert.Equal(Items(page), (await EntriesAsync(browser, feed)).Select(e => e.Element(Atom + "id")!.Value.Split(':')[^1]));
    }

    private static List<string> Items(PageSeen page) => [.. page.Document.QuerySelectorAll("article.item").Select(a => a.Id!["item-".Length..])];

    private static async Task<List<XElement>> EntriesAsync(Browser browser, string address) =>
        [.. XDocument.Parse(await browser.Http.GetStringAsync(new Uri(address, UriKind.Relative), Ct)).Root!.Elements(Atom + "entry")];

    public sealed class OnSqlite(SqliteHub hub) : FilteringByTime(hub);

    public sealed class OnPostgres(PostgresHub hub) : FilteringByTime(hub);
}

public sealed class ListTimeTests
{
    [Theory]
    [InlineData("week", "UTC", "2026-03-10T12:00:00Z", "2026-03-04T00:00:00Z")]
    [InlineData("week", "Pacific/Auckland", "2026-03-10T12:00:00Z", "2026-03-04T11:00:00Z")]
    [InlineData("month", "America/New_York", "2026-03-10T12:00:00Z", "2026-02-10T05:00:00Z")]
    [InlineData("month", "UTC", "2026-03-31T12:00:00Z", "2026-02-28T00:00:00Z")]
    [InlineData("year", "Europe/Berlin", "2028-02-29T12:00:00Z", "2027-02-27T23:00:00Z")]
    public void A_time_is_counted_in_days_of_the_readers_calendar(string time, string zone, string now, string first) =>
        Assert.Equal(DateTimeOffset.Parse(first, null), ListTime.Since(time, DateTimeOffset.Parse(now, null), TimeZoneInfo.FindSystemTimeZoneById(zone)));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Week")]
    [InlineData("eternity")]
    public void Anything_else_is_no_limit(string? time) => Assert.Null(ListTime.Since(time, DateTimeOffset.UnixEpoch.AddYears(50), TimeZoneInfo.Utc));
}
