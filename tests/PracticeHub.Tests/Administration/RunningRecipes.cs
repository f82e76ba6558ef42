using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Administration.Features.RecipeRuns;
using PracticeHub.Kernel.Data;
using PracticeHub.Tests.Infrastructure;
using PracticeHub.Tests.Recipes;

namespace PracticeHub.Tests.Administration;

/// <summary>A recipe is sent, tried, read and run in the browser; it goes on without its reader, can be stopped, and never leaves half of it.</summary>
public abstract class RunningRecipes(TestHub hub)
{
    private const string Address = "/admin/recipes/run";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_sent_is_tried_first_and_run_when_one_says_so()
    {
        await using var own = await hub.FreshAsync();
        using var maren = await own.AsAsync(Cast.Maren);
        var rows = await own.RowsAsync();
        Assert.Equal(Address, (await SendAsync(maren, "site.json", Sites.Everything.ToJsonString())).Location);
        var tried = await EndedAsync(maren);
        Assert.Equal("A run would do this; nothing was changed yet", tried.One("#job h2").TextContent);
        Assert.Equal(["Story", "3", "1", "0"], tried.Document.QuerySelectorAll("#report tr").Single(row => row.TextContent.StartsWith("Story", StringComparison.Ordinal)).Children.Select(cell => cell.TextContent));
        Assert.Contains("OpenIdScope", tried.One("#job").TextContent, StringComparison.Ordinal);
        Assert.Equal(rows, await own.RowsAsync());

        Assert.Equal(Address, (await maren.SubmitAsync(tried, "#job form:has(.primary)")).Location);
        var done = await EndedAsync(maren);
        Assert.Equal("Done", done.One("#job h2").TextContent);
        Assert.Equal(HttpStatusCode.OK, (await maren.GetAsync("/north-wing")).Status);
        Assert.Empty(Directory.EnumerateFiles(FolderOf(own), "package.*"));
        Assert.Equal(["Ran the recipe Everything", "Tried the recipe Everything; nothing was changed"], (await maren.GetAsync("/admin/audit?what=Recipes&who=maren")).Document.QuerySelectorAll("#deeds b").Select(b => b.TextContent));

        // A second click on what is done does nothing.
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await maren.SubmitAsync(tried, "#job form:has(.primary)")).Status);
        Assert.Equal("/admin/recipes", (await maren.SubmitAsync(done, "#job form")).Location);
        Assert.Equal("/admin/recipes", (await maren.GetAsync(Address)).Location);
    }

    [Theory]
    [InlineData("site.exe", "{}", "Choose a recipe")]
    [InlineData("site.json", "", "Choose a recipe")]
    public async Task What_is_no_recipe_is_not_taken(string name, string content, string words)
    {
        using var maren = await hub.AsAsync(Cast.Maren);
        var refused = await SendAsync(maren, name, content);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains(words, refused.One("#upload").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("site.json", "{ \"name\": \"x\",\n \"steps\": [ }", "site.json, line 2: this is not valid JSON.")]
    [InlineData("site.json", "[]", "site.json does not hold a JSON object.")]
    [InlineData("site.zip", "no zip", "site.zip is not a zip file that can be read.")]
    [InlineData("site.json", "{ \"name\": \"x\", \"steps\": [\n { \"name\": \"content\", \"data\": [\n { \"ContentItemId\": \"4sty0000000000000000000009\" } ] } ] }", "Recipe x, step 1 (content): ContentType is missing. (site.json, line 3, data[0])")]
    [InlineData("site.json", "{ \"name\": \"x\", \"steps\": [\n\n { \"name\": \"Users\", \"Users\": [ { \"UserName\": \"a\" } ] } ] }", "Recipe x, step 1 (Users): UserId is missing. (site.json, line 3, Users[0])")]
    [InlineData("site.json", "{ \"name\": \"x\", \"steps\": [\n { \"name\": \"Roles\", \"Roles\": [\n { \"Name\": \"a\" },\n { \"Name\": [] } ] } ] }", "Recipe x, step 1 (Roles): Roles[1].Name is not a text. (site.json, line 4)")]
    [InlineData("site.json", "{ \"name\": \"x\", \"steps\": [\n\n { \"name\": \"Nonsense\" } ] }", "Recipe x, step 1 (Nonsense): no feature that is on knows such a step. (site.json, line 3)")]
    [InlineData("site.json", "{ \"name\": \"x\", \"steps\": [ 1,\n 2 ] }", "Recipe x, step 1 is not an object. (site.json, line 1)")]
    [InlineData("site.json", "{ \"name\": \"x\", \"steps\": [\n { \"nam\": \"y\" } ] }", "Recipe x, step 1 has no name. (site.json, line 2)")]
    [InlineData("site.json", "{ \"name\": \"x\",\n \"name\": \"y\", \"steps\": [] }", "site.json, line 2: name stands twice in the same place.")]
    public async Task What_is_wrong_with_it_is_said_with_its_place(string name, string content, string words)
    {
        await using var own = await hub.FreshAsync();
        using var maren = await own.AsAsync(Cast.Maren);
        await SendAsync(maren, name, content);
        var failed = await EndedAsync(maren);
        Assert.Equal("It cannot be carried out, and nothing was changed", failed.One("#job h2").TextContent);
        Assert.StartsWith(words, failed.One("#job code").TextContent, StringComparison.Ordinal);
        Assert.Null(failed.Document.QuerySelector("#job .primary"));
        Assert.Empty(Directory.EnumerateFiles(FolderOf(own), "package.*"));
    }

    [Fact]
    public async Task It_shows_how_far_it_is_and_is_stopped_with_nothing_of_it_left()
    {
        await using var own = await hub.FreshAsync();
        using var maren = await own.AsAsync(Cast.Maren);
        await SendAsync(maren, "long.json", Many(5000));
        var tried = await EndedAsync(maren);
        var rows = await own.RowsAsync();
        await maren.SubmitAsync(tried, "#job form:has(.primary)");
        var running = await WhenAsync(maren, page => page.Document.QuerySelector("#job progress[value]") is not null);
        Assert.Equal("5000", running.One("progress").GetAttribute("max"));
        Assert.Equal("every 1s", running.One("#job").GetAttribute("hx-trigger"));
        // Only one at a time, also for whoever comes by another door.
        var busy = await SendAsync(maren, "other.json", "{ \"name\": \"x\", \"steps\": [] }");
        Assert.Contains("A recipe is being tried or run already.", busy.Text, StringComparison.Ordinal);
        await maren.SubmitAsync(running, "#job form");
        Assert.Equal("It was stopped, and nothing was changed", (await EndedAsync(maren)).One("#job h2").TextContent);
        Assert.Equal(rows, await own.RowsAsync());
    }

    [Fact]
    public async Task A_node_that_died_left_nothing_and_the_page_says_so()
    {
        await using var own = await hub.FreshAsync();
        using var maren = await own.AsAsync(Cast.Maren);
        new JobFolder(own.Services.GetRequiredService<IConfiguration>()).Write(new("1", "site.zip", true, false, "maren", own.Clock.GetUtcNow()));
        Assert.Equal("It was cut off, and nothing was changed", (await maren.GetAsync(Address)).One("#job h2").TextContent);
        await SendAsync(maren, "next.json", "{ \"name\": \"x\", \"steps\": [] }");
        Assert.NotNull((await EndedAsync(maren)).Document.QuerySelector("#job .primary"));
    }

    [Fact]
    public async Task What_is_stopped_with_the_hub_leaves_nothing()
    {
        await using var own = await hub.FreshAsync();
        using var maren = await own.AsAsync(Cast.Maren);
        await SendAsync(maren, "long.json", Many(3000));
        var rows = await own.RowsAsync();
        await maren.SubmitAsync(await EndedAsync(maren), "#job form:has(.primary)");
        await own.Services.GetRequiredService<RecipeJobs>().StopAsync(Ct);
        Assert.Equal("It was cut off, and nothing was changed", (await maren.GetAsync(Address)).One("#job h2").TextContent);
        Assert.Equal(rows, await own.RowsAsync());
    }

    private static string Many(int count) => new JsonObject
    {
        ["name"] = "Many",
        ["steps"] = new JsonArray(new JsonObject
        {
            ["name"] = "content",
            ["data"] = new JsonArray([.. Enumerable.Range(0, count).Select(i => new JsonObject
            {
                ["ContentItemId"] = $"4man{i:00000000000000000000}zz", ["ContentType"] = "Undefined", ["DisplayText"] = $"Number {i}", ["Latest"] = true, ["Published"] = true,
                ["MarkdownBodyPart"] = new JsonObject { ["Markdown"] = new string('m', 60) },
            })]),
        }),
    }.ToJsonString();

    private static Task<PageSeen> EndedAsync(Browser browser) => WhenAsync(browser, page => page.Document.QuerySelector("#job progress") is null);

    private static async Task<PageSeen> WhenAsync(Browser browser, Func<PageSeen, bool> isSo)
    {
        for (var tries = 0; tries < 3000; tries++)
        {
            if (await browser.GetAsync(Address) is var page && isSo(page))
            {
                return page;
            }

            await Task.Delay(20, Ct);
        }

        throw new TimeoutException("The recipe did not come that far.");
    }

    private static async Task<PageSeen> SendAsync(Browser browser, string name, string content)
    {
        var token = (await browser.GetAsync("/admin/recipes")).One("#upload input[name=__RequestVerificationToken]").GetAttribute("value")!;
        using var form = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" }, { new ByteArrayContent(Encoding.UTF8.GetBytes(content)), "file", name } };
        return await browser.SendAsync("/admin/recipes", form);
    }

    private static string FolderOf(TestHub own) => Path.Combine(DataFolder.Of(own.Services.GetRequiredService<IConfiguration>()), "recipes");

    public sealed class OnSqlite(SqliteHub hub) : RunningRecipes(hub);

    public sealed class OnPostgres(PostgresHub hub) : RunningRecipes(hub);
}
