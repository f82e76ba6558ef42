using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Workflows;
using PracticeHub.Reviews.Features.ReviewRequests;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests.Reviews;

public abstract class ReviewTimes(TestHub shared)
{
    [Fact]
    public async Task Leaders_are_reminded_ever_more_rarely_and_coaches_told_when_it_is_late()
    {
        await using var hub = await shared.FreshAsync();
        var world = await ReviewWorld.WithLeadersAsync(hub, 2, Openness.Open, Cast.Tomas, Cast.Nadia);
        await hub.InDbAsync(async db =>
        {
            db.Add(new Membership(world.CommunityId, Cast.IdOf(Cast.Ines), CommunityRole.Coach, hub.Clock.GetUtcNow()));
            return await db.SaveChangesAsync();
        });
        var item = await world.PracticeAsync("Slow");
        var review = await world.SubmitAsync(item);
        var due = (await world.RequestAsync(review)).DueUtc;
        await world.DecideAsync(review, Cast.Tomas, Verdict.Approve);

        await GoToAsync(hub, world, (await world.RequestAsync(review)).SubmittedUtc + ((due - (await world.RequestAsync(review)).SubmittedUtc) * 0.75) + TimeSpan.FromSeconds(2));
        Assert.Equal(1, (await world.RequestAsync(review)).Reminders);
        Assert.Equal([Cast.IdOf(Cast.Nadia)], await world.WaitingAsync(item, "review"));
        Assert.Empty(await world.WaitingAsync(item, "escalation"));

        await GoToAsync(hub, world, due + TimeSpan.FromDays(2));
        Assert.Equal(2, (await world.RequestAsync(review)).Reminders);
        Assert.Equal([Cast.IdOf(Cast.Ines)], await world.WaitingAsync(item, "escalation"));
        await GoToAsync(hub, world, due + TimeSpan.FromDays(4));
        Assert.Equal(2, (await world.RequestAsync(review)).Reminders);
        await GoToAsync(hub, world, due + TimeSpan.FromDays(9));
        Assert.Equal(3, (await world.RequestAsync(review)).Reminders);
        Assert.Equal(1, await world.VerbsAsync(item, "review.escalated"));

        await world.DecideAsync(review, Cast.Nadia, Verdict.Approve);
        Assert.Empty(await world.WaitingAsync(item, "escalation"));
        Assert.Equal(PromotionLevel.Community, (await world.CardAsync(item)).Promotion);
        Assert.Equal(WorkflowStatus.Finished, (await world.WorkflowAsync(review)).Status);
    }

    private static async Task GoToAsync(TestHub hub, ReviewWorld world, DateTimeOffset at)
    {
        hub.Clock.Advance(at - hub.Clock.GetUtcNow());
        await world.SettleAsync();
    }

    public sealed class OnSqlite(SqliteHub hub) : ReviewTimes(hub);

    public sealed class OnPostgres(PostgresHub hub) : ReviewTimes(hub);
}

public sealed class WorkingDaysTests
{
    [Theory]
    [InlineData("2026-11-20T15:00:00Z", 1, "2026-11-23T15:00:00Z")]
    [InlineData("2026-11-20T15:00:00Z", 5, "2026-11-27T15:00:00Z")]
    [InlineData("2026-11-21T15:00:00Z", 1, "2026-11-23T15:00:00Z")]
    [InlineData("2026-10-23T12:00:00Z", 1, "2026-10-26T13:00:00Z")]
    public void Weekends_do_not_count_and_the_clock_on_the_wall_does(string from, int days, string to) =>
        Assert.Equal(DateTimeOffset.Parse(to, null), WorkingDays.After(DateTimeOffset.Parse(from, null), days, TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin")));
}
