using System.IO.Compression;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Recipes;
using PracticeHub.Tests.Content;
using PracticeHub.Tests.Infrastructure;
using PracticeHub.Tests.Recipes;

namespace PracticeHub.Tests.Contents;

public abstract class ShapingContent(TestHub hub)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_administrator_makes_a_type_and_members_write_it()
    {
        await using var own = await hub.FreshAsync();
        using var maren = await own.AsAsync(Cast.Maren);
        var created = await maren.SubmitAsync("/admin/types", "main form.card", ("DisplayName", "Case study"), ("Name", "CaseStudy"));
        Assert.Equal("/admin/types/CaseStudy", created.Location);
        await AddFieldAsync(maren, "TextField", "Client", "Who it was for");
        await AddFieldAsync(maren, "NumericField", "Savings", "Hours saved");
        await AddFieldAsync(maren, "MultiTextField", "Moments", "At which moment");
        await maren.SubmitAsync("/admin/types/CaseStudy", "form:has([value=MarkdownBodyPart])", ("part", "MarkdownBodyPart"));
        await SaveFieldAsync(maren, "Client", ("TextFieldSettings.Hint", "One line"), ("TextFieldSettings.Required", "true"));
        await SaveFieldAsync(maren, "Savings", ("NumericFieldSettings.Minimum", "0"), ("NumericFieldSettings.Scale", "1"));
        await SaveFieldAsync(maren, "Moments", ("MultiTextFieldSettings.Options", "New | new\nSolve"));

        using var amina = await own.AsAsync(Cast.Amina);
        var form = await amina.GetAsync("/content/write/CaseStudy");
        Assert.Contains("One line", form.One("form.form").TextContent, StringComparison.Ordinal);
        var refused = await amina.SubmitAsync(form, "form.form", ("TitlePart.Title", "Less paper"), ("CaseStudy.Savings.Value", "minus one"), ("MarkdownBodyPart.Markdown", "We *stopped* printing."), ("action", "publish"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("Who it was for is needed.", refused.Text, StringComparison.Ordinal);
        Assert.Contains("Hours saved is not a number.", refused.Text, StringComparison.Ordinal);
        Assert.Equal("minus one", refused.One("[name='CaseStudy.Savings.Value']").GetAttribute("value"));
        Assert.Contains("stopped", refused.One("textarea[name='MarkdownBodyPart.Markdown']").TextContent, StringComparison.Ordinal);

        var done = await amina.SubmitAsync(refused, "form.form", ("CaseStudy.Client.Text", "The <b>dispatch</b>"), ("CaseStudy.Savings.Value", "12.5"), ("CaseStudy.Moments.Values", "new"), ("action", "publish"));
        Assert.Equal(HttpStatusCode.Found, done.Status);
        var page = await amina.GetAsync("/less-paper");
        Assert.Equal("Less paper", page.One("h1").TextContent);
        foreach (var text in new[] { "We stopped printing.", "The <b>dispatch</b>", "12.5", "New" })
        {
            Assert.Contains(text, page.One("main").TextContent, StringComparison.Ordinal);
        }

        Assert.Single((await amina.GetAsync("/search?q=dispatch")).Document.QuerySelectorAll("article.item"));
    }

    [Fact]
    public async Task What_a_type_loses_stays_in_its_items_and_comes_back()
    {
        await using var own = await hub.FreshAsync();
        await own.RunAsync(Sites.Everything);
        using var maren = await own.AsAsync(Cast.Maren);
        using var amina = await own.AsAsync(Cast.Amina);
        const string address = "/north-wing/the-long-night";
        Assert.Contains("Ten minutes", (await amina.GetAsync(address)).Text, StringComparison.Ordinal);
        var before = (await own.PublishedAsync(Sites.Story))!;

        await SendAsync(maren, "Story", "RemoveField", ("part", "Story"), ("field", "Summary"));
        Assert.DoesNotContain("Ten minutes", (await amina.GetAsync(address)).Text, StringComparison.Ordinal);
        Assert.Empty((await amina.GetAsync("/search?q=%22ten+minutes%22")).Document.QuerySelectorAll("article.item"));
        Assert.True(JsonNode.DeepEquals(before.Document, (await own.PublishedAsync(Sites.Story))!.Document));

        await SendAsync(maren, "Story", "AddField", ("kind", "TextField"), ("field", "Summary"), ("label", "In short"));
        Assert.Contains("Ten minutes", (await amina.GetAsync(address)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_item_from_elsewhere_is_edited_and_keeps_what_no_editor_knows()
    {
        await using var own = await hub.FreshAsync();
        await own.RunAsync(Sites.Everything);
        using var maren = await own.AsAsync(Cast.Maren);
        var before = (await own.LatestAsync(Sites.Story))!;
        var form = await maren.GetAsync($"/content/{Sites.Story}/edit");
        Assert.Equal("Crimson", form.One("[name='Story.Colours.Shown']").GetAttribute("value"));
        Assert.Equal("scribe", form.One("[name='Story.Leaders.Shown']").GetAttribute("value"));
        Assert.Contains("desks/one desk.png | A desk at night", form.One("[name='Story.Pictures.Shown']").TextContent, StringComparison.Ordinal);
        var done = await maren.SubmitAsync(form, "form.form", ("Story.Teams.Value", "2.5"), ("action", "publish"));
        Assert.Equal(HttpStatusCode.Found, done.Status);

        var after = (await own.PublishedAsync(Sites.Story))!;
        Assert.Equal(2.5m, after.Document["Story"]!["Teams"]!["Value"]!.GetValue<decimal>());
        foreach (var key in new[] { "Proofs", "FlowPart", "PartNobodyKnows", "ContainedPart", "TitlePart" })
        {
            Assert.True(JsonNode.DeepEquals(before.Document[key], after.Document[key]), key);
        }

        foreach (var (key, value) in before.Document["Story"]!.AsObject().Where(p => p.Key is not ("Teams" or "Tale" or "Colours")))
        {
            Assert.True(JsonNode.DeepEquals(value, after.Document["Story"]![key]), $"{key}: {value} {after.Document["Story"]![key]}");
        }

        Assert.Equal("4trm0000000000000000000002", after.Document["Story"]!["Colours"]!["TermContentItemIds"]![0]!.ToString());

        // Somebody else was quicker.
        var stale = await maren.SubmitAsync(form, "form.form", ("TitlePart.Title", "Mine all the same"), ("action", "publish"));
        Assert.Equal(HttpStatusCode.Conflict, stale.Status);
        Assert.Equal("Mine all the same", stale.One("[name='TitlePart.Title']").GetAttribute("value"));
        Assert.Equal(HttpStatusCode.Found, (await maren.SubmitAsync(stale, "form.form", ("action", "publish"))).Status);
    }

    [Fact]
    public async Task An_item_of_a_modules_type_may_have_a_body_in_HTML()
    {
        var log = await hub.InStoreAsync(async store =>
        {
            var item = store.New("WorkLog", Stored.Amina);
            item.DisplayText = "From elsewhere";
            item.Document["HtmlBodyPart"] = new JsonObject { ["Html"] = "<p>Kept <em>as it was</em></p>" };
            Assert.Null(await store.PublishAsync(item, Stored.Amina, Ct));
            return item;
        });
        using var amina = await hub.AsAsync(Cast.Amina);
        Assert.Equal("as it was", (await amina.GetAsync($"/logs/{log.Id}")).One(".prose em").TextContent);
    }

    [Theory]
    [InlineData("Story.Related.Shown", "/nowhere", "there is no item at nowhere.")]
    [InlineData("Story.Leaders.Shown", "nobody", "nobody has the user name nobody.")]
    [InlineData("Story.Colours.Shown", "Mauve", "there is no term named Mauve.")]
    [InlineData("Story.Pictures.Shown", "../secret.png", "names a file outside the media library.")]
    [InlineData("Story.Source.Url", "javascript:alert(1)", "is not an address that can be opened safely.")]
    [InlineData("Story.Talk.RawAddress", "https://example.org/v", "is not the address of a video on YouTube.")]
    [InlineData("Story.Since.Value", "someday", "is not a date or time that can be read.")]
    [InlineData("Story.Place.Latitude", "91", "is no place")]
    [InlineData("Story.Teams.Value", "501", "is more than 500.")]
    [InlineData("Story.Teams.Value", "0.25", "has more than 1 digits after the point.")]
    [InlineData("Story.Moments.Values", "never", "is none of the choices.")]
    [InlineData("TitlePart.Title", " ", "is needed.")]
    public async Task What_is_typed_wrong_is_said_at_its_field_and_changes_nothing(string field, string typed, string words)
    {
        await using var own = await hub.FreshAsync();
        await own.RunAsync(Sites.Everything);
        using var maren = await own.AsAsync(Cast.Maren);
        var rows = await own.RowsAsync();
        var refused = await maren.SubmitAsync($"/content/{Sites.Story}/edit", "form.form", (field, typed), ("action", "publish"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains(words, refused.One("form.form").TextContent, StringComparison.Ordinal);
        Assert.Equal(rows, await own.RowsAsync());
    }

    [Fact]
    public async Task Nobody_shapes_or_changes_what_is_not_theirs_to()
    {
        await using var own = await hub.FreshAsync();
        await own.RunAsync(Sites.Everything);
        using var omar = await own.AsAsync(Cast.Omar);
        foreach (var address in new[] { "/admin/types", "/admin/types/Story", "/admin/export", $"/content/{Sites.Story}/edit", "/content/write/Taxonomy", "/content/write/Proof", "/content/write/WorkLog", "/content/write/Nothing", $"/content/4old0000000000000000000002/edit" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await omar.GetAsync(address)).Status);
        }

        Assert.Equal(HttpStatusCode.OK, (await omar.GetAsync("/content/write/Story")).Status);
        using var visitor = own.Visitor();
        Assert.Equal(HttpStatusCode.Found, (await visitor.GetAsync("/content/write/Story")).Status);
    }

    [Fact]
    public async Task The_hub_is_taken_along_in_the_browser()
    {
        await using var own = await hub.FreshAsync();
        using var maren = await own.AsAsync(Cast.Maren);
        await using var stream = await maren.Http.GetStreamAsync(new Uri("/admin/export?only=roles&only=definitions", UriKind.Relative), Ct);
        using var buffer = new MemoryStream();
        await stream.CopyToAsync(buffer, Ct);
        using var package = RecipePackage.Read(buffer, "hub.zip");
        Assert.Equal(["Roles", "ContentDefinition"], package.Recipe.Document["steps"]!.AsArray().Select(s => s!["name"]!.ToString()));
    }

    [Fact]
    public async Task Only_content_of_the_types_that_one_chooses_is_taken_along()
    {
        await using var own = await hub.FreshAsync();
        await own.RunAsync(Sites.Everything);
        using var maren = await own.AsAsync(Cast.Maren);
        Assert.NotNull((await maren.GetAsync("/admin/recipes")).One("form[action='/admin/export'] input[name=types][value=Story]"));
        await using var stream = await maren.Http.GetStreamAsync(new Uri("/admin/export?only=content&types=Story", UriKind.Relative), Ct);
        using var buffer = new MemoryStream();
        await stream.CopyToAsync(buffer, Ct);
        using var package = RecipePackage.Read(buffer, "hub.zip");
        Assert.Equal(["Story"], package.Recipe.Document.StepOf("content")["data"]!.AsArray().Select(item => item!["ContentType"]!.ToString()).Distinct());
    }

    private static Task<PageSeen> AddFieldAsync(Browser browser, string kind, string name, string label) =>
        SendAsync(browser, "CaseStudy", "AddField", ("kind", kind), ("field", name), ("label", label));

    private static async Task SaveFieldAsync(Browser browser, string name, params (string, string?)[] fields)
    {
        var saved = await browser.SubmitAsync("/admin/types/CaseStudy", $"form[action*=SaveField]:has(input[value={name}])", fields);
        Assert.Equal(HttpStatusCode.Found, saved.Status);
    }

    private static async Task<PageSeen> SendAsync(Browser browser, string type, string handler, params (string Name, string Value)[] fields)
    {
        var page = await browser.GetAsync($"/admin/types/{type}");
        var token = page.One("input[name=__RequestVerificationToken]").GetAttribute("value")!;
        using var form = new FormUrlEncodedContent(fields.Append(("__RequestVerificationToken", token)).ToDictionary(f => f.Item1, f => f.Item2));
        var sent = await browser.SendAsync($"/admin/types/{type}?handler={handler}", form);
        Assert.Equal(HttpStatusCode.Found, sent.Status);
        return sent;
    }

    public sealed class OnSqlite(SqliteHub hub) : ShapingContent(hub);

    public sealed class OnPostgres(PostgresHub hub) : ShapingContent(hub);
}
