using System.Net;
using PracticeHub.Kernel.Security;
using PracticeHub.Tests.Infrastructure;
using PracticeHub.Tests.Making;

namespace PracticeHub.Tests;

public abstract class Curating(TestHub hub)
{
    [Fact]
    public async Task An_untagged_resource_waits_for_the_curator_who_tags_it()
    {
        var room = await hub.CommunityAsync(Openness.Open, (Cast.Amina, CommunityRole.Member), (Cast.Ines, CommunityRole.Curator));
        using var amina = await hub.AsAsync(Cast.Amina);
        using var ines = await hub.AsAsync(Cast.Ines);
        var (title, topic) = (Rooms.Word(), Rooms.Word());
        var at = await amina.ShareAsync($"https://{Rooms.Word()}.example", title, ("CommunityId", room));
        var item = at[^26..];
        var desk = await ines.GetAsync($"/curate?item={item}");
        Assert.Contains(title, desk.One("#desk-title").TextContent, StringComparison.Ordinal);
        Assert.NotNull(desk.One("nav a[href='/curate'] .count"));

        var untagged = await ines.SubmitAsync(desk, "#desk-form", ("Topics", ""));
        var without = await PostAsync(ines, desk, "Publish", ("Topics", ""), ("Why", "Kept"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, without.Status);
        Assert.Equal("Kept", without.One("textarea[name=Why]").TextContent.Trim());
        Assert.NotEqual(HttpStatusCode.Found, untagged.Status);

        var done = await PostAsync(ines, desk, "Publish", ("Topics", topic), ("Why", "Section 3 is the part people ask for."));
        Assert.Equal(HttpStatusCode.Found, done.Status);
        var seen = await amina.GetAsync(at);
        Assert.Contains("Section 3", seen.Text, StringComparison.Ordinal);
        Assert.Contains(topic, seen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(title, (await ines.GetAsync("/curate")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Discarded_it_leaves_the_lists_and_its_owner_keeps_it()
    {
        var room = await hub.CommunityAsync(Openness.Open, (Cast.Amina, CommunityRole.Member), (Cast.Ines, CommunityRole.Curator));
        using var amina = await hub.AsAsync(Cast.Amina);
        using var ines = await hub.AsAsync(Cast.Ines);
        var at = await amina.ShareAsync($"https://{Rooms.Word()}.example", Rooms.Word(), ("CommunityId", room));
        var desk = await ines.GetAsync($"/curate?item={at[^26..]}");
        Assert.Equal(HttpStatusCode.Found, (await PostAsync(ines, desk, "Discard")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await ines.GetAsync(at)).Status);
        Assert.Equal(HttpStatusCode.OK, (await amina.GetAsync(at)).Status);
    }

    [Fact]
    public async Task Curated_meanwhile_by_another_it_is_not_overwritten()
    {
        var room = await hub.CommunityAsync(Openness.Open, (Cast.Amina, CommunityRole.Member), (Cast.Ines, CommunityRole.Curator), (Cast.Nadia, CommunityRole.Leader));
        using var amina = await hub.AsAsync(Cast.Amina);
        using var ines = await hub.AsAsync(Cast.Ines);
        using var nadia = await hub.AsAsync(Cast.Nadia);
        var at = await amina.ShareAsync($"https://{Rooms.Word()}.example", Rooms.Word(), ("CommunityId", room));
        var desk = await ines.GetAsync($"/curate?item={at[^26..]}");
        await PostAsync(nadia, await nadia.GetAsync($"/curate?item={at[^26..]}"), "Publish", ("Topics", Rooms.Word()), ("Why", "Nadia's words"));
        var stale = await PostAsync(ines, desk, "Publish", ("Topics", Rooms.Word()), ("Why", "Mine"));
        Assert.Equal(HttpStatusCode.Conflict, stale.Status);
        Assert.Contains("Nadia's words", stale.Text, StringComparison.Ordinal);
        Assert.Equal("Mine", stale.One("textarea[name=Why]").TextContent.Trim());
    }

    [Fact]
    public async Task Who_curates_nothing_has_no_desk_and_cannot_tag()
    {
        var room = await hub.CommunityAsync(Openness.Open, (Cast.Amina, CommunityRole.Member), (Cast.Omar, CommunityRole.Member));
        using var amina = await hub.AsAsync(Cast.Amina);
        using var omar = await hub.AsAsync(Cast.Omar);
        var at = await amina.ShareAsync($"https://{Rooms.Word()}.example", Rooms.Word(), ("CommunityId", room));
        Assert.Equal(HttpStatusCode.NotFound, (await omar.GetAsync("/curate")).Status);
        var page = await omar.GetAsync(at);
        Assert.Empty(page.Document.QuerySelectorAll("nav a[href='/curate']"));
        Assert.Empty(page.Document.QuerySelectorAll("main input[name=Topics]"));
        var own = await omar.GetAsync(await omar.ShareAsync($"https://{Rooms.Word()}.example", Rooms.Word()));
        own.One("form[action*=Topics]").SetAttribute("action", at + "?handler=Topics");
        Assert.Equal(HttpStatusCode.NotFound, (await omar.SubmitAsync(own, "form[action*=Topics]", ("Topics", "x"))).Status);
    }

    [Fact]
    public async Task A_curator_of_one_community_does_not_see_the_inbox_of_another()
    {
        var mine = await hub.CommunityAsync(Openness.Open, (Cast.Ines, CommunityRole.Curator));
        var other = await hub.CommunityAsync(Openness.Open, (Cast.Amina, CommunityRole.Member), (Cast.Ines, CommunityRole.Member));
        using var amina = await hub.AsAsync(Cast.Amina);
        using var ines = await hub.AsAsync(Cast.Ines);
        var title = Rooms.Word();
        var at = await amina.ShareAsync($"https://{Rooms.Word()}.example", title, ("CommunityId", other));
        Assert.NotEqual(mine, other);
        Assert.DoesNotContain(title, (await ines.GetAsync($"/curate?item={at[^26..]}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_curator_tags_at_once_from_the_page()
    {
        var room = await hub.CommunityAsync(Openness.Open, (Cast.Amina, CommunityRole.Member), (Cast.Ines, CommunityRole.Curator));
        using var amina = await hub.AsAsync(Cast.Amina);
        using var ines = await hub.AsAsync(Cast.Ines);
        var topic = Rooms.Word();
        var at = await amina.ShareAsync($"https://{Rooms.Word()}.example", Rooms.Word(), ("CommunityId", room));
        Assert.Equal(at, (await ines.SubmitAsync(at, "form[action*=Topics]", ("Topics", topic))).Location);
        Assert.Contains(topic, (await amina.GetAsync(at)).One("aside .chips").TextContent, StringComparison.Ordinal);
    }

    private static Task<PageSeen> PostAsync(Browser browser, PageSeen desk, string handler, params (string Name, string? Value)[] fields)
    {
        desk.One("#desk-form").SetAttribute("action", desk.One($"#desk-form button[formaction*={handler}]").GetAttribute("formaction")!);
        return browser.SubmitAsync(desk, "#desk-form", fields);
    }

    public sealed class OnSqlite(SqliteHub hub) : Curating(hub);

    public sealed class OnPostgres(PostgresHub hub) : Curating(hub);
}
