using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Workflows;
using PracticeHub.Reviews.Features.ReviewRequests;

namespace PracticeHub.Reviews.Features.ReviewFlow;

/// <summary>Reminds those who have not decided, leaders appointed meanwhile included. Late means that the due date is over.</summary>
internal sealed class RemindReviewersTask(HubDb db, Asking asking, ReviewLog log, TimeProvider clock) : ReviewActivity(db)
{
    public override IReadOnlyList<string> Outcomes(ActivityNode node) => ["Reminded", "Late", "Over"];

    protected override async Task<ActivityResult> StepAsync(WorkflowContext run, ReviewRequest request, CancellationToken ct)
    {
        if (!IsOpen(run, request))
        {
            return ActivityResult.Go("Over");
        }

        var now = clock.GetUtcNow();
        await asking.AskAsync(request, now, ct);
        request.Remind();
        log.Add("review.reminded", request, now);
        return ActivityResult.Go(now >= request.DueUtc ? "Late" : "Reminded");
    }
}
