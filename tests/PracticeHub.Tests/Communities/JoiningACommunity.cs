using System.Net;
using PracticeHub.Kernel.Security;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests;

public abstract class JoiningACommunity(TestHub hub)
{
    [Fact]
    public async Task An_open_one_is_joined_at_once()
    {
        var address = await Places.StartAsync(hub, Cast.Amina, Places.Name("Open door"));
        var community = await Places.FindAsync(hub, address);
        using var omar = await hub.AsAsync(Cast.Omar);
        var page = await omar.SubmitAsync(address + "/join", "main form");
        Assert.Equal(HttpStatusCode.Found, page.Status);
        Assert.Equal(CommunityRole.Member, (await Places.MembershipAsync(hub, community.Id, Cast.Omar))!.Role);
        Assert.Contains("membership.joined", await Places.VerbsAsync(hub, community.Id));
        await omar.SubmitAsync(address + "/leave", "main form");
        Assert.Null(await Places.MembershipAsync(hub, community.Id, Cast.Omar));
    }

    [Fact]
    public async Task A_closed_one_is_asked_and_a_leader_accepts()
    {
        var address = await Places.StartAsync(hub, Cast.Amina, Places.Name("Closed door"), Openness.Closed);
        var community = await Places.FindAsync(hub, address);
        using var omar = await hub.AsAsync(Cast.Omar);
        var silent = await omar.SubmitAsync(address + "/join", "main form", ("Words", " "));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, silent.Status);
        await omar.SubmitAsync(address + "/join", "main form", ("Words", "I keep the same boats"));
        Assert.Null(await Places.MembershipAsync(hub, community.Id, Cast.Omar));
        Assert.True(await Places.WaitsAsync(hub, Cast.Amina, "join", community.Id));

        using var amina = await hub.AsAsync(Cast.Amina);
        var requests = await amina.GetAsync(address + "/requests");
        Assert.Contains("I keep the same boats", requests.Text, StringComparison.Ordinal);
        Assert.Contains("1 person would like to join", (await amina.GetAsync(address)).One("aside").TextContent, StringComparison.Ordinal);
        await PressAsync(amina, requests, "Accept");
        Assert.NotNull(await Places.MembershipAsync(hub, community.Id, Cast.Omar));
        Assert.False(await Places.WaitsAsync(hub, Cast.Amina, "join", community.Id));
    }

    [Fact]
    public async Task Who_was_declined_reads_why_and_may_ask_again()
    {
        var address = await Places.StartAsync(hub, Cast.Amina, Places.Name("Not yet"), Openness.Closed);
        var community = await Places.FindAsync(hub, address);
        using var omar = await hub.AsAsync(Cast.Omar);
        await omar.SubmitAsync(address + "/join", "main form", ("Words", "Please"));
        using var amina = await hub.AsAsync(Cast.Amina);
        await PressAsync(amina, await amina.GetAsync(address + "/requests"), "Decline", ("Answer", "Come back in spring"));
        Assert.False(await Places.WaitsAsync(hub, Cast.Amina, "join", community.Id));
        Assert.Contains("Come back in spring", (await omar.GetAsync(address + "/join")).Text, StringComparison.Ordinal);
        await omar.SubmitAsync(address + "/join", "main form", ("Words", "It is spring"));
        Assert.True(await Places.WaitsAsync(hub, Cast.Amina, "join", community.Id));
        Assert.Equal(["membership.requested", "membership.declined", "membership.requested"],
            (await Places.VerbsAsync(hub, community.Id)).Where(v => v.StartsWith("membership", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_request_can_be_taken_back()
    {
        var address = await Places.StartAsync(hub, Cast.Amina, Places.Name("Second thoughts"), Openness.Closed);
        var community = await Places.FindAsync(hub, address);
        using var omar = await hub.AsAsync(Cast.Omar);
        await omar.SubmitAsync(address + "/join", "main form", ("Words", "Please"));
        await omar.SubmitAsync(address + "/join", "form[action*=Withdraw]");
        Assert.False(await Places.WaitsAsync(hub, Cast.Amina, "join", community.Id));
    }

    [Fact]
    public async Task A_private_one_is_entered_by_invitation_only()
    {
        var title = Places.Name("Quiet room");
        var address = await Places.StartAsync(hub, Cast.Amina, title, Openness.Private);
        var community = await Places.FindAsync(hub, address);
        using var omar = await hub.AsAsync(Cast.Omar);
        Assert.Equal(HttpStatusCode.NotFound, (await omar.GetAsync(address + "/join")).Status);
        using var amina = await hub.AsAsync(Cast.Amina);
        var invited = await amina.SubmitAsync(address + "/invite", "#invite", ("UserName", Cast.Omar), ("Words", "We need your eye"));
        Assert.Equal(HttpStatusCode.Found, invited.Status);
        Assert.True(await Places.WaitsAsync(hub, Cast.Omar, "invitation", community.Id));
        using var ines = await hub.AsAsync(Cast.Ines);
        Assert.Equal(HttpStatusCode.NotFound, (await ines.GetAsync(address + "/invitation")).Status);

        var invitation = await omar.GetAsync(address + "/invitation");
        Assert.Contains("We need your eye", invitation.Text, StringComparison.Ordinal);
        await PressAsync(omar, invitation, "Accept");
        Assert.NotNull(await Places.MembershipAsync(hub, community.Id, Cast.Omar));
        Assert.False(await Places.WaitsAsync(hub, Cast.Omar, "invitation", community.Id));
        Assert.Equal(title, (await omar.GetAsync(address)).One("h1").TextContent);
    }

    [Fact]
    public async Task An_invitation_can_be_declined_and_to_nobody_is_refused()
    {
        var address = await Places.StartAsync(hub, Cast.Amina, Places.Name("Quiet room"), Openness.Private);
        var community = await Places.FindAsync(hub, address);
        using var amina = await hub.AsAsync(Cast.Amina);
        var nobody = await amina.SubmitAsync(address + "/invite", "#invite", ("UserName", "nobody-at-all"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, nobody.Status);
        Assert.Equal("nobody-at-all", nobody.One("[name=UserName]").GetAttribute("value"));
        await amina.SubmitAsync(address + "/invite", "#invite", ("UserName", Cast.Omar));
        using var omar = await hub.AsAsync(Cast.Omar);
        await PressAsync(omar, await omar.GetAsync(address + "/invitation"), "Decline");
        Assert.Null(await Places.MembershipAsync(hub, community.Id, Cast.Omar));
        Assert.Equal(HttpStatusCode.NotFound, (await omar.GetAsync(address + "/invitation")).Status);
    }

    [Fact]
    public async Task Only_leaders_answer_and_invite()
    {
        var address = await Places.StartAsync(hub, Cast.Amina, Places.Name("Order"), Openness.Closed);
        await Places.PutInAsync(hub, address, Cast.Ines, CommunityRole.Curator);
        using var ines = await hub.AsAsync(Cast.Ines);
        foreach (var page in new[] { "/requests", "/invite", "/import", "/edit", $"/people/{Cast.Amina}" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await ines.GetAsync(address + page)).Status);
        }
    }

    /// <summary>Presses the button of the first form whose address names the handler.</summary>
    private static Task<PageSeen> PressAsync(Browser browser, PageSeen page, string handler, params (string, string?)[] fields)
    {
        var button = page.One($"main button[formaction*={handler}]");
        var form = button.Closest("form")!;
        form.SetAttribute("action", button.GetAttribute("formaction"));
        form.Id = "pressed";
        return browser.SubmitAsync(page, "#pressed", fields);
    }

    public sealed class OnSqlite(SqliteHub hub) : JoiningACommunity(hub);

    public sealed class OnPostgres(PostgresHub hub) : JoiningACommunity(hub);
}
