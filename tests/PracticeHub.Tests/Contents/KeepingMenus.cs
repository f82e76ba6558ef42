using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Kernel.Modules;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests.Contents;

public abstract class KeepingMenus(TestHub hub)
{
    private const string Address = "/admin/menus";
    private const string Site = "nav[aria-labelledby=rail-site]";

    [Fact]
    public async Task The_first_menu_is_made_on_the_page_and_stands_in_the_navigation_with_its_first_entry()
    {
        await using var own = await hub.FreshAsync();
        using var maren = await own.AsAsync(Cast.Maren);
        Assert.Contains("There is no menu yet.", (await maren.GetAsync(Address)).Text, StringComparison.Ordinal);
        var nameless = await maren.SubmitAsync(Address, "main form.card", ("Title", "  "));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "Give the menu a name."), (nameless.Status, nameless.One("#title-error").TextContent));
        var made = await maren.SubmitAsync(Address, "main form.card", ("Title", "Around <here>"));
        Assert.Equal(HttpStatusCode.Found, made.Status);

        var form = await maren.SubmitAsync(made.Location!, "form.form", ("nest", "add MenuItemsListPart"), ("MenuItemsListPart.Add", "LinkMenuItem"));
        var entry = form.One("[name='MenuItemsListPart.Items']").GetAttribute("value");
        await maren.SubmitAsync(form, "form.form", ($"n.{entry}.Text", "Topics first"), ($"n.{entry}.LinkMenuItemPart.Url", "/topics"), ("action", "publish"));
        Assert.Equal("Topics first", (await maren.GetAsync("/people")).One($"{Site} a").TextContent);
        var row = (await maren.GetAsync(Address)).One("main tbody tr").TextContent;
        Assert.Contains("Around <here>", row, StringComparison.Ordinal);
        Assert.Contains("In the navigation", row, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_one_is_chosen_and_the_alias_decides_again_when_that_is_gone()
    {
        await using var own = await hub.FreshAsync();
        await own.BringAsync(Menu(1, "By alias", "main-menu"), Menu(2, "Chosen", "footer"), Menu(3, "Only drafted", "draft", isPublished: false));
        using var maren = await own.AsAsync(Cast.Maren);
        Assert.Equal("By alias 1", (await maren.GetAsync("/people")).One($"{Site} a").TextContent);
        var page = await maren.GetAsync(Address);
        Assert.Equal(["4mnu0000000000000000000002"], page.Document.QuerySelectorAll("button[name=id]").Select(b => b.GetAttribute("value")!));
        Assert.Contains("Not published", page.Text, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Found, (await maren.SubmitAsync(page, "main form:has(button[name=id])", ("id", "4mnu0000000000000000000002"))).Status);
        Assert.Equal("Chosen 2", (await maren.GetAsync("/people")).One($"{Site} a").TextContent);
        Assert.DoesNotContain("MainMenu", (await maren.GetAsync("/admin/settings")).Text, StringComparison.Ordinal);
        Assert.Contains("Chosen", (await maren.GetAsync("/admin/audit")).One("main").TextContent, StringComparison.Ordinal);

        await Content.Stored.InStoreAsync(own, store => store.UnpublishAsync("4mnu0000000000000000000002", new(Cast.IdOf(Cast.Maren), Cast.Maren), TestContext.Current.CancellationToken));
        await own.Services.GetRequiredService<Hub>().FollowAsync(TestContext.Current.CancellationToken);
        Assert.Equal("By alias 1", (await maren.GetAsync("/people")).One($"{Site} a").TextContent);
    }

    [Fact]
    public async Task Whoever_may_not_edit_everything_neither_sees_nor_chooses_menus()
    {
        await hub.BringAsync(Menu(4, "Fourth", "fourth"));
        using var omar = await hub.AsAsync(Cast.Omar);
        Assert.Equal(HttpStatusCode.NotFound, (await omar.GetAsync(Address)).Status);
        using var maren = await hub.AsAsync(Cast.Maren);
        using var forged = new FormUrlEncodedContent([new("id", "4mnu0000000000000000000009"), new("__RequestVerificationToken", (await maren.GetAsync(Address)).One("input[name=__RequestVerificationToken]").GetAttribute("value")!)]);
        Assert.Equal(HttpStatusCode.NotFound, (await maren.SendAsync($"{Address}?handler=Choose", forged)).Status);
    }

    private static string Menu(int number, string title, string alias, bool isPublished = true) => $$"""
        { "ContentItemId": "4mnu000000000000000000000{{number}}", "ContentType": "Menu", "DisplayText": "{{title}}", "Latest": true, "Published": {{(isPublished ? "true" : "false")}}, "TitlePart": { "Title": "{{title}}" }, "MenuPart": {}, "AliasPart": { "Alias": "{{alias}}" },
          "MenuItemsListPart": { "MenuItems": [ { "ContentItemId": "4mni000000000000000000000{{number}}", "ContentType": "LinkMenuItem", "DisplayText": "{{title}} {{number}}", "LinkMenuItemPart": { "Url": "/topics" } } ] } }
        """;

    public sealed class OnSqlite(SqliteHub hub) : KeepingMenus(hub);

    public sealed class OnPostgres(PostgresHub hub) : KeepingMenus(hub);
}
