using System.Net;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests;

public abstract class SigningIn(TestHub hub)
{
    [Fact]
    public async Task A_member_signs_in_with_a_password()
    {
        using var amina = await hub.AsAsync(Cast.Amina);
        var page = await amina.GetAsync("/sign-in");
        Assert.Equal(HttpStatusCode.OK, page.Status);
    }

    [Fact]
    public async Task A_wrong_password_is_refused_and_the_name_kept()
    {
        // A failed try is counted on the account, which other tests sign in to at the same time.
        await using var own = await hub.FreshAsync();
        using var browser = own.Visitor();
        var page = await browser.SubmitAsync("/sign-in", "main form", ("UserName", Cast.Amina), ("Password", "not-this-one"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Equal(Cast.Amina, page.One("input[name=UserName]").GetAttribute("value"));
    }

    [Fact]
    public async Task Who_finds_nothing_while_signed_out_signs_in_and_comes_back_to_it()
    {
        const string Path = "/practices/nowhere?a=1&b=2";
        using var browser = hub.Visitor();
        var page = await browser.GetAsync(Path);
        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.Null((await browser.GetAsync("/oops/404")).Document.QuerySelector("main a[href^='/sign-in']"));
        var back = await browser.SubmitAsync(page.One("main a[href^='/sign-in']").GetAttribute("href")!, "main form", ("UserName", Cast.Amina), ("Password", Cast.Password));
        Assert.Equal(Path, back.Location);
        Assert.Null((await browser.GetAsync(Path)).Document.QuerySelector("main a[href^='/sign-in']"));
    }

    [Fact]
    public async Task In_production_nobody_is_offered_the_demo_cast()
    {
        using var browser = hub.Visitor();
        var page = await browser.GetAsync("/sign-in");
        Assert.DoesNotContain("demo", page.Text, StringComparison.OrdinalIgnoreCase);
    }

    public sealed class OnSqlite(SqliteHub hub) : SigningIn(hub);

    public sealed class OnPostgres(PostgresHub hub) : SigningIn(hub);
}
