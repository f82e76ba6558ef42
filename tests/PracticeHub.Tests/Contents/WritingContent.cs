using System.Net;
using System.Text.Json;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Security;
using PracticeHub.Tests.Content;
using PracticeHub.Tests.Infrastructure;
using PracticeHub.Tests.Practices;
using PracticeHub.Tests.Recipes;

namespace PracticeHub.Tests.Contents;

public abstract class WritingContent(TestHub hub)
{
    private const string Edit = $"/content/{Sites.Story}/edit";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_history_says_who_and_why_compares_and_brings_back()
    {
        await using var own = await SiteAsync();
        using var maren = await own.AsAsync(Cast.Maren);
        await maren.SubmitAsync(Edit, "form.form", ("Story.Summary.Text", "Twelve <b>minutes</b> of quiet."), ("Story.Teams.Value", "2.5"), ("Note", "Counted <again>"), ("action", "publish"));
        var history = await maren.GetAsync($"/content/{Sites.Story}/history");
        Assert.Equal(2, history.Document.QuerySelectorAll(".timeline > li").Length);
        Assert.Contains("Counted <again>", history.One(".timeline > li").TextContent, StringComparison.Ordinal);
        Assert.Contains("Maren", history.One(".timeline > li .person").TextContent, StringComparison.Ordinal);

        var compared = await maren.GetAsync($"/content/{Sites.Story}/compare");
        Assert.Contains("Twelve <b>minutes</b>", string.Concat(compared.Document.QuerySelectorAll("ins").Select(e => e.TextContent)), StringComparison.Ordinal);
        Assert.Contains("2.5", compared.Text, StringComparison.Ordinal);
        var same = compared.One("main p.hint:last-of-type").TextContent;
        Assert.StartsWith("The same in both: Title, ", same, StringComparison.Ordinal);
        Assert.DoesNotContain("teams", same, StringComparison.Ordinal);
        Assert.DoesNotContain(compared.Document.QuerySelectorAll("section.card h2"), h => same.Contains(h.TextContent, StringComparison.Ordinal));

        var restored = await maren.SubmitAsync(history, "#restore", ("version", history.One("button[name=version]").GetAttribute("value")));
        Assert.Equal(HttpStatusCode.Found, restored.Status);
        Assert.Contains("Ten minutes", (await own.LatestAsync(Sites.Story))!.ToJson(), StringComparison.Ordinal);
        Assert.Contains("Twelve", (await own.PublishedAsync(Sites.Story))!.ToJson(), StringComparison.Ordinal);

        // Who only reads sees what was published, and restores nothing.
        using var omar = await own.AsAsync(Cast.Omar);
        var read = await omar.GetAsync($"/content/{Sites.Story}/history");
        Assert.Equal(2, read.Document.QuerySelectorAll(".timeline > li").Length);
        Assert.Null(read.Document.QuerySelector("button[name=version]"));
        Assert.Equal(HttpStatusCode.NotFound, (await omar.GetAsync($"/content/{Sites.Story}/compare?a=1&b=3")).Status);
        var log = await own.LogAsync(Cast.Amina, "Mine", "Text", audience: Audience.Me);
        Assert.Equal(HttpStatusCode.NotFound, (await omar.GetAsync($"/content/{log.ItemId}/history")).Status);
    }

    [Fact]
    public async Task What_was_saved_meanwhile_stands_beside_what_was_typed()
    {
        await using var own = await SiteAsync();
        using var maren = await own.AsAsync(Cast.Maren);
        var form = await maren.GetAsync(Edit);
        await maren.SubmitAsync(form, "form.form", ("Story.Summary.Text", "Theirs"), ("action", "publish"));
        var stale = await maren.SubmitAsync(form, "form.form", ("Story.Summary.Text", "Mine"), ("action", "publish"));
        Assert.Equal(HttpStatusCode.Conflict, stale.Status);
        Assert.Equal("Theirs", stale.One("#stale del").TextContent);
        Assert.Equal("Mine", stale.One("#stale ins").TextContent);
        Assert.Single(stale.Document.QuerySelectorAll("#stale section"));
        Assert.Single(stale.Document.QuerySelectorAll("main .notice.warn"), notice => notice.TextContent.Trim().Length > 0);
        Assert.Equal(HttpStatusCode.Found, (await maren.SubmitAsync(stale, "form.form", ("action", "publish"))).Status);
    }

    [Fact]
    public async Task An_item_is_looked_at_before_anything_is_saved()
    {
        await using var own = await SiteAsync();
        using var maren = await own.AsAsync(Cast.Maren);
        var rows = await own.RowsAsync();
        var page = await maren.SubmitAsync(Edit, "form.form", ("TitlePart.Title", ""), ("Story.Summary.Text", "Seen <script>alert(1)</script>"), ("action", "preview"));
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("Seen <script>", page.One("#item-preview").TextContent, StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector("#item-preview script"));
        Assert.Equal("", page.One("[name='TitlePart.Title']").GetAttribute("value"));
        Assert.Equal(rows, await own.RowsAsync());
    }

    [Fact]
    public async Task Markdown_is_shown_as_readers_will_see_it()
    {
        using var amina = await hub.AsAsync(Cast.Amina);
        var form = await amina.GetAsync("/");
        var seen = await PostAsync(amina, form, "/preview", ("text", "**Bold** <img src=x onerror=alert(1)> [x](javascript:alert(1)) @omar"));
        Assert.Contains("<strong>Bold</strong>", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("onerror", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("javascript:", seen, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await amina.GetAsync("/preview")).Status);
    }

    [Fact]
    public async Task What_is_typed_waits_for_its_writer_alone_until_it_is_saved_or_discarded()
    {
        var log = await hub.LogAsync(Cast.Amina, "Copied", "Before");
        using var amina = await hub.AsAsync(Cast.Amina);
        using var elsewhere = await hub.AsAsync(Cast.Amina);
        using var omar = await hub.AsAsync(Cast.Omar);
        var (place, version) = ($"/content/copies/{log.ItemId}", await VersionAsync(log));
        Assert.Equal(("", null), await SignAsync(amina, place, version, ""));
        await SignAsync(amina, place, version, """{"Markdown#0":"Half a thought"}""");

        Assert.Equal(("", """{"Markdown#0":"Half a thought"}"""), await SignAsync(elsewhere, place, version, ""));
        var (others, text) = await SignAsync(omar, place, version, "");
        Assert.Equal(("Amina Haddad", null), (others, text));
        Assert.Equal("Omar Said", (await SignAsync(amina, place, version, "")).Others);

        // A copy of an older version is not offered; leaving takes one out of sight, discarding takes the text away.
        Assert.Null((await SignAsync(amina, place, "4other00000000000000000000", "")).Text);
        await PostAsync(omar, await omar.GetAsync("/"), place + "?handler=Leave", ("isKept", "true"));
        Assert.Equal("", (await SignAsync(amina, place, version, "")).Others);
        await PostAsync(amina, await amina.GetAsync("/"), place + "?handler=Leave", ("isKept", "false"));
        Assert.Equal(("", null), await SignAsync(elsewhere, place, version, ""));
    }

    [Fact]
    public async Task Nobody_hears_of_what_they_may_not_see()
    {
        var secret = await hub.LogAsync(Cast.Amina, "Hidden", "Before", audience: Audience.Me);
        using var omar = await hub.AsAsync(Cast.Omar);
        var form = await omar.GetAsync("/");
        foreach (var place in new[] { secret.ItemId, "4nothing000000000000000000", "elsewhere", "new-" + new string('x', 200) })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(omar, form, $"/content/copies/{place}", ("version", ""), ("fields", "{}"))).Status);
        }

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await SendAsync(omar, form, "/content/copies/new-Story", ("version", ""), ("fields", new string('x', 1_000_001)))).Status);
        using var visitor = hub.Visitor();
        Assert.Equal(HttpStatusCode.Found, (await visitor.GetAsync("/content/copies/new-Story")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await visitor.Http.GetAsync(new Uri("/search/items?q=a", UriKind.Relative), Ct)).StatusCode);
    }

    [Fact]
    public async Task Items_to_link_to_are_those_that_the_writer_may_see()
    {
        var mark = PracticeScene.Unique("linked");
        var seen = await hub.LogAsync(Cast.Amina, $"{mark} [seen] <i>", "Text");
        await hub.LogAsync(Cast.Amina, $"{mark} hidden", "Text", audience: Audience.Me);
        using var omar = await hub.AsAsync(Cast.Omar);
        using var found = JsonDocument.Parse(await omar.Http.GetStringAsync(new Uri($"/search/items?q={mark}", UriKind.Relative), Ct));
        var only = Assert.Single(found.RootElement.EnumerateArray());
        Assert.Equal("/" + seen.Path, only.GetProperty("href").GetString());
        Assert.Equal($"{mark} [seen] <i>", only.GetProperty("title").GetString());
        Assert.Equal("[]", await omar.Http.GetStringAsync(new Uri("/search/items?q=", UriKind.Relative), Ct));
        omar.Http.DefaultRequestHeaders.Add("HX-Request", "true");
        var option = Assert.Single((await omar.GetAsync($"/search/items?Successor={mark}")).Document.QuerySelectorAll("option"));
        Assert.Equal(("/" + seen.Path, $"{mark} [seen] <i> · Work log"), (option.GetAttribute("value"), option.TextContent));
    }

    private async Task<TestHub> SiteAsync()
    {
        var own = await hub.FreshAsync();
        await own.RunAsync(Sites.Everything);
        return own;
    }

    private async Task<string> VersionAsync(Card card) => (await hub.LatestAsync(card.ItemId))!.VersionId!;

    private static async Task<(string Others, string? Text)> SignAsync(Browser browser, string place, string version, string fields)
    {
        using var answer = JsonDocument.Parse(await PostAsync(browser, await browser.GetAsync("/"), place, ("version", version), ("fields", fields)));
        return (string.Join(", ", answer.RootElement.GetProperty("others").EnumerateArray().Select(o => o.GetString())), answer.RootElement.GetProperty("fields").GetString());
    }

    private static async Task<string> PostAsync(Browser browser, PageSeen form, string address, params (string Name, string Value)[] fields)
    {
        using var content = Content(form, fields);
        using var response = await browser.Http.PostAsync(new Uri(address, UriKind.Relative), content, Ct);
        Assert.True(response.IsSuccessStatusCode, $"{response.StatusCode}");
        return await response.Content.ReadAsStringAsync(Ct);
    }

    private static async Task<PageSeen> SendAsync(Browser browser, PageSeen form, string address, params (string Name, string Value)[] fields)
    {
        using var content = Content(form, fields);
        return await browser.SendAsync(address, content);
    }

    private static FormUrlEncodedContent Content(PageSeen form, (string Name, string Value)[] fields) =>
        new(fields.Append(("__RequestVerificationToken", form.One("input[name=__RequestVerificationToken]").GetAttribute("value")!)).ToDictionary(f => f.Item1, f => f.Item2));

    public sealed class OnSqlite(SqliteHub hub) : WritingContent(hub);

    public sealed class OnPostgres(PostgresHub hub) : WritingContent(hub);
}
