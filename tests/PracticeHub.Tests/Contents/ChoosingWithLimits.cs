using System.Net;
using System.Text.Json.Nodes;
using PracticeHub.Tests.Content;
using PracticeHub.Tests.Infrastructure;
using PracticeHub.Tests.Media;
using PracticeHub.Tests.Recipes;

namespace PracticeHub.Tests.Contents;

/// <summary>What a field lets one choose: people of some roles, the last terms of a tree, files with or without words of their own; and blocks in zones.</summary>
public abstract class ChoosingWithLimits(TestHub hub)
{
    private const string Write = "/content/write/Notice";
    private const string Tree = "4lea0000000000000000000001";

    [Fact]
    public async Task Only_people_of_the_roles_that_a_field_names_are_chosen()
    {
        await using var own = await NoticeAsync("UserPickerField", "People", """{ "Multiple": true, "DisplayAllUsers": false, "DisplayedRoles": ["Administrator", "Nobody"] }""");
        using var maren = await own.AsAsync(Cast.Maren);
        Assert.Contains("Only people with one of these roles: Administrator, Nobody.", (await maren.GetAsync(Write)).Text, StringComparison.Ordinal);
        var refused = await maren.SubmitAsync(Write, "form.form", ("TitlePart.Title", "One"), ("Notice.People.Shown", $"{Cast.Maren}, {Cast.Amina}"), ("action", "publish"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal($"People: {Cast.Amina} has none of the roles that stand here.", refused.One("[id='Notice.People-error']").TextContent);
        Assert.Equal($"{Cast.Maren}, {Cast.Amina}", refused.One("[name='Notice.People.Shown']").GetAttribute("value"));
        var done = await maren.SubmitAsync(refused, "form.form", ("Notice.People.Shown", Cast.Maren), ("action", "publish"));
        Assert.Equal($$"""{"UserIds":["{{Cast.IdOf(Cast.Maren)}}"],"UserNames":["{{Cast.Maren}}"]}""", await ValueAsync(own, done, "People"));

        // Who stands there already stays, whatever the field says now.
        await own.BringAsync($$"""{ "ContentItemId": "4not0000000000000000000001", "ContentType": "Notice", "DisplayText": "Old", "Latest": true, "Published": true, "TitlePart": { "Title": "Old" }, "Notice": { "People": { "UserIds": ["{{Cast.IdOf(Cast.Omar)}}"], "UserNames": ["{{Cast.Omar}}"] } } }""");
        Assert.Equal(HttpStatusCode.Found, (await maren.SubmitAsync("/content/4not0000000000000000000001/edit", "form.form", ("TitlePart.Title", "Older"), ("action", "publish"))).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await maren.SubmitAsync("/content/4not0000000000000000000001/edit", "form.form", ("Notice.People.Shown", $"{Cast.Omar}, {Cast.Amina}"), ("action", "publish"))).Status);
    }

    [Fact]
    public async Task Only_terms_with_none_below_them_are_chosen_and_suggested()
    {
        await using var own = await NoticeAsync("TaxonomyField", "Where", $$"""{ "TaxonomyContentItemId": "{{Tree}}", "LeavesOnly": true }""");
        await own.BringAsync($$"""
            { "ContentItemId": "{{Tree}}", "ContentType": "Taxonomy", "DisplayText": "Places", "Latest": true, "Published": true, "TitlePart": { "Title": "Places" }, "TaxonomyPart": { "Terms": [
              { "ContentItemId": "4lea0000000000000000000002", "ContentType": "Topic", "DisplayText": "Hall", "Terms": [ { "ContentItemId": "4lea0000000000000000000003", "ContentType": "Topic", "DisplayText": "Hall door" } ] } ] } }
            """);
        using var maren = await own.AsAsync(Cast.Maren);
        var form = await maren.GetAsync(Write);
        Assert.Contains("Only terms with none below them.", form.Text, StringComparison.Ordinal);
        var suggested = await maren.GetAsync(form.One("[name='Notice.Where.Shown']").GetAttribute("hx-get") + "&Notice.Where.Shown=hal");
        Assert.Equal("Hall door", Assert.Single(JsonNode.Parse(suggested.Document.DocumentElement.TextContent)!.AsArray())!["title"]!.ToString());

        var refused = await maren.SubmitAsync(form, "form.form", ("TitlePart.Title", "One"), ("Notice.Where.Shown", "Hall"), ("action", "publish"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal("Where: there are terms below Hall. Choose one of those.", refused.One("[id='Notice.Where-error']").TextContent);
        Assert.Equal("Hall", refused.One("[name='Notice.Where.Shown']").GetAttribute("value"));
        var done = await maren.SubmitAsync(refused, "form.form", ("Notice.Where.Shown", "Hall door"), ("action", "publish"));
        Assert.Equal($$"""{"TaxonomyContentItemId":"{{Tree}}","TermContentItemIds":["4lea0000000000000000000003"]}""", await ValueAsync(own, done, "Where"));
        Assert.Equal("Hall door", (await maren.GetAsync(done.Location!)).One("aside .chips a").TextContent);
    }

    [Fact]
    public async Task Where_a_field_has_no_texts_the_library_says_what_one_sees_today()
    {
        await using var own = await NoticeAsync("MediaField", "Pictures", """{ "AllowMediaText": false }""");
        using var maren = await own.AsAsync(Cast.Maren);
        var path = await maren.UploadedAsync("plan.png", Sending.Picture(40, 20), alt: "A plan of the \"hall\"");
        var silent = await maren.UploadedAsync("silent.png", Sending.Picture(41, 20));
        Assert.Contains("What one sees in it is said there.", (await maren.GetAsync(Write)).Text, StringComparison.Ordinal);
        foreach (var (typed, words) in new[] { ($"{path} | Mine", $"Pictures: what one sees in {path} is said in the library and not here."), (silent, $"Pictures: say in the library first what one sees in {silent}.") })
        {
            var refused = await maren.SubmitAsync(Write, "form.form", ("TitlePart.Title", "One"), ("Notice.Pictures.Shown", typed), ("action", "publish"));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
            Assert.Equal((words, typed), (refused.One("[id='Notice.Pictures-error']").TextContent, refused.One("[name='Notice.Pictures.Shown']").TextContent.Trim()));
        }

        var done = await maren.SubmitAsync(Write, "form.form", ("TitlePart.Title", "One"), ("Notice.Pictures.Shown", path), ("action", "publish"));
        Assert.Equal($$"""{"Paths":["{{path}}"],"MediaTexts":[]}""", await ValueAsync(own, done, "Pictures"));
        Assert.Equal("A plan of the \"hall\"", (await maren.GetAsync(done.Location!)).One("main .prose img").GetAttribute("alt"));
        await maren.SubmitAsync(Sending.Page(path), "form.form", ("Alt", "The new hall"));
        Assert.Equal("The new hall", (await maren.GetAsync(done.Location!)).One("main .prose img").GetAttribute("alt"));
    }

    [Fact]
    public async Task What_stays_in_sight_of_a_picture_is_typed_checked_and_kept_with_its_file()
    {
        await using var own = await NoticeAsync("MediaField", "Pictures", """{ "AllowAnchors": true }""");
        using var maren = await own.AsAsync(Cast.Maren);
        var (one, two) = (await maren.UploadedAsync("one.png", Sending.Picture(400, 100), alt: "One"), await maren.UploadedAsync("two.png", Sending.Picture(42, 20), alt: "Two"));
        foreach (var wrong in new[] { "50", "101 5", "-1 5", "a b", "1 2 3" })
        {
            var refused = await maren.SubmitAsync(Write, "form.form", ("TitlePart.Title", "One"), ("Notice.Pictures.Shown", $"{one} | Seen | {wrong}"), ("action", "publish"));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
            Assert.Contains("two numbers from 0 to 100", refused.One("[id='Notice.Pictures-error']").TextContent, StringComparison.Ordinal);
            Assert.Equal($"{one} | Seen | {wrong}", refused.One("[name='Notice.Pictures.Shown']").TextContent.Trim());
        }

        var done = await maren.SubmitAsync(Write, "form.form", ("TitlePart.Title", "One"), ("Notice.Pictures.Shown", $"{one} | Seen | 0 33.3\n{two} | Also"), ("action", "publish"));
        Assert.Equal($$"""{"Paths":["{{one}}","{{two}}"],"MediaTexts":["Seen","Also"],"Anchors":[{"X":0,"Y":0.333},{"X":0.5,"Y":0.5}]}""", await ValueAsync(own, done, "Pictures"));
        var edit = await maren.GetAsync($"/content/{done.Location!.Split('/')[^1]}/edit");
        Assert.Equal($"{one} | Seen | 0 33.3\n{two} | Also", edit.One("[name='Notice.Pictures.Shown']").TextContent.Trim());
        var turned = await maren.SubmitAsync(edit, "form.form", ("Notice.Pictures.Shown", $"{two} | Also\n{one} | Seen | 0 33.3"), ("action", "publish"));
        Assert.Equal($$"""[{"X":0.5,"Y":0.5},{"X":0,"Y":0.333}]""", JsonNode.Parse(await ValueAsync(own, turned, "Pictures"))!["Anchors"]!.ToJsonString());

        // Its left is red, its right is blue; the middle is both.
        foreach (var (at, red, blue) in new[] { ("0,0.5", true, false), ("1,0.5", false, true), ("0.5,0.5", true, true) })
        {
            using var answer = await maren.FetchAsync($"/media/{one}?width=160&height=160&rmode=crop&rxy={at}");
            var cut = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
            Assert.Equal((red, blue), (Drawing.PixelOf(cut, 10, 50).Red > 150, Drawing.PixelOf(cut, 90, 50).Blue > 150));
        }
    }

    [Fact]
    public async Task Blocks_are_put_into_zones_ordered_and_kept_with_what_nobody_knows()
    {
        await using var own = await hub.FreshAsync();
        await own.StepAsync("""
            { "name": "ContentDefinition", "ContentTypes": [
              { "Name": "Board", "DisplayName": "Board", "Settings": { "ContentTypeSettings": { "Creatable": true, "Listable": true } }, "ContentTypePartDefinitionRecords": [
                { "PartName": "TitlePart", "Name": "TitlePart", "Settings": {} }, { "PartName": "WidgetsListPart", "Name": "WidgetsListPart", "Settings": { "WidgetsListPartSettings": { "Zones": ["Left side", "Right"] } } } ] },
              { "Name": "Note", "DisplayName": "Note", "Settings": { "ContentTypeSettings": { "Stereotype": "Widget" } }, "ContentTypePartDefinitionRecords": [ { "PartName": "MarkdownBodyPart", "Name": "MarkdownBodyPart", "Settings": {} } ] } ] }
            """);
        const string Id = "4wid0000000000000000000001", First = "4wid0000000000000000000002";
        await own.BringAsync($$"""
            { "ContentItemId": "{{Id}}", "ContentType": "Board", "DisplayText": "Board", "Latest": true, "Published": true, "TitlePart": { "Title": "Board" }, "WidgetsListPart": { "Odd": 1, "Widgets": {
              "Right": [ { "ContentItemId": "{{First}}", "ContentType": "Note", "DisplayText": "First", "MarkdownBodyPart": { "Markdown": "One" }, "WidgetMetadata": { "RenderTitle": true, "Position": "3" } } ], "Footer": [] } } }
            """);
        using var maren = await own.AsAsync(Cast.Maren);
        var page = await maren.GetAsync($"/content/{Id}/edit");
        Assert.Equal(["Blocks: Left side", "Blocks: Right", "Blocks: Footer"], page.Document.QuerySelectorAll("form.form > fieldset > legend").Select(l => l.TextContent));
        page = await maren.SubmitAsync(page, "form.form", ("WidgetsListPart/Right.Add", "Note"), ("nest", "add WidgetsListPart/Right"));
        var added = page.Document.QuerySelectorAll("[name='WidgetsListPart/Right.Items']")[^1].GetAttribute("value")!;
        page = await maren.SubmitAsync(page, "form.form", ($"n.{added}.Text", "Second"), ($"n.{added}.MarkdownBodyPart.Markdown", "Two *things*"), ("nest", $"up {added}"));
        page = await maren.SubmitAsync(page, "form.form", ("WidgetsListPart/Left side.Add", "Note"), ("nest", "add WidgetsListPart/Left side"));
        var left = page.One("[name='WidgetsListPart/Left side.Items']").GetAttribute("value")!;
        var done = await maren.SubmitAsync(page, "form.form", ($"n.{left}.MarkdownBodyPart.Markdown", "Three"), ("action", "publish"));
        Assert.Equal(HttpStatusCode.Found, done.Status);

        var part = (await own.PublishedAsync(Id))!.Document["WidgetsListPart"]!;
        string[] IdsIn(string zone) => [.. part["Widgets"]![zone]!.AsArray().Select(w => w!["ContentItemId"]!.ToString())];
        Assert.Equal([added, First], IdsIn("Right"));
        Assert.Equal([left], IdsIn("Left side"));
        Assert.Equal(("1", "[]", "3"), (part["Odd"]!.ToJsonString(), part["Widgets"]!["Footer"]!.ToJsonString(), part["Widgets"]!["Right"]![1]!["WidgetMetadata"]!["Position"]!.ToString()));
        var shown = await maren.GetAsync(done.Location!);
        Assert.Contains("Two things", shown.One("main").TextContent, StringComparison.Ordinal);
        Assert.Contains("Board", (await maren.GetAsync("/search?q=things")).Text, StringComparison.Ordinal);

        // What no form offers is not put anywhere.
        var forged = await maren.SubmitAsync($"/content/{Id}/edit", "form.form", ("WidgetsListPart/Elsewhere.Add", "Note"), ("nest", "add WidgetsListPart/Elsewhere"));
        Assert.Equal(HttpStatusCode.OK, forged.Status);
        Assert.Null(forged.Document.QuerySelector("[name^='WidgetsListPart/Elsewhere']"));
    }

    private async Task<TestHub> NoticeAsync(string kind, string name, string settings)
    {
        var own = await hub.FreshAsync();
        await own.StepAsync($$"""
            { "name": "ContentDefinition",
              "ContentTypes": [ { "Name": "Notice", "DisplayName": "Notice", "Settings": { "ContentTypeSettings": { "Creatable": true, "Listable": true } }, "ContentTypePartDefinitionRecords": [
                { "PartName": "TitlePart", "Name": "TitlePart", "Settings": {} }, { "PartName": "Notice", "Name": "Notice", "Settings": {} } ] } ],
              "ContentParts": [ { "Name": "Notice", "Settings": {}, "ContentPartFieldDefinitionRecords": [ { "FieldName": "{{kind}}", "Name": "{{name}}", "Settings": { "{{kind}}Settings": {{settings}} } } ] } ] }
            """);
        return own;
    }

    /// <summary>The field of the item to which an answer leads, to the letter.</summary>
    private static async Task<string> ValueAsync(TestHub own, PageSeen answer, string name)
    {
        Assert.Equal(HttpStatusCode.Found, answer.Status);
        return (await own.PublishedAsync(answer.Location!.Split('/')[^1]))!.Document["Notice"]![name]!.ToJsonString();
    }

    public sealed class OnSqlite(SqliteHub hub) : ChoosingWithLimits(hub);

    public sealed class OnPostgres(PostgresHub hub) : ChoosingWithLimits(hub);
}
