using System.Net;
using PracticeHub.Tests.Infrastructure;
using PracticeHub.Tests.Recipes;

namespace PracticeHub.Tests.Administration;

/// <summary>What is true for the whole hub, and what stands at its own address.</summary>
public abstract class SettingTheSite(TestHub hub)
{
    [Fact]
    public async Task Each_setting_has_its_effect_at_once()
    {
        await using var own = await hub.FreshAsync();
        using var maren = await own.AsAsync(Cast.Maren);
        var saved = await maren.SubmitAsync("/admin/settings", "#site",
            ("Form.SiteName", "The <Workshop>"), ("Form.BaseUrl", "https://hub.example.org"), ("Form.TimeZoneId", "Europe/Lisbon"), ("Form.Culture", "de"));
        Assert.Equal(HttpStatusCode.Found, saved.Status);
        var page = await maren.GetAsync("/admin/settings");
        Assert.Equal("The <Workshop>", page.One("a.brand").TextContent.Trim());
        Assert.Equal(("de", "Einstellungen"), (page.Document.DocumentElement.GetAttribute("lang"), page.One("h1").TextContent));
        maren.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        Assert.Equal("Settings", (await maren.GetAsync("/admin/settings")).One("h1").TextContent);
        Assert.Contains("https://hub.example.org/feed", await maren.Http.GetStringAsync(new Uri("/feed", UriKind.Relative), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Form.SiteName", " ", "Type the name of the hub.")]
    [InlineData("Form.BaseUrl", "javascript:alert(1)", "Type the whole address")]
    [InlineData("Form.BaseUrl", "https://a@b.example/?x", "Type the whole address")]
    [InlineData("Form.TimeZoneId", "Middle/Earth", "There is no such time zone.")]
    [InlineData("Form.TimeZoneId", "", "Choose a time zone.")]
    [InlineData("Form.Culture", "tlh", "The hub does not speak this language.")]
    [InlineData("Form.Home", "/nowhere", "Nothing that is published has this address.")]
    [InlineData("Form.Home", "/neither", "Nothing that is published has this address.")]
    public async Task What_cannot_be_is_refused_at_its_field_and_changes_nothing(string field, string typed, string words)
    {
        await using var own = await hub.FreshAsync();
        await own.RunAsync(Sites.Everything);
        using var maren = await own.AsAsync(Cast.Maren);
        var refused = await maren.SubmitAsync("/admin/settings", "#site", (field, typed));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains(words, refused.One("#site").TextContent, StringComparison.Ordinal);
        Assert.Equal("Elsewhere", (await maren.GetAsync("/account")).One("a.brand").TextContent.Trim());
    }

    [Fact]
    public async Task An_item_is_the_home_page_and_who_may_not_read_it_finds_Today()
    {
        await using var own = await hub.FreshAsync();
        using var maren = await own.AsAsync(Cast.Maren);
        using var visitor = own.Visitor();
        Assert.Equal("Today", (await maren.GetAsync("/")).One("nav a[href='/']").TextContent.Trim());
        // The recipe names North wing.
        await own.RunAsync(Sites.Everything);
        Assert.Equal("North wing", (await maren.GetAsync("/")).One("h1").TextContent);
        Assert.Equal("Today", (await maren.GetAsync("/today")).One("nav a[href='/today'][aria-current]").TextContent.Trim());
        Assert.Equal((HttpStatusCode.OK, "Elsewhere"), ((await visitor.GetAsync("/")).Status, (await visitor.GetAsync("/")).One("h1").TextContent));

        Assert.Equal("/north-wing", (await maren.GetAsync("/admin/settings")).One("[name='Form.Home']").GetAttribute("value"));
        await maren.SubmitAsync("/admin/settings", "#site", ("Form.Home", "/north-wing/the-long-night"));
        Assert.Equal("The long night", (await maren.GetAsync("/")).One("h1").TextContent);
        Assert.Equal(Sites.Story, (await own.ExportAsync()).Recipe.StepOf("settings")["HomeRoute"]!["ContentItemId"]!.ToString());
        await maren.SubmitAsync("/admin/settings", "#site", ("Form.Home", ""));
        Assert.NotNull((await maren.GetAsync("/")).Document.QuerySelector("nav a[href='/']"));
    }

    [Fact]
    public async Task An_item_that_comes_in_may_ask_to_be_the_home_page_once()
    {
        await using var own = await hub.FreshAsync();
        var recipe = System.Text.Json.Nodes.JsonNode.Parse("""
            { "name": "Home", "steps": [
              { "name": "ContentDefinition", "ContentTypes": [ { "Name": "Leaf", "DisplayName": "Leaf", "Settings": {}, "ContentTypePartDefinitionRecords": [ { "PartName": "AutoroutePart", "Name": "AutoroutePart", "Settings": {} } ] } ] },
              { "name": "content", "data": [ { "ContentItemId": "4hom0000000000000000000001", "ContentItemVersionId": "4hom0000000000000000000002", "ContentType": "Leaf", "DisplayText": "Welcome here", "Latest": true, "Published": true, "AutoroutePart": { "Path": "welcome", "SetHomepage": true } } ] } ] }
            """)!.AsObject();
        await own.RunAsync(recipe);
        using var maren = await own.AsAsync(Cast.Maren);
        Assert.Equal("Welcome here", (await maren.GetAsync("/")).One("h1").TextContent);
        await maren.SubmitAsync("/admin/settings", "#site", ("Form.Home", ""));
        await own.RunAsync(recipe);
        Assert.NotEqual("Welcome here", (await maren.GetAsync("/")).Document.QuerySelector("h1")?.TextContent);
    }

    [Fact]
    public async Task Settings_of_other_sites_are_shown_as_they_are_kept()
    {
        await using var own = await hub.FreshAsync();
        await own.RunAsync(Sites.Everything);
        using var maren = await own.AsAsync(Cast.Maren);
        var kept = (await maren.GetAsync("/admin/settings")).One("#kept").TextContent;
        Assert.Contains("\"Footer\"", kept, StringComparison.Ordinal);
        Assert.Contains("\"PageSize\": 7", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("HomeRoute", kept, StringComparison.Ordinal);
    }

    public sealed class OnSqlite(SqliteHub hub) : SettingTheSite(hub);

    public sealed class OnPostgres(PostgresHub hub) : SettingTheSite(hub);
}
