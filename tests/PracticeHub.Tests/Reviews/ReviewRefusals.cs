using System.Net;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Workflows;
using PracticeHub.Reviews.Features.ReviewRequests;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests.Reviews;

public abstract class ReviewRefusals(TestHub hub)
{
    [Fact]
    public async Task Authors_never_decide_even_when_they_lead()
    {
        var world = await ReviewWorld.WithLeadersAsync(hub, 2, Openness.Open, Cast.Tomas, Cast.Nadia);
        var item = await world.PracticeAsync("Mine");
        await hub.InDbAsync(db => LeadAsync(db, world.CommunityId, Cast.Amina));
        var review = await world.SubmitAsync(item);
        Assert.Equal([Cast.IdOf(Cast.Nadia), Cast.IdOf(Cast.Tomas)], await world.WaitingAsync(item, "review"));

        using var amina = await hub.AsAsync(Cast.Amina);
        Assert.Null((await amina.GetAsync($"/reviews/{review}")).Document.QuerySelector("#decision button"));
        using var nadia = await hub.AsAsync(Cast.Nadia);
        var forged = await PostAsync(amina, await nadia.GetAsync($"/reviews/{review}"), review);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, forged.Status);
        Assert.Contains("colleague", forged.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_decides_twice_in_a_round()
    {
        var world = await ReviewWorld.WithLeadersAsync(hub, 2, Openness.Open, Cast.Tomas, Cast.Nadia);
        var review = await world.SubmitAsync(await world.PracticeAsync("Twice"));
        using var tomas = await hub.AsAsync(Cast.Tomas);
        var open = await tomas.GetAsync($"/reviews/{review}");
        Assert.Equal(HttpStatusCode.Found, (await PostAsync(tomas, open, review)).Status);
        var again = await PostAsync(tomas, open, review);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        Assert.Contains("already", again.One("#note-error").TextContent, StringComparison.Ordinal);
        Assert.Equal(ReviewState.Open, (await world.RequestAsync(review)).State);
    }

    [Fact]
    public async Task Nobody_decides_on_an_older_version_and_what_they_wrote_is_kept()
    {
        var world = await ReviewWorld.WithLeadersAsync(hub, 1, Openness.Open, Cast.Tomas, Cast.Nadia);
        var item = await world.PracticeAsync("Older");
        var review = await world.SubmitAsync(item);
        using var tomas = await hub.AsAsync(Cast.Tomas);
        var seen = await tomas.GetAsync($"/reviews/{review}");
        await world.DecideAsync(review, Cast.Nadia, Verdict.Changes, "Say when not.");
        await world.ReviseAsync(item, "Now with when not.");
        await world.SubmitAsync(item);
        var late = await PostAsync(tomas, seen, review, "Fine with me.");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, late.Status);
        Assert.Contains("newer version", late.One("#note-error").TextContent, StringComparison.Ordinal);
        Assert.Equal("Fine with me.", late.One("#note").TextContent);
    }

    [Fact]
    public async Task Nobody_decides_when_the_round_is_over()
    {
        var world = await ReviewWorld.WithLeadersAsync(hub, 1, Openness.Open, Cast.Tomas, Cast.Nadia);
        var review = await world.SubmitAsync(await world.PracticeAsync("Over"));
        using var tomas = await hub.AsAsync(Cast.Tomas);
        var seen = await tomas.GetAsync($"/reviews/{review}");
        await world.DecideAsync(review, Cast.Nadia, Verdict.Approve);
        var late = await PostAsync(tomas, seen, review);
        Assert.Contains("ended", late.One("#note-error").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Verdict.Changes)]
    [InlineData(Verdict.Decline)]
    public async Task Asking_for_changes_and_declining_need_a_note(Verdict verdict)
    {
        var world = await ReviewWorld.WithLeadersAsync(hub, 1, Openness.Open, Cast.Tomas);
        var review = await world.SubmitAsync(await world.PracticeAsync("Silent"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await world.DecideAsync(review, Cast.Tomas, verdict)).Status);
    }

    [Fact]
    public async Task Declining_needs_a_next_step()
    {
        var world = await ReviewWorld.WithLeadersAsync(hub, 1, Openness.Open, Cast.Tomas);
        var review = await world.SubmitAsync(await world.PracticeAsync("And now"));
        var page = await world.SayAsync(review, Cast.Tomas, Verdict.Decline, "Not for us.", nextStep: "");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("next step", page.One("#next-error").TextContent, StringComparison.Ordinal);
        Assert.Equal("Not for us.", page.One("#note").TextContent);
    }

    [Fact]
    public async Task Of_two_who_decide_in_one_moment_the_second_is_told_of_the_first()
    {
        var world = await ReviewWorld.WithLeadersAsync(hub, 1, Openness.Open, Cast.Tomas, Cast.Nadia);
        var review = await world.SubmitAsync(await world.PracticeAsync("At once"));
        using var tomas = await hub.AsAsync(Cast.Tomas);
        using var nadia = await hub.AsAsync(Cast.Nadia);
        var (seenByTomas, seenByNadia) = (await tomas.GetAsync($"/reviews/{review}"), await nadia.GetAsync($"/reviews/{review}"));
        var both = await Task.WhenAll(PostAsync(tomas, seenByTomas, review), PostAsync(nadia, seenByNadia, review, "Mine."));
        Assert.Single(both, page => page.Status is HttpStatusCode.Found);
        Assert.Contains("same moment", Assert.Single(both, page => page.Status is HttpStatusCode.UnprocessableEntity).One("#note-error").TextContent, StringComparison.Ordinal);
        Assert.Equal(1, await world.VerbsAsync((await world.RequestAsync(review)).ItemId, "review.decided"));
    }

    [Fact]
    public async Task Nobody_decides_on_what_was_withdrawn_meanwhile()
    {
        var world = await ReviewWorld.WithLeadersAsync(hub, 1, Openness.Open, Cast.Tomas);
        var item = await world.PracticeAsync("Back to me");
        var review = await world.SubmitAsync(item);
        using var tomas = await hub.AsAsync(Cast.Tomas);
        var seen = await tomas.GetAsync($"/reviews/{review}");
        Assert.Equal(HttpStatusCode.NotFound, (await tomas.GetAsync($"/reviews/{review}/withdraw")).Status);
        using var amina = await hub.AsAsync(Cast.Amina);
        Assert.Equal(HttpStatusCode.Found, (await amina.SubmitAsync($"/reviews/{review}/withdraw", "#withdraw", ("Reason", "I found a hole."))).Status);
        await world.SettleAsync();
        var late = await PostAsync(tomas, seen, review, "Fine.");
        Assert.Contains("withdrawn", late.One("#note-error").TextContent, StringComparison.Ordinal);
        Assert.Equal("Fine.", late.One("#note").TextContent);
        Assert.Equal((CardState.Draft, WorkflowStatus.Finished), ((await world.CardAsync(item)).State, (await world.WorkflowAsync(review)).Status));
        Assert.Empty(await world.WaitingAsync(item, "review"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await amina.SubmitAsync($"/reviews/{review}/withdraw", "#withdraw")).Status);
        Assert.NotEqual(review, await world.SubmitAsync(item));
    }

    [Fact]
    public async Task Who_has_left_the_community_decides_no_longer_and_the_turn_goes_on()
    {
        await using var own = await hub.FreshAsync();
        var world = await ReviewWorld.WithLeadersAsync(own, 1, Openness.Open, Cast.Tomas, Cast.Nadia);
        var review = await world.SubmitAsync(await world.PracticeAsync("Gone"));
        var gone = Assert.Single(await world.TurnsAsync(review));
        using var browser = await own.AsAsync(gone);
        var seen = await browser.GetAsync($"/reviews/{review}");
        await own.InDbAsync(db => db.Set<Membership>().Where(m => m.UserId == Cast.IdOf(gone)).ExecuteDeleteAsync());
        var late = await PostAsync(browser, seen, review);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, late.Status);
        Assert.Contains("Only leaders", late.One("#note-error").TextContent, StringComparison.Ordinal);
        await world.GoToAsync(own.Clock.GetUtcNow().AddHours(49));
        Assert.NotEqual(gone, Assert.Single(await world.TurnsAsync(review)));
    }

    [Fact]
    public async Task A_workflow_that_is_switched_off_goes_on_with_what_it_has_and_one_that_is_deleted_is_told()
    {
        await using var own = await hub.FreshAsync();
        var world = await ReviewWorld.WithLeadersAsync(own, 1, Openness.Open, Cast.Tomas);
        var (item, other) = (await world.PracticeAsync("Switched off"), await world.PracticeAsync("Deleted"));
        var (review, lost) = (await world.SubmitAsync(item), await world.SubmitAsync(other));
        await own.InDbAsync(db => db.WorkflowTypes.ExecuteUpdateAsync(set => set.SetProperty(t => t.IsEnabled, false)));
        using var amina = await own.AsAsync(Cast.Amina);
        var refused = await amina.SubmitAsync($"/reviews/submit/{await world.PracticeAsync("Too late")}", "#submit", ("Note", "Please."));
        Assert.Contains("switched on", refused.Text, StringComparison.Ordinal);
        await world.DecideAsync(review, Cast.Tomas, Verdict.Approve);
        Assert.Equal(PromotionLevel.Community, (await world.CardAsync(item)).Promotion);

        await own.InDbAsync(db => db.WorkflowTypes.ExecuteDeleteAsync());
        var stopped = await world.SayAsync(lost, Cast.Tomas, Verdict.Approve, "Good.");
        Assert.Contains("stopped or was deleted", stopped.One("#note-error").TextContent, StringComparison.Ordinal);
        Assert.Equal("Good.", stopped.One("#note").TextContent);
    }

    [Fact]
    public async Task A_turn_goes_only_to_those_who_may_decide()
    {
        var world = await ReviewWorld.WithLeadersAsync(hub, 1, Openness.Open, Cast.Tomas, Cast.Nadia);
        var review = await world.SubmitAsync(await world.PracticeAsync("To whom"));
        foreach (var to in new[] { Cast.Amina, Cast.Omar, "nobody" })
        {
            var refused = await world.PostAsync(Cast.Tomas, "/reviews/several", ("ids", review), ("To", Cast.IdOf(to)), ("Word", "Please."));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
            Assert.Contains("cannot go to this person", refused.One("#to-error").TextContent, StringComparison.Ordinal);
            Assert.Equal("Please.", refused.One("#word").TextContent);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await world.PostAsync(Cast.Omar, "/reviews/several", ("ids", review), ("To", Cast.IdOf(Cast.Nadia)))).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await world.PostAsync(Cast.Amina, $"/reviews/{review}/turn")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await world.PostAsync(Cast.Omar, $"/reviews/{review}/turn")).Status);
    }

    [Fact]
    public async Task Without_another_leader_nothing_can_be_submitted()
    {
        var world = await ReviewWorld.WithLeadersAsync(hub, 1, Openness.Open, Cast.Amina);
        var item = await world.PracticeAsync("Alone");
        using var amina = await hub.AsAsync(Cast.Amina);
        var page = await amina.SubmitAsync($"/reviews/submit/{item}", "#submit", ("Note", "Please."));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("appoint another leader", page.Text, StringComparison.Ordinal);
        Assert.Equal("Please.", page.One("textarea").TextContent.Trim());
    }

    [Fact]
    public async Task What_is_in_review_is_not_submitted_again_nor_by_others()
    {
        var world = await ReviewWorld.WithLeadersAsync(hub, 1, Openness.Open, Cast.Tomas);
        var item = await world.PracticeAsync("Once");
        await world.SubmitAsync(item);
        using var amina = await hub.AsAsync(Cast.Amina);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await amina.SubmitAsync($"/reviews/submit/{item}", "#submit", ("Note", "Again."))).Status);
        using var tomas = await hub.AsAsync(Cast.Tomas);
        Assert.Equal(HttpStatusCode.NotFound, (await tomas.GetAsync($"/reviews/submit/{item}")).Status);
    }

    [Fact]
    public async Task A_review_is_not_there_for_those_whom_it_does_not_concern()
    {
        var world = await ReviewWorld.WithLeadersAsync(hub, 1, Openness.Private, Cast.Tomas);
        var review = await world.SubmitAsync(await world.PracticeAsync("Secret"));
        foreach (var other in new[] { Cast.Omar, Cast.Ines })
        {
            using var browser = await hub.AsAsync(other);
            Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/reviews/{review}")).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/reviews?id={review}")).Status);
            Assert.DoesNotContain("Secret", (await browser.GetAsync("/reviews")).Text, StringComparison.Ordinal);
        }
    }

    /// <summary>Sends what another page showed, with this browser's own token, as a forged or stale form would.</summary>
    private static async Task<PageSeen> PostAsync(Browser browser, PageSeen seen, string review, string note = "")
    {
        var own = await browser.GetAsync("/sign-out");
        string Of(string name) => seen.One($"#decision input[name={name}]").GetAttribute("value")!;
        using var form = new FormUrlEncodedContent([
            new("__RequestVerificationToken", own.One("main input[name=__RequestVerificationToken]").GetAttribute("value")!),
            new("Round", Of("Round")), new("VersionId", Of("VersionId")), new("Verdict", "Approve"), new("Note", note),
        ]);
        return await browser.SendAsync($"/reviews/{review}", form);
    }

    private static Task<int> LeadAsync(HubDb db, string communityId, string userName)
    {
        var id = Cast.IdOf(userName);
        return db.Set<Membership>().Where(m => m.CommunityId == communityId && m.UserId == id)
            .ExecuteUpdateAsync(m => m.SetProperty(x => x.Role, CommunityRole.Leader));
    }

    public sealed class OnSqlite(SqliteHub hub) : ReviewRefusals(hub);

    public sealed class OnPostgres(PostgresHub hub) : ReviewRefusals(hub);
}
