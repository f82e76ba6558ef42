using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Security;
using PracticeHub.Tests.Infrastructure;
using PracticeHub.Tests.Recipes;

namespace PracticeHub.Tests.Administration;

/// <summary>What roles there are, what they allow, and that nobody locks the hub.</summary>
public abstract class GivingRoles(TestHub hub)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_role_is_made_changed_given_and_deleted()
    {
        await using var own = await hub.FreshAsync();
        using var maren = await own.AsAsync(Cast.Maren);
        using var omar = await own.AsAsync(Cast.Omar);
        var made = await maren.SubmitAsync("/admin/roles", "#new-role", ("Name", "Gardener"), ("Description", "Tends the features"));
        Assert.Equal(HttpStatusCode.Found, made.Status);
        var page = await maren.GetAsync(made.Location!);
        Assert.Contains("Switch features on and off", page.One("#role").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.Document.QuerySelectorAll("#role input:checked"));
        var saved = await maren.SubmitAsync(page, "#role", ("Name", "Head gardener"), ("Permissions", "ManageFeatures"));
        Assert.Equal("/admin/roles", saved.Location);

        Assert.Equal(HttpStatusCode.NotFound, (await omar.GetAsync("/admin/features")).Status);
        await maren.SubmitAsync("/admin/users/omar", "main form.card", ("Roles", "Head gardener"));
        Assert.Equal(HttpStatusCode.OK, (await omar.GetAsync("/admin/features")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await omar.GetAsync("/admin/roles")).Status);
        var row = (await maren.GetAsync("/admin/roles")).Document.QuerySelectorAll("tbody tr").Single(r => r.TextContent.Contains("Head gardener", StringComparison.Ordinal));
        Assert.Equal("1 person", row.QuerySelector("td[data-label] a")!.TextContent);
        var people = await maren.GetAsync(row.QuerySelector("td[data-label] a")!.GetAttribute("href")!);
        Assert.Equal("Omar Said", Assert.Single(people.Document.QuerySelectorAll("tbody tr a")).TextContent);

        var copy = await maren.SubmitAsync("/admin/roles", "#new-role", ("Name", "Second gardener"), ("Like", page.Document.Url.Split('/')[^1]));
        Assert.Equal("ManageFeatures", (await maren.GetAsync(copy.Location!)).One("#role input:checked").GetAttribute("value"));

        await maren.SubmitAsync(made.Location!, "#delete");
        Assert.Equal(HttpStatusCode.NotFound, (await omar.GetAsync("/admin/features")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await maren.GetAsync(made.Location!)).Status);
    }

    [Fact]
    public async Task What_cannot_be_is_refused_with_what_was_typed()
    {
        await using var own = await hub.FreshAsync();
        using var maren = await own.AsAsync(Cast.Maren);
        var empty = await maren.SubmitAsync("/admin/roles", "#new-role", ("Name", " "), ("Description", "Kept"));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "Kept"), (empty.Status, empty.One("[name=Description]").GetAttribute("value")));
        var taken = await maren.SubmitAsync("/admin/roles", "#new-role", ("Name", "learning ADVISOR"));
        Assert.Contains("There is a role with this name already.", taken.One("#new-role").TextContent, StringComparison.Ordinal);

        var everybody = $"/admin/roles/{await IdOfAsync(own, "Authenticated")}";
        var refused = await maren.SubmitAsync(everybody, "#role", ("Permissions", "SiteOwner"));
        Assert.Contains("Everybody would run the hub.", refused.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await KeepingTheTrail.SendAsync(maren, everybody + "?handler=Delete")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await maren.GetAsync("/admin/roles/nothing")).Status);
        // A forged form brings in no permission that nobody knows.
        await maren.SubmitAsync($"/admin/roles/{await IdOfAsync(own, "Learning advisor")}", "#role", ("Permissions", "Nonsense"));
        Assert.False(await own.InDbAsync(db => db.RoleClaims.AnyAsync(c => c.ClaimValue == "Nonsense", Ct)));
    }

    [Fact]
    public async Task Whoever_was_slower_sees_what_the_other_has_done()
    {
        await using var own = await hub.FreshAsync();
        using var maren = await own.AsAsync(Cast.Maren);
        var form = await maren.GetAsync($"/admin/roles/{await IdOfAsync(own, "Learning advisor")}");
        Assert.Equal(HttpStatusCode.Found, (await maren.SubmitAsync(form, "#role", ("Description", "First"))).Status);
        var stale = await maren.SubmitAsync(form, "#role", ("Description", "Second"));
        Assert.Equal(HttpStatusCode.Conflict, stale.Status);
        Assert.Equal(HttpStatusCode.Found, (await maren.SubmitAsync(stale, "#role")).Status);
        Assert.Equal("Second", await own.InDbAsync(db => db.Roles.Where(r => r.Name == "Learning advisor").Select(r => r.Description).SingleAsync(Ct)));
        var account = await maren.GetAsync("/admin/users/omar");
        await maren.SubmitAsync(account, "main form.card", ("Roles", "Learning advisor"));
        Assert.Equal(HttpStatusCode.Conflict, (await maren.SubmitAsync(account, "main form.card", ("IsEnabled", null))).Status);
    }

    [Fact]
    public async Task The_last_who_may_do_everything_cannot_be_taken_away()
    {
        await using var own = await hub.FreshAsync();
        using var maren = await own.AsAsync(Cast.Maren);
        var administrator = $"/admin/roles/{await IdOfAsync(own, "Administrator")}";
        var refused = await maren.SubmitAsync(administrator, "#role", ("Permissions", "ManageUsers"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("Then nobody could run the hub any more.", refused.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await maren.GetAsync(administrator)).Status);

        // Where another role allows everything as well, and somebody has it, that is enough.
        var second = await maren.SubmitAsync("/admin/roles", "#new-role", ("Name", "Owner"), ("Like", administrator.Split('/')[^1]));
        await maren.SubmitAsync("/admin/users/nadia", "main form.card", ("Roles", "Owner"));
        Assert.Equal(HttpStatusCode.Found, (await maren.SubmitAsync(administrator, "#role", ("Permissions", "ManageUsers"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await maren.GetAsync("/admin/roles")).Status);
        using var nadia = await own.AsAsync(Cast.Nadia);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await KeepingTheTrail.SendAsync(nadia, second.Location! + "?handler=Delete")).Status);

        // Who only looks after accounts touches no account of who may do everything.
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await maren.SubmitAsync("/admin/users/nadia", "main form.card", ("IsEnabled", null))).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await maren.SubmitAsync("/admin/users/nadia/password", "main form.card", ("Password", "mine-from-now-on"))).Status);
        Assert.Equal(HttpStatusCode.Found, (await maren.SubmitAsync("/admin/users/omar/password", "main form.card", ("Password", "mine-from-now-on"))).Status);
    }

    [Fact]
    public async Task Of_two_last_who_take_the_hub_from_each_other_one_is_left()
    {
        await using var own = await hub.FreshAsync();
        await own.InScopeAsync(async services =>
        {
            var users = services.GetRequiredService<UserManager<HubUser>>();
            return await users.AddToRoleAsync((await users.FindByNameAsync(Cast.Nadia))!, "Administrator");
        });
        using var maren = await own.AsAsync(Cast.Maren);
        using var nadia = await own.AsAsync(Cast.Nadia);
        var (one, other) = (await maren.GetAsync("/admin/users/nadia"), await nadia.GetAsync("/admin/users/maren"));
        await Task.WhenAll(maren.SubmitAsync(one, "main form.card", ("Roles", null)), nadia.SubmitAsync(other, "main form.card", ("Roles", null)));
        Assert.Equal(1, await own.InDbAsync(db => db.UserRoles.CountAsync(Ct)));
    }

    [Fact]
    public async Task Permissions_of_features_that_are_off_and_unknown_ones_are_shown_and_kept()
    {
        await using var own = await hub.FreshAsync();
        await own.RunAsync(Sites.Everything);
        using var maren = await own.AsAsync(Cast.Maren);
        await KeepingTheTrail.SendAsync(maren, "/admin/features?handler=Off", ("id", "PracticeHub.Contents"));
        var address = $"/admin/roles/{await IdOfAsync(own, "Scribe")}";
        var page = await maren.GetAsync(address);
        Assert.Contains("Nothing in this hub asks for them", page.One("fieldset:has([value=ManageLayers])").TextContent, StringComparison.Ordinal);
        Assert.Contains("This feature is off", page.One("fieldset:has([value=EditContentTypes])").TextContent, StringComparison.Ordinal);
        await maren.SubmitAsync(page, "#role", ("Description", "Writes and draws"));
        Assert.Equal(["ManageLayers", "ViewContent"], own.Services.GetRequiredService<Kernel.Modules.Hub>().State.RolePermissions["Scribe"].Order());
    }

    private static Task<string> IdOfAsync(TestHub own, string role) => own.InDbAsync(db => db.Roles.Where(r => r.Name == role).Select(r => r.Id).SingleAsync(Ct));

    public sealed class OnSqlite(SqliteHub hub) : GivingRoles(hub);

    public sealed class OnPostgres(PostgresHub hub) : GivingRoles(hub);
}
