using System.Net;
using System.Xml.Linq;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Security;
using PracticeHub.Tests.Infrastructure;
using PracticeHub.Tests.Practices;

namespace PracticeHub.Tests.Search;

public abstract class Feeds(TestHub hub)
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    [Fact]
    public async Task A_feed_holds_what_its_reader_may_see_and_no_more()
    {
        var topic = await hub.TopicAsync(PracticeScene.Unique("Fed"));
        var secret = await hub.CommunityAsync("Closed feed", Openness.Private, (Cast.Amina, CommunityRole.Member));
        var practice = await hub.PracticeAsync(Cast.Amina, "Open <practice> \u0001", new() { What = "**Bold**", Summary = "Sum & substance" }, topic: topic);
        await hub.LogAsync(Cast.Amina, "Inner log", "x", secret, Audience.Community, topic);
        using var omar = await hub.AsAsync(Cast.Omar);
        var entry = Assert.Single(await EntriesAsync(omar, $"/feed?topic={topic}"));
        Assert.StartsWith("Open <practice>", entry.Element(Atom + "title")!.Value, StringComparison.Ordinal);
        Assert.Contains("<strong>Bold</strong>", entry.Element(Atom + "content")!.Value, StringComparison.Ordinal);
        Assert.EndsWith("/" + practice.Path, entry.Element(Atom + "link")!.Attribute("href")!.Value, StringComparison.Ordinal);
        using var amina = await hub.AsAsync(Cast.Amina);
        Assert.Equal(2, (await EntriesAsync(amina, $"/feed?topic={topic}")).Count);
        Assert.Single(await EntriesAsync(amina, $"/feed?topic={topic}&kind=practices"));
        Assert.Single(await EntriesAsync(amina, $"/feed?topic={topic}&community={secret}"));
        Assert.Empty(await EntriesAsync(amina, $"/feed?topic={topic}&person=omar"));
    }

    [Fact]
    public async Task Visitors_get_nothing_where_visitors_may_not_read()
    {
        await hub.LogAsync(Cast.Amina, "For members", "x");
        using var visitor = hub.Visitor();
        Assert.Empty(await EntriesAsync(visitor, "/feed"));
    }

    [Fact]
    public async Task A_reader_who_has_it_already_is_told_so()
    {
        var topic = await hub.TopicAsync(PracticeScene.Unique("Cached"));
        await hub.LogAsync(Cast.Amina, "Once", "x", topic: topic);
        using var omar = await hub.AsAsync(Cast.Omar);
        var first = await omar.Http.GetAsync(new Uri($"/feed?topic={topic}", UriKind.Relative), TestContext.Current.CancellationToken);
        using var again = new HttpRequestMessage(HttpMethod.Get, new Uri($"/feed?topic={topic}", UriKind.Relative));
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await omar.Http.SendAsync(again, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task Odd_addresses_get_an_ordinary_feed()
    {
        using var omar = await hub.AsAsync(Cast.Omar);
        Assert.Empty(await EntriesAsync(omar, "/feed?kind=%00&community=%27--&topic=%F0%9F%98%80&person=%00"));
    }

    private static async Task<List<XElement>> EntriesAsync(Browser browser, string address)
    {
        var response = await browser.Http.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/atom+xml", response.Content.Headers.ContentType!.MediaType);
        return [.. XDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Root!.Elements(Atom + "entry")];
    }

    public sealed class OnSqlite(SqliteHub hub) : Feeds(hub);

    public sealed class OnPostgres(PostgresHub hub) : Feeds(hub);
}
