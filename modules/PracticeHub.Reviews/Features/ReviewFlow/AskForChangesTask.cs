using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Workflows;
using PracticeHub.Reviews.Features.ReviewRequests;

namespace PracticeHub.Reviews.Features.ReviewFlow;

/// <summary>Hands the item back to its owner, for whom the changes then wait.</summary>
internal sealed class AskForChangesTask(HubDb db, ReviewLog log) : ReviewActivity(db)
{
    protected override async Task<ActivityResult> StepAsync(WorkflowContext run, ReviewRequest request, CancellationToken ct)
    {
        if (request.State is ReviewState.ChangesAsked && await Db.Cards.FindAsync([request.ItemId], ct) is { } card)
        {
            if (card.State is not CardState.Published)
            {
                card.Enter(CardState.ChangesAsked, await Db.FindAsync<Community>([request.CommunityId], ct));
            }

            await Db.PutWaitAsync(card.OwnerId, ReviewWaits.Changes, card.ItemId, card.Title, ReviewWaits.Href(request.Id), await log.MomentOfAsync(run, ct), null, ct);
        }

        return ActivityResult.Done;
    }
}

/// <summary>Marks the item as declined; one that is published stays so.</summary>
internal sealed class DeclineTask(HubDb db) : ReviewActivity(db)
{
    protected override async Task<ActivityResult> StepAsync(WorkflowContext run, ReviewRequest request, CancellationToken ct)
    {
        if (await Db.Cards.FindAsync([request.ItemId], ct) is { State: not CardState.Published } card)
        {
            card.Enter(CardState.Declined, await Db.FindAsync<Community>([request.CommunityId], ct));
        }

        return ActivityResult.Done;
    }
}
