using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Workflows;
using PracticeHub.Reviews.Features.ReviewRequests;

namespace PracticeHub.Reviews.Features.ReviewFlow;

/// <summary>Stays while a round is open: a turn whose time is over goes on to whoever has the least to do.</summary>
internal sealed class RotateTurnsTask(HubDb db, Turns turns, TimeProvider clock) : TimedReviewActivity(db, clock)
{
    public override IReadOnlyList<string> Outcomes(ActivityNode node) => ["Over"];

    /// <summary>Where nobody could be asked, it is tried again a day later.</summary>
    protected override async Task<DateTimeOffset?> NextAsync(WorkflowContext run, ReviewRequest request, CancellationToken ct) =>
        (await Db.OpenTurnsAsync(request.Id, ct)).Select(t => (DateTimeOffset?)t.UntilUtc).Min() ?? Now.AddDays(1);

    protected override async Task<ActivityResult> ActAsync(WorkflowContext run, ReviewRequest request, CancellationToken ct)
    {
        await turns.RotateAsync(request, Now, ct);
        await Db.SaveChangesAsync(ct);
        return await AgainAsync(run, request, ct);
    }
}
