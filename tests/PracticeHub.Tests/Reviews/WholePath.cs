using System.Net;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Workflows;
using PracticeHub.Reviews.Features.ReviewRequests;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests.Reviews;

/// <summary>One practice, from its draft to its second verification, with everything that can happen on the way.</summary>
public abstract class WholePath(TestHub shared)
{
    [Fact]
    public async Task Three_leaders_one_away_changes_twice_a_turn_that_ends_escalation_promotion_a_bad_outcome_and_verified_again()
    {
        await using var hub = await shared.FreshAsync();
        var world = await ReviewWorld.WithLeadersAsync(hub, 1, Openness.Open, Cast.Tomas, Cast.Nadia, Cast.Ines);
        await hub.InDbAsync(async db =>
        {
            db.Add(new Membership(world.CommunityId, Cast.IdOf(Cast.Omar), CommunityRole.Coach, hub.Clock.GetUtcNow()));
            var now = hub.Clock.GetUtcNow();
            await db.Users.Where(u => u.UserName == Cast.Ines).ExecuteUpdateAsync(set => set
                .SetProperty(u => u.AwayFromUtc, (DateTimeOffset?)now.AddDays(-1)).SetProperty(u => u.AwayUntilUtc, (DateTimeOffset?)now.AddDays(400)));
            return await db.SaveChangesAsync();
        });
        var item = await world.PracticeAsync("The whole path");
        var review = await world.SubmitAsync(item);
        foreach (var what in new[] { "Start from the timeline. Stop after an hour.", "Start from the timeline. Stop after an hour. Tell the night shift." })
        {
            var holder = Assert.Single(await world.TurnsAsync(review));
            Assert.NotEqual(Cast.Ines, holder);
            await world.SayAsync(review, holder, Verdict.Changes, "Say more.");
            await world.GoToAsync(hub.Clock.GetUtcNow().AddSeconds(11));
            Assert.Equal(CardState.ChangesAsked, (await world.CardAsync(item)).State);
            await world.ReviseAsync(item, what);
            Assert.Equal(review, await world.SubmitAsync(item));
        }

        var first = Assert.Single(await world.TurnsAsync(review));
        await world.GoToAsync(hub.Clock.GetUtcNow().AddHours(49));
        Assert.NotEqual(first, Assert.Single(await world.TurnsAsync(review)));
        await world.GoToAsync(WorkingDays.After((await world.RequestAsync(review)).DueUtc, 2, TimeZoneInfo.Utc).AddMinutes(1));
        Assert.Equal([Cast.IdOf(Cast.Omar)], await world.WaitingAsync(item, "escalation"));

        await world.SayAsync(review, Assert.Single(await world.TurnsAsync(review)), Verdict.Approve);
        await world.GoToAsync(hub.Clock.GetUtcNow().AddSeconds(11));
        Assert.Equal((CardState.Published, PromotionLevel.Community), ((await world.CardAsync(item)).State, (await world.CardAsync(item)).Promotion));
        Assert.Equal(WorkflowStatus.Finished, (await world.WorkflowAsync(review)).Status);

        foreach (var reader in new[] { Cast.Omar, Cast.Ines, Cast.Maren })
        {
            Assert.Equal(HttpStatusCode.Found, (await world.PostAsync(reader, $"/items/{item}/outcomes", ("Verdict", "NotWorked"), ("Note", "Not here."))).Status);
        }

        await world.SettleAsync();
        Assert.Equal(14, ((await world.CardAsync(item)).VerifiedUntilUtc!.Value - hub.Clock.GetUtcNow()).TotalDays, 0.5);
        using (var tomas = await hub.AsAsync(Cast.Tomas))
        {
            Assert.Contains("The whole path", (await tomas.GetAsync("/reviews")).One(".desk-list").TextContent, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.Found, (await world.PostAsync(Cast.Tomas, $"/reviews/verify/{item}", ("Note", "Now for the night shift too."), ("Risk", "High"))).Status);
        Assert.Equal(90, ((await world.CardAsync(item)).VerifiedUntilUtc!.Value - hub.Clock.GetUtcNow()).TotalDays, 0.5);
        var told = (await world.RecordAsync(item)).Where(deed => deed is not (ReviewDeed.Asked or ReviewDeed.TurnEnded));
        Assert.Equal(
            [ReviewDeed.Submitted, ReviewDeed.Changes, ReviewDeed.Submitted, ReviewDeed.Changes, ReviewDeed.Submitted, ReviewDeed.Escalated, ReviewDeed.Approve,
                ReviewDeed.Promoted, ReviewDeed.Verified, ReviewDeed.Shortened, ReviewDeed.Verified], told);
    }

    public sealed class OnSqlite(SqliteHub hub) : WholePath(hub);

    public sealed class OnPostgres(PostgresHub hub) : WholePath(hub);
}
