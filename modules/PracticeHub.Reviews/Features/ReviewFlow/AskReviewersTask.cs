using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Workflows;
using PracticeHub.Reviews.Features.ReviewRequests;

namespace PracticeHub.Reviews.Features.ReviewFlow;

/// <summary>
/// Asks as many as have to approve, those with the least to do first, and sets the property dueUtc. Its rules are those of
/// <see cref="FlowRules"/>: Needed, WorkingDays, ClaimHours, UndoSeconds, ObjectionDays.
/// </summary>
internal sealed class AskReviewersTask(HubDb db, Turns turns, TimeProvider clock) : ReviewActivity(db)
{
    protected override async Task<ActivityResult> StepAsync(WorkflowContext run, ReviewRequest request, CancellationToken ct)
    {
        run.SetProperty("dueUtc", $"{request.DueUtc.UtcDateTime:O}");
        run.SetProperty("remindUtc", $"{(request.SubmittedUtc + ((request.DueUtc - request.SubmittedUtc) * 0.75)).UtcDateTime:O}");
        if (request.State is not ReviewState.Withdrawn && await Db.Cards.FindAsync([request.ItemId], ct) is { State: not CardState.Published } card)
        {
            card.Enter(CardState.InReview, await Db.FindAsync<Community>([request.CommunityId], ct));
        }

        if (IsOpen(run, request))
        {
            await turns.FillAsync(request, clock.GetUtcNow(), ct);
        }

        return ActivityResult.Done;
    }
}
