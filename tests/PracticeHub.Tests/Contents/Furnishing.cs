using System.Net;
using AngleSharp.Dom;
using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Recipes;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests.Contents;

public abstract class Furnishing(TestHub hub)
{
    private const string Site = "nav[aria-labelledby=rail-site]";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_menu_named_main_menu_is_on_every_page_nested_with_where_one_is_and_without_what_one_may_not_see()
    {
        await using var own = await hub.FreshAsync();
        await own.TypeAsync("Page", "SharingPart");
        await own.BringAsync(
            Page("4pag0000000000000000000001", "About us", "Everyone"), Page("4pag0000000000000000000002", "Mine only", "Me"),
            Menu($$"""
                {{Link("Start", "~/")}}, {{Link("Evil", "javascript:alert(1)")}}, {{Link("Far", "https://example.org/x")}},
                {{Item("Us", "ContentMenuItem", """ "ContentMenuItemPart": { "SelectedContentItem": { "ContentItemIds": ["4pag0000000000000000000001"] } } """)}},
                {{Item("Hidden", "ContentMenuItem", """ "ContentMenuItemPart": { "SelectedContentItem": { "ContentItemIds": ["4pag0000000000000000000002"] } } """)}},
                {{Item("For admins", "LinkMenuItem", """ "LinkMenuItemPart": { "Url": "~/admin" }, "MenuItemPermissionPart": { "PermissionNames": ["ManageUsers"] } """)}},
                {{Item("More", "HtmlMenuItem", $$""" "HtmlMenuItemPart": { "Html": "<b onclick=x>More</b>", "Url": "" }, "MenuItemsListPart": { "MenuItems": [ {{Link("Topics too", "/topics")}} ] } """)}}
                """));
        using var omar = await own.AsAsync(Cast.Omar);
        using var amina = await own.AsAsync(Cast.Amina);
        using var maren = await own.AsAsync(Cast.Maren);
        using var visitor = own.Visitor();
        Assert.Equal(["Start", "Far", "Us", "More", "Topics too"], Names(await omar.GetAsync("/topics")));
        Assert.Equal(["Start", "Far", "Us", "Hidden", "More", "Topics too"], Names(await amina.GetAsync("/topics")));
        Assert.Contains("For admins", Names(await maren.GetAsync("/topics")));
        Assert.DoesNotContain("Hidden", Names(await visitor.GetAsync("/sign-in")));

        var page = await omar.GetAsync("/about-us");
        Assert.Equal("Us", page.One($"{Site} [aria-current=page]").TextContent);
        Assert.Equal("/about-us", page.One($"{Site} [aria-current=page]").GetAttribute("href"));
        Assert.Equal("Topics too", page.One($"{Site} ul ul a").TextContent);
        Assert.Empty(page.Document.QuerySelectorAll($"{Site} [href^=javascript], {Site} b"));
    }

    [Fact]
    public async Task A_menu_is_gone_as_soon_as_it_is_published_no_longer()
    {
        await using var own = await hub.FreshAsync();
        await own.BringAsync(Menu(Link("Start", "~/")));
        using var maren = await own.AsAsync(Cast.Maren);
        Assert.Equal(["Start"], Names(await maren.GetAsync("/topics")));
        await Content.Stored.InStoreAsync(own, store => store.UnpublishAsync("4men0000000000000000000001", new(Cast.IdOf(Cast.Maren), Cast.Maren), Ct));
        await own.Services.GetRequiredService<Hub>().FollowAsync(Ct);
        Assert.Empty(Names(await maren.GetAsync("/topics")));
    }

    [Fact]
    public async Task Widgets_stand_in_their_zones_where_the_rule_of_their_layer_holds()
    {
        await using var own = await hub.FreshAsync();
        var report = await own.StepAsync($$"""
            { "name": "layers", "Layers": [ {{Layer("Always", """{ "$type": "OrchardCore.Rules.Models.BooleanCondition, OrchardCore.Rules", "Value": true }""")}}, {{Layer("Home", Script("isHomepage()"))}},
              {{Layer("Topics", Script("url('~/top*') && isAuthenticated()"))}}, {{Layer("German", Script("culture('de')"))}}, {{Layer("Odd", Script("fetch('https://example.org')"))}},
              {{Layer("Unknown", """{ "$type": "Their.MoonCondition, Their" }""")}}, {{Layer("Empty", "")}}, {{Layer("Logs", """{ "$type": "X.ContentTypeCondition, X", "Value": "Note", "Operation": { "$type": "X.StringEqualsOperator, X" } }""")}} ] }
            """);
        Assert.Equal(["Odd: fetch('https://example.org')", "Unknown: MoonCondition"], report.Notes.Select(n => n.What));
        await own.TypeAsync("Note");
        await own.BringAsync([.. new[] { "Always", "Home", "Topics", "German", "Odd", "Unknown", "Empty", "Logs" }.Select((layer, index) => Widget(index, layer, "footer")),
            Widget(8, "Always", "Content", isPublished: false), Widget(9, "Always", "AfterContent", "<p onclick='x()'>Below</p><script>alert(1)</script>"),
            """{ "ContentItemId": "4not0000000000000000000001", "ContentType": "Note", "DisplayText": "A note", "Latest": true, "Published": true, "TitlePart": { "Title": "A note" } }"""]);
        using var visitor = own.Visitor();
        using var omar = await own.AsAsync(Cast.Omar);
        Assert.Equal(["Always"], Shown(await visitor.GetAsync("/sign-in")));
        Assert.Equal(["Always", "Home"], Shown(await omar.GetAsync("/")));
        Assert.Equal(["Always", "Topics"], Shown(await omar.GetAsync("/topics")));
        Assert.Equal(["Always", "Logs"], Shown(await omar.GetAsync("/a-note")));
        Assert.Equal("<p>Below</p>", (await omar.GetAsync("/topics")).One("[data-zone=AfterContent] .prose").InnerHtml.Trim());
        omar.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("de");
        Assert.Equal(["Always", "Topics", "German"], Shown(await omar.GetAsync("/topics")));
    }

    [Fact]
    public async Task Entries_of_the_administration_are_there_for_those_who_may()
    {
        await using var own = await hub.FreshAsync();
        var report = await own.StepAsync("""
            { "name": "AdminMenu", "data": [ { "Id": "baef6f85ad13481681cde70ada401333", "Name": "Ours", "Enabled": true, "MenuItems": [
              { "$type": "OrchardCore.AdminMenu.AdminNodes.LinkAdminNode, OrchardCore.AdminMenu", "LinkText": "The blog", "LinkUrl": "Admin/Contents/ContentItems/4blo0000000000000000000001/Edit", "Enabled": true },
              { "$type": "OrchardCore.AdminMenu.AdminNodes.PlaceholderAdminNode, OrchardCore.AdminMenu", "LinkText": "More", "Items": [ { "LinkText": "Elsewhere", "LinkUrl": "https://example.org" }, { "LinkText": "Evil", "LinkUrl": "javascript:x" } ] },
              { "LinkText": "All content", "LinkUrl": "Admin/Contents/ContentItems/" }, { "LinkText": "Off", "LinkUrl": "/off", "Enabled": false }, { "LinkText": "Not mine", "LinkUrl": "/x", "PermissionNames": ["NobodyHasIt"] } ] } ] }
            """);
        Assert.Equal(["Ours: Evil", "Ours: All content"], report.Notes.Select(n => n.What));
        using var maren = await own.AsAsync(Cast.Maren);
        using var omar = await own.AsAsync(Cast.Omar);
        var links = (await maren.GetAsync("/topics")).Document.QuerySelectorAll("nav[aria-labelledby=rail-admin] a").ToDictionary(a => a.TextContent.Trim(), a => a.GetAttribute("href"));
        Assert.Equal("/content/4blo0000000000000000000001/edit", links["The blog"]);
        Assert.Equal("https://example.org", links["Elsewhere"]);
        Assert.DoesNotContain("Off", links.Keys);
        Assert.Empty((await omar.GetAsync("/topics")).Document.QuerySelectorAll("nav[aria-labelledby=rail-admin] a"));
    }

    [Fact]
    public async Task Terms_and_contained_items_have_addresses_below_what_they_stand_in()
    {
        await hub.TypeAsync("Album", "BagPart");
        await hub.BringAsync("""
            { "ContentItemId": "4alb0000000000000000000001", "ContentType": "Taxonomy", "DisplayText": "Moods", "Latest": true, "Published": true, "TitlePart": { "Title": "Moods" }, "AutoroutePart": { "Path": "moods", "RouteContainedItems": true },
              "TaxonomyPart": { "Terms": [ { "ContentItemId": "4alb0000000000000000000002", "ContentType": "Topic", "DisplayText": "Calm days", "AutoroutePart": { "Path": "calm" },
                "Terms": [ { "ContentItemId": "4alb0000000000000000000003", "ContentType": "Topic", "DisplayText": "Very Still" } ] } ] } }
            """, """
            { "ContentItemId": "4alb0000000000000000000004", "ContentType": "Album", "DisplayText": "Album", "Latest": true, "Published": true, "TitlePart": { "Title": "Album" }, "AutoroutePart": { "Path": "albums/one", "RouteContainedItems": true },
              "BagPart": { "ContentItems": [ { "ContentItemId": "4alb0000000000000000000005", "ContentType": "Album", "DisplayText": "Side B", "HtmlBodyPart": { "Html": "<p>Six songs<script>x</script></p>" } } ] } }
            """, $$"""
            { "ContentItemId": "4alb0000000000000000000006", "ContentType": "Album", "DisplayText": "Closed", "Latest": true, "Published": true, "Owner": "{{Cast.IdOf(Cast.Amina)}}", "TitlePart": { "Title": "Closed" }, "AutoroutePart": { "Path": "albums/two", "RouteContainedItems": true }, "SharingPart": { "Audience": "Me" },
              "BagPart": { "ContentItems": [ { "ContentItemId": "4alb0000000000000000000007", "ContentType": "Album", "DisplayText": "Inside" } ] } }
            """);
        using var omar = await hub.AsAsync(Cast.Omar);
        Assert.Equal("/topics/4alb0000000000000000000002", (await omar.GetAsync("/moods/calm")).Location);
        Assert.Equal("/topics/4alb0000000000000000000003", (await omar.GetAsync("/moods/calm/very-still")).Location);
        Assert.Equal("Calm days", (await omar.GetAsync("/moods")).One("main ul.list a").TextContent);
        var inner = await omar.GetAsync("/albums/one/side-b");
        Assert.Equal("Side B", inner.One("h1").TextContent);
        Assert.Equal("<p>Six songs</p>", inner.One("main .prose").InnerHtml.Trim());
        foreach (var nowhere in new[] { "/moods/very-still", "/moods/calm/very-still/more", "/albums/one/side-c", "/albums/one/side-b/x", "/albums/two/inside" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await omar.GetAsync(nowhere)).Status);
        }
    }

    private static List<string> Names(PageSeen page) => [.. page.Document.QuerySelectorAll($"{Site} li > a, {Site} li > span").Select(e => e.TextContent.Trim())];

    private static List<string> Shown(PageSeen page) => [.. page.Document.QuerySelectorAll("footer .widget h2").Select(e => e.TextContent)];

    private static string Page(string id, string title, string audience) => $$"""
        { "ContentItemId": "{{id}}", "ContentType": "Page", "DisplayText": "{{title}}", "Latest": true, "Published": true, "Owner": "{{Cast.IdOf(Cast.Amina)}}", "TitlePart": { "Title": "{{title}}" }, "SharingPart": { "Audience": "{{audience}}" } }
        """;

    private static string Menu(string items) => $$"""
        { "ContentItemId": "4men0000000000000000000001", "ContentType": "Menu", "DisplayText": "Around here", "Latest": true, "Published": true, "MenuPart": {}, "TitlePart": { "Title": "Around here" }, "AliasPart": { "Alias": "main-menu" },
          "MenuItemsListPart": { "MenuItems": [ {{items}} ] } }
        """;

    private static string Link(string text, string url) => Item(text, "LinkMenuItem", $$""" "LinkMenuItemPart": { "Name": "{{text}}", "Url": "{{url}}" } """);

    private static string Item(string text, string type, string parts) => $$"""{ "ContentItemId": "{{Kernel.Ids.New(TimeProvider.System.GetUtcNow())}}", "ContentType": "{{type}}", "DisplayText": "{{text}}", {{parts}} }""";

    private static string Widget(int number, string layer, string zone, string html = "Text", bool isPublished = true) => $$"""
        { "ContentItemId": "4wid000000000000000000000{{number}}", "ContentType": "Html", "DisplayText": "{{layer}}", "Latest": true, "Published": {{(isPublished ? "true" : "false")}}, "HtmlBodyPart": { "Html": "{{html}}" },
          "LayerMetadata": { "RenderTitle": true, "Position": {{number}}, "Zone": "{{zone}}", "Layer": "{{layer}}" } }
        """;

    private static string Layer(string name, string condition) => $$"""{ "Name": "{{name}}", "LayerRule": { "ConditionId": "4con0000000000000000000001", "Conditions": [ {{condition}} ] } }""";

    private static string Script(string script) => $$"""{ "$type": "OrchardCore.Rules.Models.JavascriptCondition, OrchardCore.Rules", "Script": "{{script}}" }""";

    public sealed class OnSqlite(SqliteHub hub) : Furnishing(hub);

    public sealed class OnPostgres(PostgresHub hub) : Furnishing(hub);
}
