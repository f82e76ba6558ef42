using System.Net;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Engagement.Features.Outcomes;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Security;
using PracticeHub.Tests.Engagement;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests;

public abstract class Recognizing(TestHub hub)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Thanks_are_said_once_get_a_reason_and_can_be_taken_back()
    {
        var card = await hub.PublishedAsync(Cast.Amina);
        var address = $"/items/{card.ItemId}/thanks";
        using var tomas = await hub.AsAsync(Cast.Tomas);
        var before = await tomas.GetAsync(address);
        Assert.Equal("false", before.One("#thank button").GetAttribute("aria-pressed"));
        Assert.Equal($"/{card.Path}#thanks", (await tomas.SubmitAsync(before, "#thank", ("On", "true"))).Location);
        await tomas.SubmitAsync(before, "#thank", ("On", "true"));
        await tomas.SubmitAsync(address, "#thanks-form", ("Reason", "No more quarrels"));
        var shown = await tomas.GetAsync(address);
        Assert.Equal("true", shown.One("#thank button").GetAttribute("aria-pressed"));
        Assert.Contains("No more quarrels", shown.One("#thanks").TextContent, StringComparison.Ordinal);
        Assert.Equal(1, (await hub.CardAsync(card.ItemId)).Thanks);
        var part = await tomas.SendAsync(address, "#thank", ("On", "false"));
        part.IsPart();
        Assert.Equal("false", part.One("#thank button").GetAttribute("aria-pressed"));
        Assert.Equal("outerHTML", part.One("#thanks").GetAttribute("hx-swap-oob"));
        Assert.Equal(0, (await hub.CardAsync(card.ItemId)).Thanks);
        Assert.Equal(["thanks.given", "thanks.withdrawn"], await hub.DeedsAsync(card.ItemId, "thanks."));
    }

    [Fact]
    public async Task Nobody_thanks_themselves()
    {
        var (mine, other) = (await hub.PublishedAsync(Cast.Amina), await hub.PublishedAsync(Cast.Tomas));
        using var amina = await hub.AsAsync(Cast.Amina);
        Assert.Null((await amina.GetAsync($"/items/{mine.ItemId}/thanks")).Document.QuerySelector("#thank"));
        var page = await amina.GetAsync($"/items/{other.ItemId}/thanks");
        page.One("#thank").SetAttribute("action", $"/items/{mine.ItemId}/thanks");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await amina.SubmitAsync(page, "#thank", ("On", "true"))).Status);
        Assert.Equal(0, (await hub.CardAsync(mine.ItemId)).Thanks);
    }

    [Fact]
    public async Task What_one_saves_stands_on_ones_own_list_and_on_nobody_elses()
    {
        var card = await hub.PublishedAsync(Cast.Amina);
        using var tomas = await hub.AsAsync(Cast.Tomas);
        using var nadia = await hub.AsAsync(Cast.Nadia);
        await tomas.SubmitAsync($"/items/{card.ItemId}/save", "#save", ("On", "true"));
        (await tomas.GetAsync("/saved")).One($"#item-{card.ItemId}");
        Assert.Null((await nadia.GetAsync("/saved")).Document.GetElementById($"item-{card.ItemId}"));
        Assert.Equal(1, (await hub.CardAsync(card.ItemId)).Saves);
        var part = await tomas.SendAsync($"/items/{card.ItemId}/save", "#save", ("On", "false"));
        part.IsPart();
        Assert.Equal("false", part.One("#save button").GetAttribute("aria-pressed"));
        Assert.Null((await tomas.GetAsync("/saved")).Document.GetElementById($"item-{card.ItemId}"));
        Assert.Equal(0, (await hub.CardAsync(card.ItemId)).Saves);
    }

    [Fact]
    public async Task What_one_saved_and_may_no_longer_see_is_not_listed()
    {
        var closed = await hub.CommunityAsync(Openness.Closed, (Cast.Amina, CommunityRole.Member), (Cast.Ines, CommunityRole.Member));
        var card = await hub.PublishedAsync(Cast.Amina, Audience.Community, closed);
        using var ines = await hub.AsAsync(Cast.Ines);
        await ines.SubmitAsync($"/items/{card.ItemId}/save", "#save", ("On", "true"));
        (await ines.GetAsync("/saved")).One($"#item-{card.ItemId}");
        await hub.InDbAsync(db => db.Set<Membership>().Where(m => m.CommunityId == closed && m.UserId == Cast.IdOf(Cast.Ines)).ExecuteDeleteAsync(Ct));
        Assert.Null((await ines.GetAsync("/saved")).Document.GetElementById($"item-{card.ItemId}"));
        Assert.Equal(HttpStatusCode.NotFound, (await ines.GetAsync($"/items/{card.ItemId}/save")).Status);
    }

    [Fact]
    public async Task An_outcome_is_told_with_a_note_and_may_change()
    {
        var card = await hub.PublishedAsync(Cast.Amina);
        var address = $"/items/{card.ItemId}/outcomes";
        using var tomas = await hub.AsAsync(Cast.Tomas);
        var answer = await tomas.SubmitAsync(address, "#outcome-form", ("Verdict", "Worked"), ("Note", "Two teams, <b>four</b> weeks"));
        Assert.Equal($"/{card.Path}#outcomes", answer.Location);
        var shown = await tomas.GetAsync(address);
        Assert.Contains("Two teams, <b>four</b> weeks", shown.One(".list li").TextContent, StringComparison.Ordinal);
        Assert.Equal("true", shown.One("button[value=Worked]").GetAttribute("aria-pressed"));
        var part = await tomas.SendAsync(address, "#outcome-form", ("Verdict", "NotWorked"), ("Note", "Not at night"));
        part.IsPart();
        Assert.Equal("true", part.One("section#outcomes button[value=NotWorked]").GetAttribute("aria-pressed"));
        var now = await hub.CardAsync(card.ItemId);
        Assert.Equal((0, 0, 1), (now.Worked, now.Partly, now.NotWorked));
        Assert.Equal(["outcome.told", "outcome.changed"], await hub.DeedsAsync(card.ItemId, "outcome."));
    }

    [Fact]
    public async Task An_author_cannot_say_that_their_own_item_worked()
    {
        var (mine, other) = (await hub.PublishedAsync(Cast.Amina), await hub.PublishedAsync(Cast.Tomas));
        using var amina = await hub.AsAsync(Cast.Amina);
        Assert.Null((await amina.GetAsync($"/items/{mine.ItemId}/outcomes")).Document.QuerySelector("#outcome-form"));
        var page = await amina.GetAsync($"/items/{other.ItemId}/outcomes");
        page.One("#outcome-form").SetAttribute("action", $"/items/{mine.ItemId}/outcomes");
        var answer = await amina.SubmitAsync(page, "#outcome-form", ("Verdict", "Worked"), ("Note", "Trust me"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Equal(Outcome.OwnItem.Message, answer.One("#outcome-error").TextContent);
        Assert.Equal("Trust me", answer.One("#outcome-note").TextContent.Trim());
        Assert.Equal(0, (await hub.CardAsync(mine.ItemId)).Worked);
    }

    [Theory]
    [InlineData("Perhaps")]
    [InlineData("7")]
    [InlineData(null)]
    public async Task A_verdict_that_is_none_is_refused(string? verdict)
    {
        var card = await hub.PublishedAsync(Cast.Amina);
        using var tomas = await hub.AsAsync(Cast.Tomas);
        var answer = await tomas.SubmitAsync($"/items/{card.ItemId}/outcomes", "#outcome-form", ("Verdict", verdict), ("Note", "Hm"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.NotEqual("", answer.One("#outcome-error").TextContent);
    }

    [Theory]
    [InlineData("thanks")]
    [InlineData("save")]
    [InlineData("follow")]
    [InlineData("outcomes")]
    public async Task Nothing_can_be_done_to_what_one_may_not_see(string deed)
    {
        var hidden = await hub.PublishedAsync(Cast.Amina, Audience.Me);
        var open = await hub.PublishedAsync(Cast.Amina);
        using var omar = await hub.AsAsync(Cast.Omar);
        Assert.Equal(HttpStatusCode.NotFound, (await omar.GetAsync($"/items/{hidden.ItemId}/{deed}")).Status);
        var page = await omar.GetAsync($"/items/{open.ItemId}/comments");
        page.One("#comment-form").SetAttribute("action", $"/items/{hidden.ItemId}/{deed}");
        Assert.Equal(HttpStatusCode.NotFound, (await omar.SubmitAsync(page, "#comment-form", ("On", "true"), ("Verdict", "Worked"))).Status);
    }

    public sealed class OnSqlite(SqliteHub hub) : Recognizing(hub);

    public sealed class OnPostgres(PostgresHub hub) : Recognizing(hub);
}
