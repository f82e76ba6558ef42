using System.Net;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests.Accounts;

public abstract class Administering(TestHub shared)
{
    [Theory]
    [InlineData("/admin/features")]
    [InlineData("/admin/themes")]
    [InlineData("/admin/users")]
    [InlineData("/admin/users/new")]
    [InlineData("/admin/users/amina")]
    [InlineData("/admin/recipes")]
    public async Task For_a_member_the_administration_is_not_there_and_a_visitor_is_asked_to_sign_in(string path)
    {
        using var amina = await shared.AsAsync(Cast.Amina);
        using var visitor = shared.Visitor();
        using var maren = await shared.AsAsync(Cast.Maren);
        Assert.Equal(HttpStatusCode.NotFound, (await amina.GetAsync(path)).Status);
        Assert.StartsWith("/sign-in", new Uri((await visitor.GetAsync(path)).Location!).AbsolutePath, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await maren.GetAsync(path)).Status);
    }

    [Fact]
    public async Task Another_theme_is_chosen_while_the_hub_runs()
    {
        await using var hub = await shared.FreshAsync();
        using var maren = await hub.AsAsync(Cast.Maren);
        Assert.DoesNotContain("slate.css", (await maren.GetAsync("/account")).Document.Head!.InnerHtml, StringComparison.Ordinal);
        var done = await maren.SubmitAsync("/admin/themes", "form[id='PracticeHub.Themes.Slate']", ("id", "PracticeHub.Themes.Slate"));
        Assert.Equal(HttpStatusCode.Found, done.Status);
        Assert.Contains("slate", (await maren.GetAsync("/account")).Document.Head!.InnerHtml, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_disabled_person_is_out_at_once()
    {
        await using var hub = await shared.FreshAsync();
        using var omar = await hub.AsAsync(Cast.Omar);
        using var maren = await hub.AsAsync(Cast.Maren);
        Assert.Equal(HttpStatusCode.OK, (await omar.GetAsync("/account/password")).Status);
        await maren.SubmitAsync("/admin/users/omar", "main form.card", ("IsEnabled", null));
        Assert.Equal(HttpStatusCode.Found, (await omar.GetAsync("/account")).Status);
    }

    [Fact]
    public async Task An_administrator_cannot_take_the_hub_away_from_themselves()
    {
        using var maren = await shared.AsAsync(Cast.Maren);
        var page = await maren.SubmitAsync("/admin/users/maren", "main form.card", ("Roles", null));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
    }

    [Fact]
    public async Task Somebody_is_added_and_a_bad_name_is_refused_with_what_was_typed()
    {
        using var maren = await shared.AsAsync(Cast.Maren);
        var refused = await maren.SubmitAsync("/admin/users/new", "main form.card",
            ("Form.DisplayName", "سارة"), ("Form.UserName", "Sara !"), ("Form.Password", "long-enough-1"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal("سارة", refused.One("[name='Form.DisplayName']").GetAttribute("value"));
        var name = $"sara.{Guid.NewGuid():n}";
        var added = await maren.SubmitAsync(refused, "main form.card", ("Form.UserName", name), ("Form.Password", "long-enough-1"));
        Assert.Equal(HttpStatusCode.Found, added.Status);
        Assert.Contains("سارة", (await maren.GetAsync($"/admin/users?q={name}")).Text, StringComparison.Ordinal);
    }

    public sealed class OnSqlite(SqliteHub hub) : Administering(hub);

    public sealed class OnPostgres(PostgresHub hub) : Administering(hub);
}
