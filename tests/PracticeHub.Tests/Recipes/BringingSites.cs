using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Recipes;
using PracticeHub.Kernel.Security;
using PracticeHub.Tests.Content;
using PracticeHub.Tests.Infrastructure;
using PracticeHub.Tests.Practices;

namespace PracticeHub.Tests.Recipes;

public abstract class BringingSites(TestHub hub)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static readonly (string Step, string Body, string Words)[] Refused =
    [
        ("content", """{ "data": [ { "ContentType": "Story" } ] }""", "ContentItemId is missing"),
        ("content", """{ "data": [ 12 ] }""", "data[0] is not an object"),
        ("content", """{ "data": { } }""", "data is not a list"),
        ("content", """{ "data": [ { "ContentItemId": "4x00000000000000000000000000000000", "ContentType": "Story" } ] }""", "longer than the 26 characters"),
        ("content", """{ "data": [ { "ContentItemId": "4sty0000000000000000000001", "ContentType": "Space" } ] }""", "exists already, as Story and not as Space"),
        ("content", """{ "data": [ { "ContentItemId": "4new0000000000000000000001", "ContentItemVersionId": "4ver0000000000000000000002", "ContentType": "Story" } ] }""", "exists already, as one of 4sty0000000000000000000001"),
        ("content", """{ "data": [ { "ContentItemId": "4tax0000000000000000000009", "ContentType": "Taxonomy", "Latest": true, "TaxonomyPart": { "Terms": [ { "ContentItemId": "4trm0000000000000000000008", "DisplayText": "a", "Terms": [ { "ContentItemId": "4trm0000000000000000000008", "DisplayText": "a" } ] } ] } } ] }""", "stands twice in the tree"),
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
        ("media", """{ "Files": [ { "TargetPath": "a.png", "Base64": "not base64" } ] }""", "(media)"),
        ("media", """{ "Files": [ { "TargetPath": "a.png", "SourcePath": "missing.png" } ] }""", "came without files"),
        ("feature", """{ "enable": [ "PracticeHub.Nonsense" ] }""", "There is no feature named PracticeHub.Nonsense"),
        ("recipes", """{ "Values": [ { "name": "Nonsense" } ] }""", "There is no recipe named Nonsense"),
        ("Users", """{ "Users": [ { "UserId": "4usr0000000000000000000007", "UserName": "x", "RoleNames": ["Nobody"] } ] }""", "the role Nobody, which does not exist"),
    ];

    [Fact]
    public async Task Nothing_of_a_site_is_dropped_in_silence()
    {
        await using var own = await hub.FreshAsync();
        var report = await own.RunAsync(Sites.Everything);
        Assert.Equal(new RecipeTally(3, 1, 0), report.Tallies["Story"]);
        Assert.Equal(new RecipeTally(1, 0, 0), report.Tallies["Taxonomy"]);
        Assert.Equal(new RecipeTally(1, 0, 0), report.Tallies["files"]);
        Assert.Equal(new RecipeTally(1, 1, 0), report.Tallies["roles"]);
        string[] kept = [.. report.Notes.Where(n => n.Fate is RecipeFate.Kept).Select(n => n.Step).Distinct()];
        Assert.Equal(
        [
            "Feature", "Settings", "Roles", "content", "custom-settings", "custom-user-settings", "MediaProfiles", "Queries", "AdminMenu", "layers", "Templates", "AdminTemplates",
            "ShortcodeTemplates", "Placements", "FeatureProfiles", "Sitemaps", "deployment", "lucene-index", "OpenIdScope", "TwitterSettings",
        ], kept);
        Assert.Equal(
            ["TheBlogTheme", "TheAdmin", "Administrator", "scribe", "far.png", "../out.png", "Displaytext", "Id", "command", "lucene-index-rebuild"],
            report.Notes.Where(n => n.Fate is RecipeFate.LeftOut).Select(n => n.What));
    }

    [Fact]
    public async Task What_comes_out_again_makes_the_same_hub()
    {
        await using var first = await hub.FreshAsync();
        await using var second = await hub.FreshAsync();
        await first.RunAsync(Sites.Everything);
        var (recipe, zip) = await first.ExportAsync();
        using var package = RecipePackage.Read(new MemoryStream(zip), "site.zip");
        await second.RunAsync(package.Recipe);
        var (again, _) = await second.ExportAsync();
        foreach (var (one, other) in PartsOf(recipe).Zip(PartsOf(again)))
        {
            Assert.True(JsonNode.DeepEquals(one, other), $"{one}\n\nis not\n\n{other}");
        }

        Assert.True(JsonNode.DeepEquals(recipe, again));

        // And what came in stands in it as it was, unknown parts and fields included.
        var story = recipe.StepOf("content")["data"]!.AsArray().Single(i => i!["ContentItemId"]!.ToString() == Sites.Story)!.AsObject();
        var given = Sites.Everything.StepOf("content")["data"]!.AsArray().Single(i => i!["ContentItemId"]!.ToString() == Sites.Story)!.AsObject();
        foreach (var (name, value) in given.Where(p => p.Key is not ("Owner" or "Id")))
        {
            Assert.True(JsonNode.DeepEquals(value, story[name]), $"{name}: {story[name]}");
        }

        var terms = recipe.StepOf("content")["data"]!.AsArray().Single(i => i!["ContentItemId"]!.ToString() == Sites.Tree)!["TaxonomyPart"];
        Assert.True(JsonNode.DeepEquals(Sites.Everything.StepOf("content")["data"]![0]!["TaxonomyPart"]!["Terms"], terms!["Terms"]));
    }

    [Fact]
    public async Task A_second_import_changes_nothing()
    {
        await using var own = await hub.FreshAsync();
        await own.RunAsync(Sites.Everything);
        var (before, rows) = (await own.ExportAsync(), await own.RowsAsync());
        var report = await own.RunAsync(Sites.Everything);
        // The passing type is made and removed each time.
        Assert.All(report.Tallies.Where(t => t.Key is not "content types"), t => Assert.True(t.Value is { Added: 0, Changed: 0 }, $"{t.Key}: {t.Value}"));
        Assert.Equal(rows, await own.RowsAsync());
        Assert.True(JsonNode.DeepEquals(before.Recipe, (await own.ExportAsync()).Recipe));
    }

    [Fact]
    public async Task What_was_changed_here_meanwhile_is_not_taken_back_by_the_same_import()
    {
        await using var own = await hub.FreshAsync();
        await own.RunAsync(Sites.Everything);
        var story = (await own.LatestAsync(Sites.Story))!;
        story.Put(new MarkdownBodyPart("Changed here"));
        Assert.Null(await own.InStoreAsync(store => store.PublishAsync(story, Stored.Amina, Ct)));
        await own.RunAsync(Sites.Everything);
        Assert.Equal("Changed here", (await own.PublishedAsync(Sites.Story))!.Get<MarkdownBodyPart>().Markdown);
    }

    [Fact]
    public async Task A_trial_tells_what_a_run_would_do_and_does_nothing()
    {
        await using var own = await hub.FreshAsync();
        var (before, rows) = (await own.ExportAsync(), await own.RowsAsync());
        var trial = await own.RunAsync(Sites.Everything, isTrial: true);
        Assert.Equal(rows, await own.RowsAsync());
        Assert.True(JsonNode.DeepEquals(before.Recipe, (await own.ExportAsync()).Recipe));
        var run = await own.RunAsync(Sites.Everything);
        Assert.Equal(run.Tallies, trial.Tallies);
        Assert.Equal(run.Notes, trial.Notes);
    }

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
    public async Task Every_item_is_at_its_address_and_shows_what_it_holds()
    {
        await using var own = await hub.FreshAsync();
        await own.RunAsync(Sites.Everything);
        using var amina = await own.AsAsync(Cast.Amina);
        var list = await amina.GetAsync("/north-wing");
        Assert.Equal(HttpStatusCode.OK, list.Status);
        Assert.Equal("/north-wing/the-long-night", list.One("article.item h2 a").GetAttribute("href"));

        var story = await amina.GetAsync("/north-wing/the-long-night");
        Assert.Equal("The long night", story.One("h1").TextContent);
        Assert.Equal("Story told", story.One(".kind").TextContent);
        foreach (var text in new[] { "It was dark", "Ten minutes", "helped", "bold & raw", "0.5", "2025-03-01", "2026-02-01 14:05", "09:30", "Brand new", "Solving", "scribe", "52.52, 13.405", "Proofs of it", "6 of 41", "In the flow", "Shown" })
        {
            Assert.Contains(text, story.One("main").TextContent, StringComparison.Ordinal);
        }

        Assert.Equal("https://example.org/a?b=1&c=ü", Uri.UnescapeDataString(story.One("a[href^='https://example.org']").GetAttribute("href")!));
        Assert.Equal("https://www.youtube.com/watch?v=abc", story.One("a[href*=youtube]").GetAttribute("href"));
        Assert.Equal("A desk at night", story.One("main img[src='/media/desks/one%20desk.png']").GetAttribute("alt"));
        Assert.Equal("Crimson", story.One("aside .chips a").TextContent);
        Assert.Null(story.Document.QuerySelector("main script, main iframe, main [onclick], main [onerror]"));
        Assert.DoesNotContain("yes", story.One(".prose").TextContent, StringComparison.Ordinal);

        var other = await amina.GetAsync("/content/4old0000000000000000000001");
        Assert.Contains("Shown all the same", other.Text, StringComparison.Ordinal);
        Assert.Contains("What readers see", (await amina.GetAsync($"/content/{Sites.Draft}")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await amina.GetAsync("/neither")).Status);
        var found = await amina.GetAsync("/search?q=long+night");
        Assert.Equal("Story told", found.One("article.item .kind").TextContent);
    }

    [Fact]
    public async Task Versions_come_in_as_their_flags_say()
    {
        await using var own = await hub.FreshAsync();
        await own.RunAsync(Sites.Everything);
        var (shown, newest) = (await own.PublishedAsync(Sites.Draft), await own.LatestAsync(Sites.Draft));
        Assert.Equal(("Shown", "4ver0000000000000000000003"), (shown!.DisplayText, shown.VersionId));
        Assert.Equal(("Shown newer", "4ver0000000000000000000004"), (newest!.DisplayText, newest.VersionId));
        Assert.Equal(CardState.Draft, (await own.CardOfAsync("4old0000000000000000000002")).State);
        var story = (await own.PublishedAsync(Sites.Story))!;
        Assert.Equal("2026-04-01T09:00:00.1234567Z", story.Document["ModifiedUtc"]!.ToString());
        Assert.Equal("North wing", (await own.PublishedAsync(Sites.Space))!.DisplayText);
    }

    [Fact]
    public async Task Whoever_ran_the_hub_still_does_and_nobody_gets_in_by_a_recipe()
    {
        await using var own = await hub.FreshAsync();
        await own.RunAsync(Sites.Everything);
        using var maren = await own.AsAsync(Cast.Maren);
        Assert.Equal(HttpStatusCode.OK, (await maren.GetAsync("/admin/recipes")).Status);
        Assert.Null(await own.InDbAsync(db => db.Users.Where(u => u.UserName == "scribe").Select(u => u.PasswordHash).SingleAsync(Ct)));

        var twin = Recipe("Users", new JsonObject { ["Users"] = new JsonArray(new JsonObject { ["UserId"] = "4usr0000000000000000000002", ["UserName"] = "scribe", ["RoleNames"] = new JsonArray() }) });
        await own.RunAsync(twin);
        await own.RunAsync(twin);
        Assert.Equal("scribe-2", await own.InDbAsync(db => db.Users.Where(u => u.Id == "4usr0000000000000000000002").Select(u => u.UserName).SingleAsync(Ct)));
    }

    [Fact]
    public async Task What_cannot_be_taken_is_refused_with_its_place_and_leaves_nothing()
    {
        await using var own = await hub.FreshAsync();
        await own.RunAsync(Sites.Everything);
        var rows = await own.RowsAsync();
        foreach (var (step, body, words) in Refused)
        {
            var refusal = await Assert.ThrowsAsync<RecipeException>(() => own.RunAsync(Recipe(step, JsonNode.Parse(body)!.AsObject())));
            Assert.StartsWith($"Recipe Small, step 1 ({step}): ", refusal.Message, StringComparison.Ordinal);
            Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
            Assert.Contains("(test, line 1", refusal.Message, StringComparison.Ordinal);
        }

        Assert.Equal(rows, await own.RowsAsync());
    }

    [Fact]
    public async Task A_recipe_that_sets_a_site_up_takes_nothing_from_roles_for_which_it_names_nothing()
    {
        await using var own = await hub.FreshAsync();
        JsonObject Of(bool isSetup) => JsonNode.Parse($$"""
            { "name": "Setup", "issetuprecipe": {{(isSetup ? "true" : "false")}}, "steps": [ { "name": "Roles", "Roles": [ { "Name": "Authenticated", "Permissions": [] }, { "Name": "Anonymous", "Permissions": [] }, { "Name": "Editor", "Permissions": [] } ] } ] }
            """)!.AsObject();
        async Task<string> HeldAsync(string role) => string.Join(' ', (await own.ExportAsync()).Recipe.StepOf("Roles")["Roles"]!.AsArray().Single(r => r!["Name"]!.ToString() == role)!["Permissions"]!.AsArray());
        var held = (await HeldAsync("Authenticated"), await HeldAsync("Anonymous"));
        Assert.Equal(("PublishOwnContent ViewContent", ""), held);
        await own.RunAsync(Of(isSetup: true));
        Assert.Equal(held, (await HeldAsync("Authenticated"), await HeldAsync("Anonymous")));
        Assert.Contains("EditContent", await HeldAsync("Editor"), StringComparison.Ordinal);
        Assert.Equal(new RecipeTally(0, 0, 3), (await own.RunAsync(Of(isSetup: true))).Tallies["roles"]);
        await own.RunAsync(Of(isSetup: false));
        Assert.Equal("", await HeldAsync("Authenticated"));
    }

    [Theory]
    [InlineData("[js: new Date().toISOString()]", "`new` is not supported here. (line 1, column 6)")]
    [InlineData("[js: variables('round')]", "circle")]
    [InlineData("[js: variables('long')]", "steps")]
    public async Task An_expression_that_the_hub_does_not_understand_or_that_never_ends_stays_and_runs_nowhere(string source, string words)
    {
        await using var own = await hub.FreshAsync();
        var report = await own.RunAsync(Recipe("content", JsonNode.Parse($$"""
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

    [Fact]
    public async Task A_file_is_for_those_who_may_read_an_item_that_shows_it()
    {
        await using var own = await hub.FreshAsync();
        await own.RunAsync(Sites.Everything);
        await own.RunAsync(Recipe("media", new JsonObject { ["Files"] = new JsonArray(new JsonObject { ["TargetPath"] = "secret.png", ["Base64"] = Sites.Picture }, new JsonObject { ["TargetPath"] = "draw.svg", ["Base64"] = "PHN2Zz48c2NyaXB0PjEvKi8qLzwvc2NyaXB0Pjwvc3ZnPg==" }) }));
        var closed = await own.CommunityAsync("Unseen", Openness.Private, (Cast.Amina, CommunityRole.Member));
        await own.RunAsync(Recipe("content", JsonNode.Parse($$"""
            { "data": [ { "ContentItemId": "4sec0000000000000000000001", "ContentType": "WorkLog", "DisplayText": "Secret", "Latest": true, "Published": true, "Owner": "{{Cast.IdOf(Cast.Amina)}}",
              "MarkdownBodyPart": { "Markdown": "![x](/media/secret.png) and ![y](/media/draw.svg)" }, "SharingPart": { "CommunityId": "{{closed}}", "Audience": "Community" } } ] }
            """)!.AsObject()));
        using var amina = await own.AsAsync(Cast.Amina);
        using var omar = await own.AsAsync(Cast.Omar);
        using var visitor = own.Visitor();
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.NotFound), (await StatusAsync(amina, "/media/secret.png"), await StatusAsync(omar, "/media/secret.png"), await StatusAsync(visitor, "/media/secret.png")));
        // Who writes its path into an item of their own does not get it by that; who has it can give it on.
        await omar.SubmitAsync("/log", "#log-composer", ("Markdown", "Let me see ![x](/media/secret.png)"), ("Audience", "Everyone"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(omar, "/media/secret.png"));
        await own.Services.GetRequiredService<Reprojection>().RunAsync(null, int.MaxValue, Ct);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(omar, "/media/secret.png"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(omar, "/media/desks/one%20desk.png"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(omar, "/media/..%2Fdesks/one%20desk.png"));

        using var drawing = await amina.Http.GetAsync(new Uri("/media/draw.svg", UriKind.Relative), Ct);
        Assert.Equal("image/svg+xml", drawing.Content.Headers.ContentType!.MediaType);
        Assert.Contains("sandbox", drawing.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("nosniff", drawing.Headers.GetValues("X-Content-Type-Options").Single());

        await amina.SubmitAsync("/log", "#log-composer", ("Markdown", "Look at this ![x](/media/secret.png)"), ("Audience", "Everyone"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(omar, "/media/secret.png"));

        using var part = new HttpRequestMessage(HttpMethod.Get, "/media/secret.png") { Headers = { Range = new(1, 3) } };
        using var answer = await amina.Http.SendAsync(part, Ct);
        Assert.Equal((HttpStatusCode.PartialContent, "PNG"), (answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct)));
    }

    /// <summary>Items one by one, all else step by step.</summary>
    private static IEnumerable<JsonNode> PartsOf(JsonObject recipe) => recipe["steps"]!.AsArray()
        .SelectMany(step => step!["data"] is JsonArray items ? items.Select(item => item!) : [step]);

    private static async Task<HttpStatusCode> StatusAsync(Browser browser, string path)
    {
        using var response = await browser.Http.GetAsync(new Uri(path, UriKind.Relative), Ct);
        return response.StatusCode;
    }

    private static JsonObject Recipe(string name, JsonObject step)
    {
        step["name"] = name;
        var variables = new JsonObject { ["round"] = "[js: variables('again')]", ["again"] = "[js: variables('round')]", ["long"] = $"[js: let a0=[1];{string.Concat(Enumerable.Range(1, 40).Select(i => $"let a{i}=[a{i - 1},a{i - 1}];"))}''+a40]" };
        return new() { ["name"] = "Small", ["variables"] = variables, ["steps"] = new JsonArray(step.DeepClone()) };
    }

    public sealed class OnSqlite(SqliteHub hub) : BringingSites(hub);

    public sealed class OnPostgres(PostgresHub hub) : BringingSites(hub);
}
