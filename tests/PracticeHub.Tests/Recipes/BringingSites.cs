using System.Net;
using System.Text.Json.Nodes;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Recipes;
using PracticeHub.Tests.Content;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests.Recipes;

public abstract class BringingSites(TestHub hub)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;


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

    /// <summary>Items one by one, all else step by step.</summary>
    private static IEnumerable<JsonNode> PartsOf(JsonObject recipe) => recipe["steps"]!.AsArray()
        .SelectMany(step => step!["data"] is JsonArray items ? items.Select(item => item!) : [step]);

    public sealed class OnSqlite(SqliteHub hub) : BringingSites(hub);

    public sealed class OnPostgres(PostgresHub hub) : BringingSites(hub);
}
