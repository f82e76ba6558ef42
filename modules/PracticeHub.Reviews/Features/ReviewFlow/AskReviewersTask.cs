using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Workflows;
using PracticeHub.Reviews.Features.ReviewRequests;

namespace PracticeHub.Reviews.Features.ReviewFlow;

/// <summary>
/// Asks the leaders who may decide. It sets the properties dueUtc and remindUtc: when a decision is due, and three quarters
/// of the way there.
/// </summary>
internal sealed class AskReviewersTask(HubDb db, Asking asking) : ReviewActivity(db)
{
    protected override async Task<ActivityResult> StepAsync(WorkflowContext run, ReviewRequest request, CancellationToken ct)
    {
        run.SetProperty("dueUtc", $"{request.DueUtc.UtcDateTime:O}");
        run.SetProperty("remindUtc", $"{(request.SubmittedUtc + ((request.DueUtc - request.SubmittedUtc) * 0.75)).UtcDateTime:O}");
        if (await Db.Cards.FindAsync([request.ItemId], ct) is { State: not CardState.Published } card)
        {
            card.Enter(CardState.InReview, await Db.FindAsync<Community>([request.CommunityId], ct));
        }

        if (IsOpen(run, request))
        {
            await asking.AskAsync(request, run.AtUtc, ct);
        }

        return ActivityResult.Done;
    }
}
