using System.Net;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Workflows;
using PracticeHub.Reviews.Features.ReviewRequests;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests.Reviews;

public abstract class Reviewing(TestHub hub)
{
    [Fact]
    public async Task Two_of_three_leaders_approve_and_it_is_published_promoted_and_verified()
    {
        var world = await ThreeLeadersAsync();
        var item = await world.PracticeAsync("Blameless reviews in an hour");
        var review = await world.SubmitAsync(item);
        Assert.Equal(CardState.InReview, (await world.CardAsync(item)).State);
        Assert.Equal(2, (await world.WaitingAsync(item, "review")).Count);

        Assert.Equal(HttpStatusCode.Found, (await world.DecideAsync(review, Cast.Tomas, Verdict.Approve)).Status);
        Assert.Equal(CardState.InReview, (await world.CardAsync(item)).State);
        Assert.Equal(HttpStatusCode.Found, (await world.DecideAsync(review, Cast.Nadia, Verdict.Approve, "The count convinced me.")).Status);

        var card = await world.CardAsync(item);
        Assert.Equal((CardState.Published, PromotionLevel.Community), (card.State, card.Promotion));
        Assert.Equal(90, (card.VerifiedUntilUtc!.Value - hub.Clock.GetUtcNow()).TotalDays, 0.5);
        Assert.Empty(await world.WaitingAsync(item, "review"));
        Assert.Equal([Cast.IdOf(Cast.Amina)], await world.WaitingAsync(item, "note"));
        Assert.Equal(WorkflowStatus.Finished, (await world.WorkflowAsync(review)).Status);
        Assert.Equal(1, await world.VerbsAsync(item, "practice.promoted"));
        Assert.Equal(1, await world.VerbsAsync(item, "practice.verified"));
    }

    [Fact]
    public async Task The_desk_shows_what_waits_and_takes_the_decision()
    {
        var world = await ThreeLeadersAsync();
        var item = await world.PracticeAsync("Hand over by voice");
        var review = await world.SubmitAsync(item, "Two teams, one month.");
        using var tomas = await hub.AsAsync(Cast.Tomas);
        var desk = await tomas.GetAsync($"/reviews?id={review}");
        Assert.Contains("Hand over by voice", desk.One(".desk-list").TextContent, StringComparison.Ordinal);
        Assert.Contains(ReviewWorld.What, desk.One("#version").TextContent, StringComparison.Ordinal);
        Assert.Contains("Two teams, one month.", desk.One(".steps").TextContent, StringComparison.Ordinal);
        var done = await tomas.SubmitAsync(desk, "#decision", ("Verdict", "Approve"));
        Assert.Equal("/reviews", done.Location);
    }

    [Fact]
    public async Task Changes_are_asked_for_made_shown_and_approved()
    {
        var world = await ThreeLeadersAsync();
        var item = await world.PracticeAsync("Label data at the source");
        var review = await world.SubmitAsync(item);
        await world.DecideAsync(review, Cast.Tomas, Verdict.Changes, "Say when not.");
        Assert.Equal(CardState.ChangesAsked, (await world.CardAsync(item)).State);
        Assert.Equal([Cast.IdOf(Cast.Amina)], await world.WaitingAsync(item, "changes"));
        Assert.Empty(await world.WaitingAsync(item, "review"));

        using (var amina = await hub.AsAsync(Cast.Amina))
        {
            Assert.NotNull((await amina.GetAsync($"/reviews/submit/{item}")).Document.QuerySelector("#unchanged"));
            await world.ReviseAsync(item, "Start from the timeline. Stop after an hour.");
            Assert.Null((await amina.GetAsync($"/reviews/submit/{item}")).Document.QuerySelector("#unchanged"));
        }

        Assert.Equal(review, await world.SubmitAsync(item, "Now it says when to stop."));
        Assert.Empty(await world.WaitingAsync(item, "changes"));
        using (var nadia = await hub.AsAsync(Cast.Nadia))
        {
            var page = await nadia.GetAsync($"/reviews/{review}");
            Assert.Contains("Stop after an hour.", page.One("#version ins").TextContent, StringComparison.Ordinal);
        }

        await world.DecideAsync(review, Cast.Tomas, Verdict.Approve);
        await world.DecideAsync(review, Cast.Nadia, Verdict.Approve);
        Assert.Equal(PromotionLevel.Community, (await world.CardAsync(item)).Promotion);
        Assert.Equal(WorkflowStatus.Finished, (await world.WorkflowAsync(review)).Status);
    }

    [Fact]
    public async Task A_declined_practice_goes_back_with_the_reason()
    {
        var world = await ThreeLeadersAsync();
        var item = await world.PracticeAsync("Two rules");
        var review = await world.SubmitAsync(item);
        await world.DecideAsync(review, Cast.Nadia, Verdict.Decline, "Two rules are worse than one.");
        Assert.Equal(CardState.Declined, (await world.CardAsync(item)).State);
        Assert.Equal([Cast.IdOf(Cast.Amina)], await world.WaitingAsync(item, "note"));
        using var amina = await hub.AsAsync(Cast.Amina);
        Assert.Contains("Two rules are worse than one.", (await amina.GetAsync($"/reviews/{review}")).Text, StringComparison.Ordinal);
        Assert.Equal(WorkflowStatus.Finished, (await world.WorkflowAsync(review)).Status);
    }

    [Fact]
    public async Task What_is_published_stays_published_while_it_is_reviewed()
    {
        var world = await ThreeLeadersAsync();
        var item = await world.PracticeAsync("Runbooks", isPublished: true);
        var review = await world.SubmitAsync(item);
        Assert.Equal(CardState.Published, (await world.CardAsync(item)).State);
        await world.DecideAsync(review, Cast.Nadia, Verdict.Decline, "Not yet.");
        Assert.Equal(CardState.Published, (await world.CardAsync(item)).State);
    }

    private Task<ReviewWorld> ThreeLeadersAsync() => ReviewWorld.WithLeadersAsync(hub, 2, Openness.Closed, Cast.Tomas, Cast.Nadia, Cast.Ines);

    public sealed class OnSqlite(SqliteHub hub) : Reviewing(hub);

    public sealed class OnPostgres(PostgresHub hub) : Reviewing(hub);
}
