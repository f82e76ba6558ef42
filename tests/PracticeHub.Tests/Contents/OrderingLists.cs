using System.Net;
using PracticeHub.Tests.Content;
using PracticeHub.Tests.Infrastructure;
using PracticeHub.Tests.Recipes;

namespace PracticeHub.Tests.Contents;

public abstract class OrderingLists(TestHub hub)
{
    private const string List = "4pla0000000000000000000000";

    [Fact]
    public async Task Whoever_may_edit_a_list_puts_its_items_in_order_and_readers_see_that()
    {
        await using var own = await ListAsync();
        using var amina = await own.AsAsync(Cast.Amina);
        using var omar = await own.AsAsync(Cast.Omar);
        Assert.Equal(["Second", "Third", "First"], await ShownAsync(omar));
        var page = await amina.GetAsync((await amina.GetAsync("/playlist")).One("a[href$='/order']").GetAttribute("href")!);
        await PressAsync(amina, page, "first", "4tra0000000000000000000001");
        await PressAsync(amina, page, "down", "4tra0000000000000000000002");
        Assert.Equal(["First", "Third", "Second"], await ShownAsync(omar));
        await PressAsync(amina, page, "up", "4tra0000000000000000000002");
        await PressAsync(amina, page, "sideways", "4tra0000000000000000000003");
        await PressAsync(amina, page, "up", "4tra0000000000000000000009");
        Assert.Equal(["First", "Second", "Third"], await ShownAsync(omar));

        // A new version keeps the place, and what is new stands at the end.
        Assert.Equal(HttpStatusCode.Found, (await amina.SubmitAsync("/content/4tra0000000000000000000003/edit", "form.form", ("TitlePart.Title", "Third again"), ("Track.Reason.Text", "x"), ("action", "publish"))).Status);
        Assert.Equal(HttpStatusCode.Found, (await omar.SubmitAsync($"/content/write/Track?list={List}", "form.form", ("TitlePart.Title", "New"), ("Track.Reason.Text", "x"), ("action", "publish"))).Status);
        Assert.Equal(["First", "Second", "Third again", "New"], await ShownAsync(omar));
        Assert.Equal("2", (await own.PublishedAsync("4tra0000000000000000000003"))!.Document["ContainedPart"]!["Order"]!.ToJsonString());
        Assert.Equal("0", (await own.ExportItemAsync("4tra0000000000000000000001"))!["ContainedPart"]!["Order"]!.ToJsonString());
    }

    [Fact]
    public async Task Nobody_else_puts_a_list_in_order_and_none_that_has_no_order()
    {
        await using var own = await ListAsync();
        using var omar = await own.AsAsync(Cast.Omar);
        using var amina = await own.AsAsync(Cast.Amina);
        using var visitor = own.Visitor();
        Assert.Equal(HttpStatusCode.NotFound, (await omar.GetAsync($"/content/{List}/order")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await amina.GetAsync("/content/4tra0000000000000000000001/order")).Status);
        Assert.Equal(HttpStatusCode.Found, (await visitor.GetAsync($"/content/{List}/order")).Status);
        using var forged = new FormUrlEncodedContent([new("move", "first 4tra0000000000000000000001"), new("__RequestVerificationToken", (await omar.GetAsync("/log")).One("#log-composer input[name=__RequestVerificationToken]").GetAttribute("value")!)]);
        Assert.Equal(HttpStatusCode.NotFound, (await omar.SendAsync($"/content/{List}/order", forged)).Status);
        Assert.Equal(["Second", "Third", "First"], await ShownAsync(omar));
    }

    [Fact]
    public async Task A_long_list_goes_on_where_its_page_ended()
    {
        await using var own = await ListAsync();
        await own.BringAsync([.. Enumerable.Range(10, 30).Select(i => Track($"4tra00000000000000000000{i}", $"Track {i}", 100 - (i / 2)))]);
        using var omar = await own.AsAsync(Cast.Omar);
        var first = await omar.GetAsync("/playlist");
        var second = await omar.GetAsync(first.One("nav.pager a[rel=next]").GetAttribute("href")!);
        var all = Titles(first).Concat(Titles(second)).ToList();
        Assert.Equal((20, 33, 33), (Titles(first).Count(), all.Count, all.Distinct().Count()));
        Assert.Equal(["Second", "Third", "First", "Track 39", "Track 38"], all.Take(5));
    }

    [Fact]
    public async Task What_is_said_about_a_list_stands_on_the_other_side_of_its_page()
    {
        await using var own = await ListAsync();
        using var omar = await own.AsAsync(Cast.Omar);
        var about = await omar.GetAsync((await omar.GetAsync("/playlist")).One("nav.tabs a:not([aria-current])").GetAttribute("href")!);
        Assert.Empty(Titles(about));
        Assert.Equal(HttpStatusCode.Found, (await omar.SubmitAsync(about, "#comment-form", ("Markdown", "Play the third one first."))).Status);
        about = await omar.GetAsync("/playlist?about=true");
        Assert.Contains("Play the third one first.", about.One("#comments").TextContent, StringComparison.Ordinal);
        Assert.Equal(["Second", "Third", "First"], Titles(await omar.GetAsync(about.One("nav.tabs a:not([aria-current])").GetAttribute("href")!)));
        Assert.Empty((await omar.GetAsync("/content/4tra0000000000000000000001")).Document.QuerySelectorAll("nav.tabs"));
    }

    private async Task<TestHub> ListAsync()
    {
        var own = await hub.FreshAsync();
        await own.TypeAsync("Track");
        await own.StepAsync("""
            { "name": "ContentDefinition", "ContentTypes": [ { "Name": "Playlist", "DisplayName": "Playlist", "Settings": { "ContentTypeSettings": { "Creatable": true } }, "ContentTypePartDefinitionRecords": [ { "PartName": "TitlePart", "Name": "TitlePart", "Settings": {} },
              { "PartName": "AutoroutePart", "Name": "AutoroutePart", "Settings": {} }, { "PartName": "ListPart", "Name": "ListPart", "Settings": { "ListPartSettings": { "ContainedContentTypes": ["Track"], "EnableOrdering": true } } } ] } ] }
            """);
        await own.BringAsync(
            $$"""{ "ContentItemId": "{{List}}", "ContentType": "Playlist", "DisplayText": "Playlist", "Latest": true, "Published": true, "Owner": "{{Cast.IdOf(Cast.Amina)}}", "TitlePart": { "Title": "Playlist" } }""",
            Track("4tra0000000000000000000001", "First", 2), Track("4tra0000000000000000000002", "Second", 0), Track("4tra0000000000000000000003", "Third", 1));
        return own;
    }

    private static string Track(string id, string title, int order) => $$"""
        { "ContentItemId": "{{id}}", "ContentType": "Track", "DisplayText": "{{title}}", "Latest": true, "Published": true, "Owner": "{{Cast.IdOf(Cast.Amina)}}", "TitlePart": { "Title": "{{title}}" },
          "ContainedPart": { "ListContentItemId": "{{List}}", "ListContentType": "Playlist", "Order": {{order}} } }
        """;

    private static async Task PressAsync(Browser browser, PageSeen page, string way, string item) =>
        Assert.Equal(HttpStatusCode.Found, (await browser.SubmitAsync(page, "main form", ("move", $"{way} {item}"))).Status);

    private static async Task<IEnumerable<string>> ShownAsync(Browser browser) => Titles(await browser.GetAsync("/playlist"));

    private static IEnumerable<string> Titles(PageSeen page) => page.Document.QuerySelectorAll("main article.item h2").Select(h => h.TextContent.Trim());

    public sealed class OnSqlite(SqliteHub hub) : OrderingLists(hub);

    public sealed class OnPostgres(PostgresHub hub) : OrderingLists(hub);
}
