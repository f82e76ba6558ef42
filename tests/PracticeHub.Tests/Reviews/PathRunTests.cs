using PracticeHub.Reviews.Features.ReviewDesk;
using PracticeHub.Reviews.Features.ReviewRequests;

namespace PracticeHub.Tests.Reviews;

public sealed class PathRunTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("Submitted Asked Asked", "1 2")]
    [InlineData("Submitted Asked Asked Asked Approve", "1 3 1")]
    [InlineData("Submitted Asked Asked Claimed TurnEnded Asked TurnEnded Asked Escalated Approve", "1 2 1 [4] 2")]
    [InlineData("Submitted Asked Asked Asked Asked", "1 [4]")]
    [InlineData("Submitted Changes Submitted Changes Submitted", "5")]
    public void Only_turns_are_folded_and_only_many(string deeds, string expected)
    {
        var steps = deeds.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(deed => new PathStep(deed, 1, "", null, "", "", "", null, null, DateTimeOffset.UnixEpoch)).ToList();
        var runs = PathRun.Of(steps).ToList();
        Assert.Equal(steps, runs.SelectMany(run => run.Steps));
        Assert.Equal(expected, string.Join(' ', runs.Where(run => run.Steps.Count > 0).Select(run => run.IsFolded ? $"[{run.Steps.Count}]" : $"{run.Steps.Count}")));
        Assert.Equal(steps.Count(step => step.Deed == nameof(ReviewDeed.TurnEnded)), runs.Sum(run => run.Ended));
    }
}
