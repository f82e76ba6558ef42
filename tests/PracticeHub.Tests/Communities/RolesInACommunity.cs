using System.Net;
using PracticeHub.Kernel.Security;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests;

public abstract class RolesInACommunity(TestHub hub)
{
    [Fact]
    public async Task A_leader_makes_a_member_curator_and_then_takes_them_out()
    {
        var (address, community) = await StartAsync(Cast.Ines);
        using var amina = await hub.AsAsync(Cast.Amina);
        await amina.SubmitAsync($"{address}/people/{Cast.Ines}", "main form.form", ("Role", "Curator"));
        Assert.Equal(CommunityRole.Curator, (await Places.MembershipAsync(hub, community.Id, Cast.Ines))!.Role);
        Assert.Contains("membership.role-changed", await Places.VerbsAsync(hub, community.Id));
        await amina.SubmitAsync($"{address}/people/{Cast.Ines}", "form[action*=Remove]");
        Assert.Null(await Places.MembershipAsync(hub, community.Id, Cast.Ines));
    }

    [Fact]
    public async Task A_deputy_leads_until_the_day_is_over()
    {
        await using var fresh = await hub.FreshAsync();
        var address = await Places.StartAsync(fresh, Cast.Amina, "Watch");
        await Places.PutInAsync(fresh, address, Cast.Ines);
        using var amina = await fresh.AsAsync(Cast.Amina);
        var day = DateOnly.FromDateTime(fresh.Clock.GetUtcNow().UtcDateTime).AddDays(2);
        await amina.SubmitAsync($"{address}/people/{Cast.Ines}", "main form.form", ("Role", "Leader"), ("Until", day.ToString("O", System.Globalization.CultureInfo.InvariantCulture)));
        using var ines = await fresh.AsAsync(Cast.Ines);
        Assert.Equal(HttpStatusCode.OK, (await ines.GetAsync(address + "/edit")).Status);
        Assert.Contains("Deputy until", (await ines.GetAsync(address + "/people")).Text, StringComparison.Ordinal);
        fresh.Clock.Advance(TimeSpan.FromDays(4));
        Assert.Equal(HttpStatusCode.Forbidden, (await ines.GetAsync(address + "/edit")).Status);
        Assert.DoesNotContain("Inês", (await ines.GetAsync(address)).One(".spacehead").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deputy_for_a_day_that_is_over_is_refused()
    {
        var (address, _) = await StartAsync(Cast.Ines);
        using var amina = await hub.AsAsync(Cast.Amina);
        var page = await amina.SubmitAsync($"{address}/people/{Cast.Ines}", "main form.form", ("Role", "Leader"), ("Until", "2020-02-02"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Equal("2020-02-02", page.One("[name=Until]").GetAttribute("value"));
        Assert.NotEqual("", page.One("#until-error").TextContent);
    }

    [Fact]
    public async Task The_last_leader_can_neither_step_down_nor_leave()
    {
        var (address, community) = await StartAsync(Cast.Ines);
        using var amina = await hub.AsAsync(Cast.Amina);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await amina.SubmitAsync($"{address}/people/{Cast.Amina}", "main form.form", ("Role", "Member"))).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await amina.SubmitAsync($"{address}/people/{Cast.Amina}", "form[action*=Remove]")).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await amina.SubmitAsync(address + "/leave", "main form")).Status);
        Assert.Equal(CommunityRole.Leader, (await Places.MembershipAsync(hub, community.Id, Cast.Amina))!.Role);
    }

    [Fact]
    public async Task The_last_leader_leaves_by_naming_the_next_and_keeps_what_they_wrote()
    {
        var (address, community) = await StartAsync(Cast.Ines);
        var log = await Places.LogAsync(hub, Cast.Amina, Places.Name("Last words"), community.Id);
        using var amina = await hub.AsAsync(Cast.Amina);
        var page = await amina.SubmitAsync(address + "/leave", "main form", ("Heir", Cast.Ines));
        Assert.Equal(HttpStatusCode.Found, page.Status);
        Assert.Equal(CommunityRole.Leader, (await Places.MembershipAsync(hub, community.Id, Cast.Ines))!.Role);
        Assert.Null(await Places.MembershipAsync(hub, community.Id, Cast.Amina));
        Assert.Contains("Last words", (await amina.GetAsync($"/people/{Cast.Amina}")).Text, StringComparison.Ordinal);
        Assert.NotNull(log);
    }

    [Fact]
    public async Task Of_two_leaders_who_leave_at_once_one_stays()
    {
        var (address, community) = await StartAsync(Cast.Ines);
        using var amina = await hub.AsAsync(Cast.Amina);
        await amina.SubmitAsync($"{address}/people/{Cast.Ines}", "main form.form", ("Role", "Leader"));
        using var ines = await hub.AsAsync(Cast.Ines);
        var pages = new[] { await amina.GetAsync(address + "/leave"), await ines.GetAsync(address + "/leave") };
        var left = await Task.WhenAll(amina.SubmitAsync(pages[0], "main form"), ines.SubmitAsync(pages[1], "main form"));
        Assert.Single(left, page => page.Status == HttpStatusCode.Found);
        Assert.Single(new[] { await Places.MembershipAsync(hub, community.Id, Cast.Amina), await Places.MembershipAsync(hub, community.Id, Cast.Ines) }, m => m is not null);
    }

    private async Task<(string Address, Community Community)> StartAsync(string member)
    {
        var address = await Places.StartAsync(hub, Cast.Amina, Places.Name("Crew"));
        await Places.PutInAsync(hub, address, member);
        return (address, await Places.FindAsync(hub, address));
    }

    public sealed class OnSqlite(SqliteHub hub) : RolesInACommunity(hub);

    public sealed class OnPostgres(PostgresHub hub) : RolesInACommunity(hub);
}
