using System.Net;
using System.Text.Json.Nodes;
using PracticeHub.Kernel.Content;
using PracticeHub.Tests.Content;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests.Contents;

public abstract class NestingItems(TestHub hub)
{
    private const string MenuId = "4nes0000000000000000000001";

    [Fact]
    public async Task A_menu_is_added_to_ordered_nested_and_taken_out_of_without_script()
    {
        await using var own = await hub.FreshAsync();
        await own.BringAsync($$"""
            { "ContentItemId": "{{MenuId}}", "ContentType": "Menu", "DisplayText": "Menu", "Latest": true, "Published": true, "TitlePart": { "Title": "Menu" }, "MenuPart": {}, "AliasPart": { "Alias": "main-menu" }, "MenuItemsListPart": { "MenuItems": [
              { "ContentItemId": "4nes0000000000000000000002", "ContentType": "LinkMenuItem", "DisplayText": "One", "LinkMenuItemPart": { "Url": "~/one", "Target": "_blank" }, "PartNobodyKnows": { "x": 1 } },
              { "ContentItemId": "4nes0000000000000000000003", "ContentType": "LinkMenuItem", "DisplayText": "Two", "LinkMenuItemPart": { "Url": "~/two" } } ] } }
            """);
        using var maren = await own.AsAsync(Cast.Maren);
        var page = await maren.GetAsync($"/content/{MenuId}/edit");
        page = await PressAsync(maren, page, "add MenuItemsListPart", ("MenuItemsListPart.Add", "LinkMenuItem"), ("n.4nes0000000000000000000002.Text", "First"));
        var added = page.Document.QuerySelectorAll("[name='MenuItemsListPart.Items']")[^1].GetAttribute("value")!;
        page = await PressAsync(maren, page, $"up {added}", ($"n.{added}.Text", "Three"), ($"n.{added}.LinkMenuItemPart.Url", "/three"));
        page = await PressAsync(maren, page, $"in {added}");
        page = await PressAsync(maren, page, "remove 4nes0000000000000000000003");
        Assert.Equal("One", ItemsOf((await own.PublishedAsync(MenuId))!)[0]!["DisplayText"]!.ToString());

        Assert.Equal(HttpStatusCode.Found, (await maren.SubmitAsync(page, "form.form", ("action", "publish"))).Status);
        var first = Assert.Single(ItemsOf((await own.PublishedAsync(MenuId))!))!;
        Assert.Equal(("First", "~/one", "_blank", 1), (first["DisplayText"]!.ToString(), first["LinkMenuItemPart"]!["Url"]!.ToString(), first["LinkMenuItemPart"]!["Target"]!.ToString(), first["PartNobodyKnows"]!["x"]!.GetValue<int>()));
        var below = Assert.Single(first["MenuItemsListPart"]!["MenuItems"]!.AsArray())!;
        Assert.Equal(("Three", "/three"), (below["DisplayText"]!.ToString(), below["LinkMenuItemPart"]!["Url"]!.ToString()));
        Assert.Equal("Three", (await maren.GetAsync("/topics")).One("nav[aria-labelledby=rail-site] ul ul a").TextContent);

        var beside = await PressAsync(maren, await maren.GetAsync($"/content/{MenuId}/edit"), $"out {added}");
        Assert.Equal(2, beside.Document.QuerySelectorAll("[name='MenuItemsListPart.Items']").Length);
    }

    [Fact]
    public async Task A_link_that_runs_something_is_refused_and_kept_to_be_corrected()
    {
        await using var own = await hub.FreshAsync();
        await own.BringAsync($$"""
            { "ContentItemId": "{{MenuId}}", "ContentType": "Menu", "DisplayText": "Menu", "Latest": true, "Published": true, "TitlePart": { "Title": "Menu" }, "MenuItemsListPart": { "MenuItems": [
              { "ContentItemId": "4nes0000000000000000000002", "ContentType": "LinkMenuItem", "DisplayText": "One", "LinkMenuItemPart": { "Url": "~/one" } } ] } }
            """);
        using var maren = await own.AsAsync(Cast.Maren);
        const string url = "n.4nes0000000000000000000002.LinkMenuItemPart.Url";
        var refused = await maren.SubmitAsync($"/content/{MenuId}/edit", "form.form", (url, "javascript:alert(1)"), ("action", "publish"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal("javascript:alert(1)", refused.One($"[name='{url}']").GetAttribute("value"));
        Assert.Contains("not an address that can be opened safely", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bag_takes_only_what_its_type_says_however_the_form_was_forged()
    {
        await hub.TypeAsync("Song");
        await hub.TypeAsync("Secret");
        await hub.StepAsync("""
            { "name": "ContentDefinition", "ContentTypes": [ { "Name": "Record", "DisplayName": "Record", "Settings": { "ContentTypeSettings": { "Creatable": true } }, "ContentTypePartDefinitionRecords": [
              { "PartName": "TitlePart", "Name": "TitlePart", "Settings": {} }, { "PartName": "BagPart", "Name": "Songs", "Settings": { "BagPartSettings": { "ContainedContentTypes": ["Song"] } } } ] } ] }
            """);
        using var amina = await hub.AsAsync(Cast.Amina);
        var page = await PressAsync(amina, await amina.GetAsync("/content/write/Record"), "add Songs", ("TitlePart.Title", "Record one"), ("Songs.Add", "Song"));
        Assert.Equal("Record one", page.One("[name='TitlePart.Title']").GetAttribute("value"));
        var song = page.One("[name='Songs.Items']").GetAttribute("value")!;
        var refused = await amina.SubmitAsync(page, "form.form", ($"n.{song}.TitlePart.Title", "Side A"), ("action", "publish"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("Reason is needed.", refused.Text, StringComparison.Ordinal);

        var forged = await amina.SubmitAsync(refused, "form.form", ($"n.{song}.TitlePart.Title", "Side A"), ($"n.{song}.Song.Reason.Text", "It sings"), ("Songs.Items", song), ("Songs.Items", "4for0000000000000000000001"), ("n.4for0000000000000000000001.Type", "Secret"),
            ("Songs.Items", song), ("Songs.Items", "<script>"), ("action", "publish"));
        Assert.Equal(HttpStatusCode.Found, forged.Status);
        var inside = (await hub.PublishedAsync(forged.Location!.Split('/')[^1]))!.Document["Songs"]!["ContentItems"]!.AsArray();
        var only = Assert.Single(inside)!;
        Assert.Equal((song, "Song", "Side A", "It sings"), (only["ContentItemId"]!.ToString(), only["ContentType"]!.ToString(), only["DisplayText"]!.ToString(), only["Song"]!["Reason"]!["Text"]!.ToString()));
    }

    [Fact]
    public async Task However_deep_a_form_nests_items_it_ends()
    {
        await using var own = await hub.FreshAsync();
        await own.BringAsync($$"""{ "ContentItemId": "{{MenuId}}", "ContentType": "Menu", "DisplayText": "Menu", "Latest": true, "Published": true, "TitlePart": { "Title": "Menu" }, "MenuItemsListPart": { "MenuItems": [] } }""");
        using var maren = await own.AsAsync(Cast.Maren);
        var ids = Enumerable.Range(0, 40).Select(i => $"4dee00000000000000000000{i:00}").ToList();
        var fields = new List<(string, string?)> { ("action", "publish"), ("MenuItemsListPart.Items", ids[0]) };
        foreach (var (id, next) in ids.Zip(ids.Skip(1).Append(ids[0])))
        {
            fields.AddRange([($"n.{id}.Type", "LinkMenuItem"), ($"n.{id}.Text", id), ($"n.{id}.MenuItemsListPart.Nest", "1"), ($"n.{id}.MenuItemsListPart.Items", next)]);
        }

        Assert.Equal(HttpStatusCode.Found, (await maren.SubmitAsync($"/content/{MenuId}/edit", "form.form", [.. fields])).Status);
        Assert.InRange((await own.PublishedAsync(MenuId))!.ToJson().Split("4dee").Length - 1, 1, 20);
        Assert.Equal(HttpStatusCode.OK, (await maren.GetAsync($"/content/{MenuId}/edit")).Status);
    }

    private static async Task<PageSeen> PressAsync(Browser browser, PageSeen page, string button, params (string, string?)[] fields)
    {
        var answer = await browser.SubmitAsync(page, "form.form", [.. fields, ("nest", button)]);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return answer;
    }

    private static JsonArray ItemsOf(ContentItem menu) => menu.Document["MenuItemsListPart"]!["MenuItems"]!.AsArray();

    public sealed class OnSqlite(SqliteHub hub) : NestingItems(hub);

    public sealed class OnPostgres(PostgresHub hub) : NestingItems(hub);
}
