using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Tests.Content;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests.Contents;

public abstract class HeadsOfPages(TestHub hub)
{
    [Fact]
    public async Task A_page_says_what_its_item_begins_with_where_nobody_said_more()
    {
        await hub.TypeAsync("Plain");
        await hub.BringAsync("""
            { "ContentItemId": "4hea0000000000000000000001", "ContentType": "Plain", "DisplayText": "Plain \"words\"", "Latest": true, "Published": true, "TitlePart": { "Title": "Plain \"words\"" }, "MarkdownBodyPart": { "Markdown": "How it *begins*." } }
            """);
        using var visitor = await hub.AsAsync(Cast.Omar);
        var page = await visitor.GetAsync("/plain-words");
        Assert.Equal("How it begins.", page.One("meta[name=description]").GetAttribute("content"));
        Assert.Equal("Plain \"words\"", page.One("meta[property='og:title']").GetAttribute("content"));
        Assert.EndsWith("/plain-words", page.One("link[rel=canonical]").GetAttribute("href"), StringComparison.Ordinal);
        Assert.Empty((await visitor.GetAsync("/people")).Document.QuerySelectorAll("link[rel=canonical], meta[property]"));
    }

    [Fact]
    public async Task What_somebody_wrote_for_search_engines_is_in_the_head_and_nothing_that_commands_the_browser()
    {
        await hub.TypeAsync("Found", "SeoMetaPart");
        await hub.BringAsync("""
            { "ContentItemId": "4hea0000000000000000000002", "ContentType": "Found", "DisplayText": "Found", "Latest": true, "Published": true, "TitlePart": { "Title": "Found" }, "SeoMetaPart": {
              "PageTitle": "Found <b>well</b>", "MetaDescription": "\"><script>alert(1)</script>", "MetaKeywords": "a, b", "Canonical": "javascript:alert(1)", "MetaRobots": "noindex",
              "OpenGraphTitle": "Og", "DefaultSocialImage": { "Paths": ["one desk.png"] }, "TwitterCard": "summary", "GoogleSchema": "{}",
              "CustomMetaTags": [ { "Name": "author", "Content": "Amina" }, { "HttpEquiv": "refresh", "Content": "0;url=https://example.org" }, { "Name": "referrer", "Content": "unsafe-url" }, { "Name": "\" onload=x", "Content": "y" } ] } }
            """);
        using var omar = await hub.AsAsync(Cast.Omar);
        var page = await omar.GetAsync("/found");
        Assert.StartsWith("Found <b>well</b> · ", page.Document.Title, StringComparison.Ordinal);
        var said = page.Document.QuerySelectorAll("meta[name], meta[property]").ToLookup(m => m.GetAttribute("name") ?? m.GetAttribute("property")!, m => m.GetAttribute("content"));
        Assert.Equal("\"><script>alert(1)</script>", said["description"].Single());
        Assert.Equal(("a, b", "noindex", "Og", "summary", "Amina"), (said["keywords"].Single(), said["robots"].Single(), said["og:title"].Single(), said["twitter:card"].Single(), said["author"].Single()));
        Assert.Matches("^https?://.+/media/one%20desk.png$", said["og:image"].Single()!);
        Assert.EndsWith("/found", page.One("link[rel=canonical]").GetAttribute("href"), StringComparison.Ordinal);
        Assert.Empty(page.Document.QuerySelectorAll("meta[http-equiv], meta[name=referrer], meta[onload], head script:not([src])"));
    }

    [Fact]
    public async Task It_is_written_in_the_form_where_an_odd_address_is_refused()
    {
        await hub.TypeAsync("Sought", "SeoMetaPart");
        using var amina = await hub.AsAsync(Cast.Amina);
        var refused = await amina.SubmitAsync("/content/write/Sought", "form.form", ("TitlePart.Title", "Sought after"), ("Sought.Reason.Text", "x"), ("SeoMetaPart.MetaDescription", "In short"), ("SeoMetaPart.Canonical", "javascript:x"), ("action", "publish"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal("javascript:x", refused.One("[name='SeoMetaPart.Canonical']").GetAttribute("value"));
        var done = await amina.SubmitAsync(refused, "form.form", ("SeoMetaPart.Canonical", "https://example.org/sought"), ("action", "publish"));
        Assert.Equal(HttpStatusCode.Found, done.Status);
        var page = await amina.GetAsync("/sought-after");
        Assert.Equal(("In short", "https://example.org/sought"), (page.One("meta[name=description]").GetAttribute("content"), page.One("link[rel=canonical]").GetAttribute("href")));
    }

    [Fact]
    public async Task An_item_is_read_in_the_languages_that_the_reader_may_see()
    {
        await hub.TypeAsync("Guide", "LocalizationPart", "SharingPart");
        var items = new[] { ("4loc0000000000000000000001", "en", "Welcome", true), ("4loc0000000000000000000002", "ar", "أهلا", true), ("4loc0000000000000000000003", "de", "Willkommen", false), ("4loc0000000000000000000004", "xx-not-one", "Odd", true) };
        await hub.BringAsync([.. items.Select(i => $$"""
            { "ContentItemId": "{{i.Item1}}", "ContentType": "Guide", "DisplayText": "{{i.Item3}}", "Latest": true, "Published": {{(i.Item4 ? "true" : "false")}}, "Owner": "{{Cast.IdOf(Cast.Amina)}}",
              "TitlePart": { "Title": "{{i.Item3}}" }, "MarkdownBodyPart": { "Markdown": "{{i.Item3}}" }, "LocalizationPart": { "LocalizationSet": "4set0000000000000000000009", "Culture": "{{i.Item2}}" } }
            """)]);
        using var omar = await hub.AsAsync(Cast.Omar);
        var page = await omar.GetAsync("/content/4loc0000000000000000000001");
        Assert.Equal("ar", page.One("aside a[hreflang]").GetAttribute("lang"));
        Assert.Single(page.Document.QuerySelectorAll("link[rel=alternate][hreflang=ar]"));
        Assert.Empty(page.Document.QuerySelectorAll("[hreflang=de]"));
        var arabic = await omar.GetAsync("/content/4loc0000000000000000000002");
        Assert.Equal(("ar", "rtl"), (arabic.One("h1").ParentElement!.GetAttribute("lang"), arabic.One("h1").GetAttribute("dir")));
    }

    [Fact]
    public async Task A_list_shows_what_there_is_in_the_readers_language_and_otherwise_all()
    {
        await using var own = await hub.FreshAsync();
        await own.TypeAsync("Leaflet", "LocalizationPart", "SharingPart");
        await own.StepAsync("""
            { "name": "ContentDefinition", "ContentTypes": [ { "Name": "Shelf", "DisplayName": "Shelf", "Settings": {}, "ContentTypePartDefinitionRecords": [ { "PartName": "TitlePart", "Name": "TitlePart", "Settings": {} },
              { "PartName": "ListPart", "Name": "ListPart", "Settings": { "ListPartSettings": { "ContainedContentTypes": ["Leaflet"] } } } ] } ] }
            """);
        const string shelf = "4she0000000000000000000000";
        var leaflets = new[] { ("1", "en", "Help", "Everyone"), ("1", "de", "Hilfe", "Everyone"), ("2", "ar", "أهلا", "Everyone"), ("3", "en", "Rules", "Everyone"), ("3", "de", "Regeln", "Me"), ("4", "de-AT", "Jause", "Everyone"), ("4", "en", "Snack", "Everyone") };
        await own.BringAsync([$$"""{ "ContentItemId": "{{shelf}}", "ContentType": "Shelf", "DisplayText": "Shelf", "Latest": true, "Published": true, "TitlePart": { "Title": "Shelf" } }""", .. leaflets.Select((l, index) => $$"""
            { "ContentItemId": "4lea000000000000000000000{{index}}", "ContentType": "Leaflet", "DisplayText": "{{l.Item3}}", "Latest": true, "Published": true, "Owner": "{{Cast.IdOf(Cast.Amina)}}", "TitlePart": { "Title": "{{l.Item3}}" },
              "SharingPart": { "Audience": "{{l.Item4}}" }, "ContainedPart": { "ListContentItemId": "{{shelf}}" }, "LocalizationPart": { "LocalizationSet": "4set000000000000000000000{{l.Item1}}", "Culture": "{{l.Item2}}" } }
            """)]);
        using var omar = await own.AsAsync(Cast.Omar);
        Assert.Equal(["Help", "Rules", "Snack", "أهلا"], await ShownAsync(omar));
        await own.InDbAsync(db => db.Users.Where(u => u.UserName == Cast.Omar).ExecuteUpdateAsync(set => set.SetProperty(u => u.Culture, "de-AT")));
        Assert.Equal(["Hilfe", "Jause", "Rules", "أهلا"], await ShownAsync(omar));

        static async Task<IEnumerable<string>> ShownAsync(Browser browser) =>
            (await browser.GetAsync($"/content/{shelf}")).Document.QuerySelectorAll("main article.item h3, main article.item h2").Select(h => h.TextContent.Trim()).Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_translation_begins_with_the_original_and_stands_in_its_set_once_in_each_language()
    {
        await hub.TypeAsync("Manual", "LocalizationPart", "MarkdownBodyPart");
        using var amina = await hub.AsAsync(Cast.Amina);
        var original = await WriteAsync(amina, "/content/write/Manual", "Handbook", "en");
        var set = (await hub.PublishedAsync(original))!.Document["LocalizationPart"]!["LocalizationSet"]!.ToString();

        using var omar = await hub.AsAsync(Cast.Omar);
        var form = await omar.GetAsync((await omar.GetAsync("/handbook")).One("aside a[href*=translate]").GetAttribute("href")!);
        Assert.Equal("Handbook", form.One("[name='TitlePart.Title']").GetAttribute("value"));
        foreach (var (culture, why) in new[] { ("klingon", "no language named klingon"), ("en", "in this language already") })
        {
            var refused = await omar.SubmitAsync(form, "form.form", ("TitlePart.Title", "Handbuch"), ("LocalizationPart.Culture", culture), ("action", "publish"));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
            Assert.Contains(why, refused.Text, StringComparison.Ordinal);
        }

        var done = await omar.SubmitAsync(form, "form.form", ("TitlePart.Title", "Handbuch"), ("LocalizationPart.Culture", "de"), ("action", "publish"));
        var translation = (await hub.PublishedAsync(done.Location!.Split('/')[^1]))!;
        Assert.Equal((set, "de", Cast.IdOf(Cast.Omar)), (translation.Document["LocalizationPart"]!["LocalizationSet"]!.ToString(), translation.Document["LocalizationPart"]!["Culture"]!.ToString(), translation.Owner));
        Assert.Contains((await amina.GetAsync("/handbook")).Document.QuerySelectorAll("aside a[hreflang=de]"), a => a.GetAttribute("href") == "/handbuch");

        // A draft of somebody else is not to be had by translating it.
        var draft = await WriteAsync(amina, "/content/write/Manual", "Secret", "en", "draft");
        Assert.Equal(HttpStatusCode.NotFound, (await omar.GetAsync($"/content/write/Manual?translate={draft}")).Status);
    }

    [Fact]
    public async Task Why_somebody_changes_an_item_is_kept_with_the_version()
    {
        await hub.TypeAsync("Audited", "AuditTrailPart");
        using var amina = await hub.AsAsync(Cast.Amina);
        var done = await amina.SubmitAsync("/content/write/Audited", "form.form", ("TitlePart.Title", "Audited"), ("Audited.Reason.Text", "x"), ("action", "publish"));
        var id = done.Location!.Split('/')[^1];
        await amina.SubmitAsync($"/content/{id}/edit", "form.form", ("Audited.Reason.Text", "y"), ("Note", "The law has changed"), ("action", "publish"));
        await amina.SubmitAsync($"/content/{id}/edit", "form.form", ("Audited.Reason.Text", "z"), ("action", "publish"));
        await hub.BringAsync("""{ "ContentItemId": "4aud0000000000000000000001", "ContentType": "Audited", "DisplayText": "Brought", "Latest": true, "Published": true, "AuditTrailPart": { "Comment": "From elsewhere" } }""");
        var versions = await hub.VersionsAsync(id);
        Assert.Equal([null, "The law has changed", null], versions.Select(v => v.Note));
        Assert.Equal([null, "The law has changed", null], versions.Select(v => JsonNode.Parse(v.Document)!["AuditTrailPart"]!["Comment"]?.ToString()));
        Assert.Equal("From elsewhere", Assert.Single(await hub.VersionsAsync("4aud0000000000000000000001")).Note);
    }

    private static async Task<string> WriteAsync(Browser browser, string path, string title, string culture, string action = "publish")
    {
        var saved = await browser.SubmitAsync(path, "form.form", ("TitlePart.Title", title), ("Manual.Reason.Text", "x"), ("LocalizationPart.Culture", culture), ("action", action));
        Assert.Equal(HttpStatusCode.Found, saved.Status);
        return saved.Location!.Split('/')[^1];
    }

    public sealed class OnSqlite(SqliteHub hub) : HeadsOfPages(hub);

    public sealed class OnPostgres(PostgresHub hub) : HeadsOfPages(hub);
}
