using System.Text.Json.Nodes;
using PracticeHub.Kernel.Recipes;
using PracticeHub.Tests.Content;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests.Recipes;

/// <summary>What cannot be taken of a site is refused with its place, or stays as it is; nothing is half taken.</summary>
public abstract class RefusingSites(TestHub hub)
{
    private static readonly (string Step, string Body, string Words)[] Refused =
    [
        ("content", """{ "data": [ { "ContentType": "Story" } ] }""", "ContentItemId is missing"),
        ("content", """{ "data": [ 12 ] }""", "data[0] is not an object"),
        ("content", """{ "data": { } }""", "data is not a list"),
        ("content", """{ "data": [ { "ContentItemId": "4x00000000000000000000000000000000", "ContentType": "Story" } ] }""", "longer than the 26 characters"),
        ("content", """{ "data": [ { "ContentItemId": "4sty0000000000000000000001", "ContentType": "Space" } ] }""", "exists already, as Story and not as Space"),
        ("content", """{ "data": [ { "ContentItemId": "4new0000000000000000000001", "ContentItemVersionId": "4ver0000000000000000000002", "ContentType": "Story" } ] }""", "exists already, as one of 4sty0000000000000000000001"),
        ("content", """{ "data": [ { "ContentItemId": "4tax0000000000000000000009", "ContentType": "Taxonomy", "Latest": true, "TaxonomyPart": { "Terms": [ { "ContentItemId": "4trm0000000000000000000008", "DisplayText": "a", "Terms": [ { "ContentItemId": "4trm0000000000000000000008", "DisplayText": "a" } ] } ] } } ] }""", "stands twice in the tree"),
        ("content", """{ "data": [ { "ContentItemId": "4new0000000000000000000001", "ContentType": "Story", "TitlePart": { "Title": { "a": 1 } } } ] }""", "4new0000000000000000000001: TitlePart.Title is not a single value"),
        ("content", """{ "data": [ { "ContentItemId": "4new0000000000000000000001", "ContentType": "Story", "DisplayText": "x", "AutoroutePart": { "Path": 5 } } ] }""", "AutoroutePart.Path is of another type than it should be"),
        ("content", """{ "data": [ { "ContentItemId": "4new0000000000000000000001", "ContentType": "Story", "Story": { "Summary": [ 1 ] } } ] }""", "Story.Summary is not an object"),
        ("content", """{ "data": [ { "ContentItemId": "4new0000000000000000000001", "ContentType": "Story", "Story": { "Moments": { "Values": "never" } } } ] }""", "Story.Moments.Values is not a list"),
        ("content", """{ "data": [ { "ContentItemId": "4new0000000000000000000001", "ContentType": "Story", "BagPart": 12 } ] }""", "BagPart is not an object"),
        ("ContentDefinition", """{ "ContentTypes": [ { "DisplayName": "x" } ] }""", "Name is missing"),
        ("ContentDefinition", """{ "ContentTypes": [ { "Name": "T", "ContentTypePartDefinitionRecords": [ { "Name": "x" } ] } ] }""", "PartName is missing"),
        ("ContentDefinition", """{ "ContentParts": [ { "Name": "P", "ContentPartFieldDefinitionRecords": [ { "FieldName": "TextField", "Name": "" } ] } ] }""", "Name is missing"),
        ("ContentDefinition", """{ "ContentTypes": { } }""", "ContentTypes is not a list"),
        ("ContentDefinition", """{ "ContentTypes": [ { "Name": "T", "ContentTypePartDefinitionRecords": [ 12 ] } ] }""", "ContentTypes[0].ContentTypePartDefinitionRecords[0] is not an object"),
        ("ContentDefinition", """{ "ContentParts": [ { "Name": "P", "ContentPartFieldDefinitionRecords": 12 } ] }""", "ContentParts[0].ContentPartFieldDefinitionRecords is not a list"),
        ("DeleteContentDefinition", """{ "ContentTypes": "Story" }""", "ContentTypes is not a list"),
        ("feature", """{ "enable": "OrchardCore.Lists" }""", "enable is not a list"),
        ("feature", """{ "enable": [ {} ] }""", "enable[0] is not a text"),
        ("settings", """{ "SiteName": { "a": 1 } }""", "SiteName is not a text"),
        ("Roles", """{ "Roles": [ { "Name": "R", "Permissions": "all" } ] }""", "Roles[0].Permissions is not a list"),
        ("Users", """{ "Users": [ { "UserId": "4usr0000000000000000000007", "UserName": "x", "IsEnabled": "perhaps" } ] }""", "IsEnabled is neither true nor false"),
        ("Users", """{ "Users": [ { "UserId": "4usr0000000000000000000007", "UserName": "x", "Profile": [] } ] }""", "Profile is not an object"),
        ("Templates", """{ "Templates": 12 }""", "Templates is not an object"),
        ("Queries", """{ "Queries": [ { "Source": "Sql" } ] }""", "Queries[0].Name is missing"),
        ("WorkflowType", """{ "data": [ { "Name": "x" } ] }""", "data[0].WorkflowTypeId is missing"),
        ("content", """{ "data": [ { "ContentItemId": "[js: variables('round')]", "ContentType": "Story" } ] }""", "ContentItemId is no id: [js: variables('round')]"),
        ("content", """{ "data": [ { "ContentItemId": "4tax0000000000000000000009", "ContentType": "Taxonomy", "Latest": true, "TaxonomyPart": { "Terms": [ { "DisplayText": "a" } ] } } ] }""", "TaxonomyPart.Terms[0].ContentItemId is missing"),
        ("content", """{ "data": [ { "ContentItemId": "4tax0000000000000000000009", "ContentType": "Taxonomy", "Latest": true, "TaxonomyPart": { "Terms": [ { "ContentItemId": "4trm0000000000000000000002", "DisplayText": "a" } ] } } ] }""", "exists already, in the taxonomy 4tax0000000000000000000001"),
        ("media", """{ "Files": [ { "TargetPath": "../../etc/passwd.png", "Base64": "iVBORw0KGgo=" } ] }""", "does not lead out of the library"),
        ("media", """{ "Files": [ { "TargetPath": "a.png", "Base64": "PHNjcmlwdD4=" } ] }""", "its name says something else than its content"),
        ("media", """{ "Files": [ { "TargetPath": "a.exe", "Base64": "TVqQAAMAAAAEAAAA" } ] }""", "does not take files of this kind"),
        ("media", """{ "Files": [ { "TargetPath": "a.png", "Base64": "not base64" } ] }""", "a.png: its Base64 cannot be read"),
        ("media", """{ "Files": [ { "TargetPath": "a.png", "SourcePath": "missing.png" } ] }""", "came without files"),
        ("feature", """{ "enable": [ "PracticeHub.Nonsense" ] }""", "There is no feature named PracticeHub.Nonsense"),
        ("recipes", """{ "Values": [ { "name": "Nonsense" } ] }""", "There is no recipe named Nonsense"),
        ("Users", """{ "Users": [ { "UserId": "4usr0000000000000000000007", "UserName": "x", "RoleNames": ["Nobody"] } ] }""", "the role Nobody, which does not exist"),
    ];

    [Fact]
    public async Task A_recipe_that_fails_at_any_step_leaves_every_table_as_it_was()
    {
        await using var own = await hub.FreshAsync();
        var rows = await own.RowsAsync();
        var steps = Sites.Everything["steps"]!.AsArray().Count;
        foreach (var at in Enumerable.Range(1, steps).Where(n => n % 4 == 0 || n == steps))
        {
            var broken = Sites.Everything;
            broken["steps"]!.AsArray().Insert(at, new JsonObject { ["name"] = "NobodyKnows" });
            var refusal = await Assert.ThrowsAsync<RecipeException>(() => own.RunAsync(broken));
            Assert.Equal($"Recipe Everything, step {at + 1} (NobodyKnows): no feature that is on knows such a step. (test, line 1)", refusal.Message);
            Assert.Equal(rows, await own.RowsAsync());
        }

        // Features and definitions are those of before as well.
        Assert.Null((await own.ExportAsync()).Recipe.StepOf("ContentDefinition")["ContentTypes"]!.AsArray().FirstOrDefault(t => t!["Name"]!.ToString() == "Story"));
    }

    [Fact]
    public async Task What_cannot_be_taken_is_refused_with_its_place_and_leaves_nothing()
    {
        await using var own = await hub.FreshAsync();
        await own.RunAsync(Sites.Everything);
        var rows = await own.RowsAsync();
        foreach (var (step, body, words) in Refused)
        {
            var refusal = await Assert.ThrowsAsync<RecipeException>(() => own.RunAsync(Sites.Small(step, JsonNode.Parse(body)!.AsObject())));
            Assert.StartsWith($"Recipe Small, step 1 ({step}): ", refusal.Message, StringComparison.Ordinal);
            Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
            Assert.Contains("(test, line 1", refusal.Message, StringComparison.Ordinal);
        }

        Assert.Equal(rows, await own.RowsAsync());
    }

    [Fact]
    public async Task What_the_reference_does_not_name_may_be_anything_in_a_part_that_it_knows()
    {
        await using var own = await hub.FreshAsync();
        await own.RunAsync(Sites.Small("content", JsonNode.Parse("""
            { "data": [ { "ContentItemId": "4sty0000000000000000000006", "ContentType": "Undefined", "TitlePart": { "Title": "Kept", "Colours": { "of": [ 1 ] } }, "Latest": true, "Published": true } ] }
            """)!.AsObject()));
        Assert.Equal("""{"of":[1]}""", (await own.PublishedAsync("4sty0000000000000000000006"))!.Document["TitlePart"]!["Colours"]!.ToJsonString());
    }

    [Theory]
    [InlineData("[js: new Date().toISOString()]", "`new` is not supported here. (line 1, column 6)")]
    [InlineData("[js: variables('round')]", "circle")]
    [InlineData("[js: variables('long')]", "steps")]
    public async Task An_expression_that_the_hub_does_not_understand_or_that_never_ends_stays_and_runs_nowhere(string source, string words)
    {
        await using var own = await hub.FreshAsync();
        var report = await own.RunAsync(Sites.Small("content", JsonNode.Parse($$"""
            { "data": [ { "ContentItemId": "4sty0000000000000000000005", "ContentType": "Undefined", "DisplayText": "{{source}}", "Latest": true, "Published": true } ] }
            """)!.AsObject()));
        Assert.Contains(report.Notes.Select(n => n.What), what => what.StartsWith("$.steps[0].data[0].DisplayText: ", StringComparison.Ordinal) && what.Contains(words, StringComparison.Ordinal));
        Assert.Equal(source, (await own.PublishedAsync("4sty0000000000000000000005"))!.DisplayText);

        // It leaves the hub and comes back as the words that it is, variables or not.
        await using var other = await hub.FreshAsync();
        using var package = RecipePackage.Read(new MemoryStream((await own.ExportAsync()).Zip), "site.zip");
        Assert.DoesNotContain(words, string.Join('\n', (await other.RunAsync(package.Recipe)).Notes), StringComparison.Ordinal);
        Assert.Equal(source, (await other.PublishedAsync("4sty0000000000000000000005"))!.DisplayText);
    }

    public sealed class OnSqlite(SqliteHub hub) : RefusingSites(hub);

    public sealed class OnPostgres(PostgresHub hub) : RefusingSites(hub);
}
