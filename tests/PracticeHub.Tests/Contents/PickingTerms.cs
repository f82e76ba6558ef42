using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Content;
using PracticeHub.Tests.Content;
using PracticeHub.Tests.Infrastructure;
using PracticeHub.Tests.Recipes;

namespace PracticeHub.Tests.Contents;

/// <summary>A field of terms takes names, and says so where a name is not enough.</summary>
public abstract class PickingTerms(TestHub hub)
{
    private const string Field = "Article.Colours.Shown";

    [Fact]
    public async Task Terms_are_named_suggested_and_told_apart()
    {
        await using var own = await SiteAsync();
        using var maren = await own.AsAsync(Cast.Maren);
        var unknown = await maren.SubmitAsync("/content/write/Article", "form.form", ("TitlePart.Title", "Paint"), (Field, "Mauve"), ("action", "publish"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unknown.Status);
        Assert.Contains("there is no term named Mauve", unknown.Text, StringComparison.Ordinal);
        Assert.Equal("Mauve", unknown.One($"[name='{Field}']").GetAttribute("value"));

        var unclear = await maren.SubmitAsync(unknown, "form.form", (Field, "dark"), ("action", "publish"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unclear.Status);
        Assert.Contains("Write Red › Dark, Blue › Dark.", unclear.Text, StringComparison.Ordinal);

        var done = await maren.SubmitAsync(unclear, "form.form", (Field, "Blue > Dark, Black, white and grey"), ("action", "publish"));
        Assert.Equal(HttpStatusCode.Found, done.Status);
        var id = await own.InDbAsync(db => db.Cards.Where(c => c.Kind == "Article").Select(c => c.ItemId).SingleAsync());
        var colours = (await own.PublishedAsync(id))!.Document["Article"]!["Colours"]!["TermContentItemIds"]!.AsArray().Select(t => t!.ToString());
        Assert.Equal(["4c000000000000000000000004", "4c000000000000000000000005"], colours);
        var form = await maren.GetAsync($"/content/{id}/edit");
        Assert.Equal("Blue › Dark, Black, white and grey", form.One($"[name='{Field}']").GetAttribute("value"));

        var suggested = await maren.GetAsync(form.One($"[name='{Field}']").GetAttribute("hx-get") + "&x=da");
        Assert.Contains("Blue", suggested.Document.DocumentElement.TextContent, StringComparison.Ordinal);
        using var omar = await own.AsAsync(Cast.Omar);
        Assert.Equal(HttpStatusCode.NotFound, (await omar.GetAsync("/topics/suggest?of=4zz0000000000000000000000z&q=da")).Status);
    }

    [Fact]
    public async Task A_term_that_is_not_here_stays_when_the_item_is_saved()
    {
        await using var own = await SiteAsync();
        const string Id = "4a000000000000000000000001", Gone = "4zz00000000000000000000009";
        await own.BringAsync($$"""
            { "ContentItemId": "{{Id}}", "ContentType": "Article", "DisplayText": "Old", "Latest": true, "Published": true, "Owner": "{{Cast.IdOf(Cast.Maren)}}",
              "TitlePart": { "Title": "Old" }, "Article": { "Colours": { "TaxonomyContentItemId": "4c0000000000000000000000tx", "TermContentItemIds": ["{{Gone}}"] } } }
            """);
        using var maren = await own.AsAsync(Cast.Maren);
        Assert.Equal(HttpStatusCode.Found, (await maren.SubmitAsync($"/content/{Id}/edit", "form.form", ("TitlePart.Title", "New"), ("action", "publish"))).Status);
        Assert.Equal(Gone, (await own.PublishedAsync(Id))!.Document["Article"]!["Colours"]!["TermContentItemIds"]![0]!.ToString());
    }

    private async Task<TestHub> SiteAsync()
    {
        var own = await hub.FreshAsync();
        await own.RunAsync(JsonNode.Parse("""
            { "name": "Colours", "steps": [
              { "name": "ContentDefinition",
                "ContentTypes": [{ "Name": "Article", "DisplayName": "Article", "Settings": { "ContentTypeSettings": { "Creatable": true, "Listable": true, "Draftable": true } }, "ContentTypePartDefinitionRecords": [
                  { "PartName": "Article", "Name": "Article", "Settings": {} }, { "PartName": "TitlePart", "Name": "TitlePart", "Settings": {} }] }],
                "ContentParts": [{ "Name": "Article", "Settings": {}, "ContentPartFieldDefinitionRecords": [
                  { "FieldName": "TaxonomyField", "Name": "Colours", "Settings": { "ContentPartFieldSettings": { "DisplayName": "Colours" }, "TaxonomyFieldSettings": { "TaxonomyContentItemId": "4c0000000000000000000000tx" } } }] }] },
              { "name": "content", "data": [{ "ContentItemId": "4c0000000000000000000000tx", "ContentType": "Taxonomy", "DisplayText": "Colours", "Latest": true, "Published": true,
                "TitlePart": { "Title": "Colours" }, "TaxonomyPart": { "TermContentType": "Topic", "Terms": [
                  { "ContentItemId": "4c000000000000000000000001", "ContentType": "Topic", "DisplayText": "Red", "Terms": [{ "ContentItemId": "4c000000000000000000000002", "ContentType": "Topic", "DisplayText": "Dark" }] },
                  { "ContentItemId": "4c000000000000000000000003", "ContentType": "Topic", "DisplayText": "Blue", "Terms": [{ "ContentItemId": "4c000000000000000000000004", "ContentType": "Topic", "DisplayText": "Dark" }] },
                  { "ContentItemId": "4c000000000000000000000005", "ContentType": "Topic", "DisplayText": "Black, white and grey" }] } }] }] }
            """)!.AsObject());
        return own;
    }

    public sealed class OnSqlite(SqliteHub hub) : PickingTerms(hub);

    public sealed class OnPostgres(PostgresHub hub) : PickingTerms(hub);
}
