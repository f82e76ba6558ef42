using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Workflows;
using PracticeHub.Reviews.Features.ReviewRequests;

namespace PracticeHub.Reviews.Features.ReviewFlow;

/// <summary>A step of a review; nobody else changes the request while it runs.</summary>
internal abstract class ReviewActivity(HubDb db) : WorkflowActivity
{
    protected HubDb Db => db;

    public override async Task<ActivityResult> ExecuteAsync(WorkflowContext run, CancellationToken ct) => await StepAsync(run, await HoldAsync(run, ct), ct);

    protected abstract Task<ActivityResult> StepAsync(WorkflowContext run, ReviewRequest request, CancellationToken ct);

    protected async Task<ReviewRequest> HoldAsync(WorkflowContext run, CancellationToken ct) =>
        await db.HoldReviewAsync(run.CorrelationId, ct) ?? throw new WorkflowException("The review that this workflow is about does not exist.");

    /// <summary>Decides as whoever tries the workflow chooses it; nothing was decided where the outcome says none of the verdicts.</summary>
    internal static async Task PretendVerdictAsync(HubDb db, PretendedMoment moment, DateTimeOffset at, CancellationToken ct)
    {
        if (await db.ReviewRequests.FindAsync([moment.CorrelationId], ct) is { } request)
        {
            request.Reopen();
            Verdict? verdict = moment.Outcome switch { "Approved" => Verdict.Approve, "ChangesAsked" => Verdict.Changes, "Declined" => Verdict.Decline, _ => null };
            if (verdict is { } said)
            {
                request.Count(said, moment.ActorId, PromotionLevel.Community, approvals: int.MaxValue, available: 1, at);
            }
        }
    }

    /// <summary>Whether the request still is where the workflow believes it to be; a decision may be on its way to it.</summary>
    protected static bool IsOpen(WorkflowContext run, ReviewRequest request) =>
        request.State is ReviewState.Open && run.Input("Round") == $"{request.Round}";
}
