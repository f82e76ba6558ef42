using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Workflows;
using PracticeHub.Reviews.Features.ReviewRequests;

namespace PracticeHub.Reviews.Features.ReviewFlow;

/// <summary>Lets the community's coaches know that its leaders do not answer; once in a round.</summary>
internal sealed class EscalateReviewTask(HubDb db, Reviewers reviewers, ReviewLog log, TimeProvider clock) : ReviewActivity(db)
{
    public override IReadOnlyList<string> Outcomes(ActivityNode node) => ["Done", "Over"];

    protected override async Task<ActivityResult> StepAsync(WorkflowContext run, ReviewRequest request, CancellationToken ct)
    {
        if (!IsOpen(run, request))
        {
            return ActivityResult.Go("Over");
        }

        if (request.EscalatedUtc is null)
        {
            request.Escalate(clock.GetUtcNow());
            log.Add("review.escalated", request, clock.GetUtcNow());
            foreach (var coach in await reviewers.CoachesAsync(request.CommunityId, ct))
            {
                await Db.PutWaitAsync(coach, ReviewWaits.Escalation, request.ItemId, request.Title, ReviewWaits.Href(request.Id), clock.GetUtcNow(), request.DueUtc, ct);
            }
        }

        return ActivityResult.Done;
    }
}
