using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Recipes;
using PracticeHub.Kernel.Recipes.Exports;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests.Recipes;

/// <summary>Sites from elsewhere, small but with every step, part and field that they may hold, and the ways in and out.</summary>
internal static class Sites
{
    public const string Space = "4spc0000000000000000000001";
    public const string Story = "4sty0000000000000000000001";
    public const string Draft = "4sty0000000000000000000002";
    public const string Tree = "4tax0000000000000000000001";
    public const string Picture = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Every step of the reference that carries something, and items with every part and field.</summary>
    public static JsonObject Everything => JsonNode.Parse($$$"""
        { "name": "Everything", "variables": { "who": "[js: parameters('AdminUserId')]", "schema": "[js: base64('eyJ0eXBlIjoiQ29udGVudEl0ZW0ifQ==')]" }, "steps": [
          { "name": "Feature", "enable": ["OrchardCore.Lists", "OrchardCore.Lucene"], "disable": ["OrchardCore.Media"] },
          { "name": "Themes", "Site": "TheBlogTheme", "Admin": "TheAdmin" },
          { "name": "Settings", "SiteName": "Elsewhere", "PageSize": 7, "HomeRoute": { "ContentItemId": "{{{Space}}}" }, "LayerSettings": { "Zones": ["Footer"] } },
          { "name": "Roles", "Roles": [ { "Name": "Scribe", "Description": "Writes", "Permissions": ["ViewContent", "ManageLayers"] }, { "Name": "Administrator", "Permissions": ["ManageLayers"] } ] },
          { "name": "Users", "Users": [ { "UserId": "4usr0000000000000000000001", "UserName": "scribe", "Email": "scribe@example.org", "PasswordHash": "AQAAAA", "RoleNames": ["Scribe"], "UnknownOfUsers": 1 } ] },
          { "name": "ContentDefinition",
            "ContentTypes": [
              { "Name": "Space", "DisplayName": "Space", "Settings": { "ContentTypeSettings": { "Creatable": true, "Listable": true }, "SomethingElse": { "x": 1 } },
                "ContentTypePartDefinitionRecords": [ { "PartName": "TitlePart", "Name": "TitlePart", "Settings": {} }, { "PartName": "AutoroutePart", "Name": "AutoroutePart", "Settings": {} },
                  { "PartName": "ListPart", "Name": "ListPart", "Settings": { "ListPartSettings": { "ContainedContentTypes": ["Story"] } } } ] },
              { "Name": "Story", "DisplayName": "Story told", "Settings": { "ContentTypeSettings": { "Creatable": true, "Listable": true, "Draftable": true } },
                "ContentTypePartDefinitionRecords": [
                  { "PartName": "TitlePart", "Name": "TitlePart", "Settings": {} },
                  { "PartName": "AutoroutePart", "Name": "AutoroutePart", "Settings": { "AutoroutePartSettings": { "Pattern": "{{ Model.ContentItem | container | display_text | slugify }}/{{ ContentItem.DisplayText | slugify }}" } } },
                  { "PartName": "MarkdownBodyPart", "Name": "MarkdownBodyPart", "Settings": { "ContentTypePartSettings": { "Position": "1" } } },
                  { "PartName": "Story", "Name": "Story", "Settings": { "ContentTypePartSettings": { "Position": "2" } } },
                  { "PartName": "BagPart", "Name": "Proofs", "Settings": { "ContentTypePartSettings": { "DisplayName": "Proofs of it", "Position": "3" } } },
                  { "PartName": "FlowPart", "Name": "FlowPart", "Settings": { "ContentTypePartSettings": { "Position": "4" } } } ] },
              { "Name": "Proof", "DisplayName": "Proof", "Settings": { "ContentTypeSettings": { "Stereotype": "Widget" } },
                "ContentTypePartDefinitionRecords": [ { "PartName": "HtmlBodyPart", "Name": "HtmlBodyPart", "Settings": {} } ] } ],
            "ContentParts": [
              { "Name": "Story", "Settings": {}, "ContentPartFieldDefinitionRecords": [ {{{string.Join(", ", Fields.Select(Definition))}}} ] } ] },
          { "name": "ReplaceContentDefinition", "ContentTypes": [ { "Name": "Passing", "DisplayName": "Passing", "Settings": {}, "ContentTypePartDefinitionRecords": [] } ] },
          { "name": "DeleteContentDefinition", "ContentTypes": ["Passing"], "ContentParts": [] },
          { "name": "media", "Files": [ { "TargetPath": "desks/one desk.png", "Base64": "{{{Picture}}}" }, { "TargetPath": "far.png", "SourceUrl": "https://example.org/far.png" }, { "TargetPath": "out.png", "SourcePath": "../out.png" } ] },
          { "name": "content", "data": [
            { "ContentItemId": "{{{Tree}}}", "ContentItemVersionId": "4ver0000000000000000000001", "ContentType": "Taxonomy", "DisplayText": "Colours", "Latest": true, "Published": true,
              "TitlePart": { "Title": "Colours" }, "AliasPart": { "Alias": "colours" }, "TaxonomyPart": { "TermContentType": "Topic", "Terms": [
                { "ContentItemId": "4trm0000000000000000000001", "ContentType": "Topic", "DisplayText": "Warm", "TitlePart": { "Title": "Warm" }, "TermPart": { "TaxonomyContentItemId": "{{{Tree}}}" },
                  "Terms": [ { "ContentItemId": "4trm0000000000000000000002", "ContentType": "Topic", "DisplayText": "Crimson", "TitlePart": { "Title": "Crimson" }, "TermPart": { "TaxonomyContentItemId": "{{{Tree}}}" }, "Odd": { "kept": [1, null] } } ] } ] } },
            { "ContentItemId": "{{{Space}}}", "ContentType": "Space", "Displaytext": "lost by its case", "Latest": true, "Published": true, "Owner": "", "Author": "admin", "TitlePart": { "Title": "North wing" }, "ListPart": {} },
            { "ContentItemId": "{{{Story}}}", "ContentItemVersionId": "4ver0000000000000000000002", "ContentType": "Story", "DisplayText": "The long night", "Latest": true, "Published": true,
              "ModifiedUtc": "2026-04-01T09:00:00.1234567Z", "PublishedUtc": "2026-04-01T10:00:00Z", "CreatedUtc": "2026-03-01T08:30:00Z", "Owner": "[js: variables('who')]", "Author": "admin", "Id": 12,
              "TitlePart": { "Title": "The long night" }, "MarkdownBodyPart": { "Markdown": "It was *dark*. <script>alert(1)</script>" }, "ContainedPart": { "ListContentItemId": "{{{Space}}}", "ListContentType": "Space", "Order": 3 },
              "Story": { {{{string.Join(", ", Fields.Select(f => $"\"{f.Name}\": {f.Value}"))}}}, "FieldNobodyDefined": { "Any": [1, { "deep": null }] } },
              "Proofs": { "ContentItems": [ { "ContentItemId": "4prf0000000000000000000001", "ContentType": "Proof", "DisplayText": "Quarter one", "HtmlBodyPart": { "Html": "<p onclick='x()'>6 of <em>41</em></p>" } } ] },
              "FlowPart": { "Widgets": [ { "ContentItemId": "4prf0000000000000000000002", "ContentType": "Proof", "DisplayText": "", "HtmlBodyPart": { "Html": "In the flow" }, "FlowMetadata": { "Alignment": 3, "Size": 50 } } ] },
              "PartNobodyKnows": { "Kept": "yes", "List": [ { "x": 1 } ] } },
            { "ContentItemId": "{{{Draft}}}", "ContentItemVersionId": "4ver0000000000000000000004", "ContentType": "Story", "DisplayText": "Shown newer", "Latest": true, "Published": false, "TitlePart": { "Title": "Shown newer" }, "MarkdownBodyPart": { "Markdown": "Still a draft" } },
            { "ContentItemId": "{{{Draft}}}", "ContentItemVersionId": "4ver0000000000000000000003", "ContentType": "Story", "DisplayText": "Shown", "Latest": false, "Published": true, "TitlePart": { "Title": "Shown" }, "MarkdownBodyPart": { "Markdown": "What readers see" } },
            { "ContentItemId": "4old0000000000000000000001", "ContentType": "Undefined", "DisplayText": "Of no type", "Latest": true, "Published": true, "HtmlBodyPart": { "Html": "Shown all the same" } },
            { "ContentItemId": "4old0000000000000000000002", "ContentType": "Story", "DisplayText": "Neither", "TitlePart": { "Title": "Neither" } } ] },
          { "name": "WorkflowType", "data": [ { "WorkflowTypeId": "4wft0000000000000000000009", "Name": "Odd", "IsEnabled": false, "Activities": [ { "ActivityId": "4act0000000000000000000001", "Name": "ActivityNobodyKnows", "X": 0, "Y": 0, "IsStart": true, "Properties": { "p": 1 } } ], "Transitions": [], "Properties": {} } ] },
          { "name": "custom-settings", "BlogSettings": { "ContentItemId": "4set0000000000000000000001", "ContentType": "BlogSettings" } },
          { "name": "custom-user-settings", "custom-user-settings": [ { "userId": "4usr0000000000000000000001", "user-custom-user-settings": [] } ] },
          { "name": "MediaProfiles", "MediaProfiles": { "banner": { "Width": 1, "Mode": 2 } } },
          { "name": "Queries", "Queries": [ { "Name": "Recent", "Source": "Sql", "Schema": "[js: variables('schema')]", "Template": "SELECT 1" } ] },
          { "name": "AdminMenu", "data": [ { "Id": "baef6f85ad13481681cde70ada401333", "Name": "Menu", "MenuItems": [ { "$type": "X, Y", "LinkText": "Blog" } ] } ] },
          { "name": "layers", "Layers": [ { "Name": "Always", "LayerRule": { "Conditions": [ { "$type": "B, C", "Value": true } ] } } ] },
          { "name": "Templates", "Templates": { "Content__Story": { "Content": "{{ Model.Content }}" } } },
          { "name": "AdminTemplates", "AdminTemplates": { "A": { "Content": "a" } } },
          { "name": "ShortcodeTemplates", "ShortcodeTemplates": { "s": { "Content": "b" } } },
          { "name": "Placements", "Placements": { "TitlePart": [ { "place": "-" } ] } },
          { "name": "FeatureProfiles", "FeatureProfiles": { "p": { "Id": "p" } } },
          { "name": "Sitemaps", "data": [ { "SitemapId": "4map0000000000000000000001", "$type": "S, T", "Name": "map" } ] },
          { "name": "deployment", "Plans": [ { "Name": "plan", "Steps": [] } ] },
          { "name": "lucene-index", "Indices": [ { "Search": { "AnalyzerName": "standardanalyzer" } } ] },
          { "name": "OpenIdScope", "ScopeName": "one" }, { "name": "OpenIdScope", "ScopeName": "two" },
          { "name": "TwitterSettings", "ConsumerKey": "k" },
          { "name": "command", "Commands": ["createUser /UserName:u"] }, { "name": "lucene-index-rebuild", "includeAll": true } ] }
        """)!.AsObject();

    /// <summary>Every field of the reference: its kind, its name and its value.</summary>
    public static readonly IReadOnlyList<(string Kind, string Name, string Value, string Settings)> Fields =
    [
        ("TextField", "Summary", """{ "Text": "Ten minutes\nlog open" }""", """{ "Required": true }"""),
        ("HtmlField", "Tale", """{ "Html": "<p>It <strong>helped</strong>.</p><img src=x onerror=alert(1)>" }""", "{}"),
        ("MarkdownField", "Notes", """{ "Markdown": "**bold** & <b>raw</b>" }""", "{}"),
        ("BooleanField", "Tried", """{ "Value": true }""", "{}"),
        ("NumericField", "Teams", """{ "Value": 0.5 }""", """{ "Scale": 1, "Minimum": 0, "Maximum": "500" }"""),
        ("DateField", "Since", """{ "Value": "2025-03-01T00:00:00Z" }""", "{}"),
        ("DateTimeField", "ReviewedAt", """{ "Value": "2026-02-01T14:05:06Z" }""", "{}"),
        ("TimeField", "Daily", """{ "Value": "09:30:00" }""", "{}"),
        ("LinkField", "Source", """{ "Url": "https://example.org/a?b=1&c=ü", "Text": "Quelle", "Target": null }""", "{}"),
        ("MultiTextField", "Moments", """{ "Values": ["new", "solve"] }""", """{ "Options": [ { "name": "Brand new", "value": "new" }, { "name": "Solving", "value": "solve" } ] }"""),
        ("ContentPickerField", "Related", $$"""{ "ContentItemIds": ["{{Draft}}"] }""", """{ "Multiple": true }"""),
        ("LocalizationSetContentPickerField", "Sets", """{ "LocalizationSets": ["4set0000000000000000000002"] }""", "{}"),
        ("UserPickerField", "Leaders", """{ "UserIds": ["4usr0000000000000000000001"], "UserNames": ["scribe"] }""", """{ "Multiple": true }"""),
        ("MediaField", "Pictures", """{ "Paths": ["desks/one desk.png"], "MediaTexts": ["A desk at night"] }""", "{}"),
        ("YoutubeField", "Talk", """{ "EmbeddedAddress": "https://www.youtube.com/embed/abc", "RawAddress": "https://www.youtube.com/watch?v=abc" }""", "{}"),
        ("TaxonomyField", "Colours", $$"""{ "TaxonomyContentItemId": "{{Tree}}", "TermContentItemIds": ["4trm0000000000000000000002"], "TagNames": ["Crimson of old"] }""", $$"""{ "TaxonomyContentItemId": "{{Tree}}" }"""),
        ("GeoPointField", "Place", """{ "Latitude": 52.52, "Longitude": 13.405 }""", "{}"),
    ];

    public static async Task<RecipeReport> RunAsync(this TestHub hub, JsonObject recipe, bool isTrial = false) =>
        await RunAsync(hub, Read(recipe), isTrial);

    public static async Task<RecipeReport> RunAsync(this TestHub hub, Recipe recipe, bool isTrial = false) => await hub.InScopeAsync(async services =>
    {
        var (runner, by) = (services.GetRequiredService<RecipeRunner>(), new Writer("system", "PracticeHub"));
        var parameters = await runner.ParametersAsync(by, Ct);
        return (isTrial ? await runner.TryAsync(recipe, parameters, by, Ct) : await runner.RunAsync(recipe, parameters, by, Ct)).Report;
    });

    public static Task RunAsync(this TestHub hub, Recipe recipe, CancellationToken ct, IProgress<RecipeProgress> progress) => hub.InScopeAsync(async services =>
    {
        var (runner, by) = (services.GetRequiredService<RecipeRunner>(), new Writer("system", "PracticeHub"));
        return await runner.RunAsync(recipe, await runner.ParametersAsync(by, Ct), by, ct, progress);
    });

    public static Recipe Read(JsonObject recipe) => RecipeLibrary.Read(new MemoryStream(Encoding.UTF8.GetBytes(recipe.ToJsonString())), "test");

    /// <summary>The whole hub as its export tells of it; the moment apart.</summary>
    public static async Task<(JsonObject Recipe, byte[] Zip)> ExportAsync(this TestHub hub) => await hub.InScopeAsync(async services =>
    {
        using var zip = new MemoryStream();
        await services.GetRequiredService<RecipeExporter>().WriteZipAsync(zip, new(), Ct);
        zip.Position = 0;
        using var archive = new ZipArchive(zip, ZipArchiveMode.Read, leaveOpen: true);
        await using var json = await archive.GetEntry("Recipe.json")!.OpenAsync(Ct);
        var recipe = (await JsonNode.ParseAsync(json, cancellationToken: Ct))!.AsObject();
        recipe.Remove("exportUtc");
        return (recipe, zip.ToArray());
    });

    /// <summary>One item as an export tells of it.</summary>
    public static async Task<JsonNode?> ExportItemAsync(this TestHub hub, string id) => await hub.InScopeAsync(async services =>
    {
        using var json = new MemoryStream();
        await services.GetRequiredService<RecipeExporter>().WriteAsync(json, new(new HashSet<string> { "content" }, Items: new HashSet<string> { id }), Ct);
        return JsonNode.Parse(json.ToArray())!["steps"]![0]!["data"]!.AsArray().Single();
    });

    /// <summary>How many rows there are in every table: what a failed recipe must not change. Where consumers of the log stand is left out: they move on by themselves.</summary>
    public static Task<string> RowsAsync(this TestHub hub) => hub.InDbAsync(async db =>
    {
        // Names out of the model, not out of anybody's hands.
        var tables = db.Model.GetEntityTypes().Select(t => t.GetTableName()!).Where(table => table != "hub_cursor").Distinct().Order(StringComparer.Ordinal);
        var sql = string.Join(" UNION ALL ", tables.Select(table => $"SELECT '{table}: ' || COUNT(*) AS \"Value\" FROM {table}{(table == "hub_activity" ? " WHERE NOT is_administration" : "")}"));
        var rows = await db.Database.SqlQueryRaw<string>(sql).ToListAsync(Ct);
        // PostgreSQL may answer a large table before a small one.
        return string.Join('\n', rows.Order(StringComparer.Ordinal));
    });

    /// <summary>A recipe of one step, with variables that never end.</summary>
    public static JsonObject Small(string name, JsonObject step)
    {
        step["name"] = name;
        var variables = new JsonObject { ["round"] = "[js: variables('again')]", ["again"] = "[js: variables('round')]", ["long"] = $"[js: let a0=[1];{string.Concat(Enumerable.Range(1, 40).Select(i => $"let a{i}=[a{i - 1},a{i - 1}];"))}''+a40]" };
        return new() { ["name"] = "Small", ["variables"] = variables, ["steps"] = new JsonArray(step.DeepClone()) };
    }

    public static JsonObject StepOf(this JsonObject recipe, string name) =>
        recipe["steps"]!.AsArray().OfType<JsonObject>().First(step => string.Equals(step["name"]?.ToString(), name, StringComparison.OrdinalIgnoreCase));

    private static string Definition((string Kind, string Name, string Value, string Settings) field) =>
        $$"""{ "FieldName": "{{field.Kind}}", "Name": "{{field.Name}}", "Settings": { "ContentPartFieldSettings": { "DisplayName": "The {{field.Name.ToLowerInvariant()}}" }, "{{field.Kind}}Settings": {{field.Settings}} } }""";
}
