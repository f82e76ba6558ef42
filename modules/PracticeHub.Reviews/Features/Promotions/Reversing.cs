using PracticeHub.Kernel;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;
using PracticeHub.Reviews.Features.ReviewRequests;

namespace PracticeHub.Reviews.Features.Promotions;

/// <summary>Ends what followed from a decision. The caller saves.</summary>
public sealed class Reversing(HubDb db, Promoting promoting)
{
    public async Task<Refusal?> ReverseAsync(string requestId, string byId, string reason, DateTimeOffset now, CancellationToken ct)
    {
        if (await db.ReviewRequests.FindAsync([requestId], ct) is not { HasEnded: true, State: ReviewState.Approved or ReviewState.Declined } request
            || await db.Cards.FindAsync([request.ItemId], ct) is not { } card)
        {
            return new("nothing-to-reverse", "Nothing has followed from a decision here that could be reversed.");
        }

        if (request.State is ReviewState.Approved)
        {
            if (await promoting.WithdrawAsync(request.ItemId, byId, reason, now, ct) is { } refusal)
            {
                return refusal;
            }

            card.VerifiedUntilUtc = null;
        }
        else if (card.State is CardState.Declined)
        {
            card.Enter(CardState.Draft, await db.FindAsync<Community>([request.CommunityId], ct));
        }
        else
        {
            return new("nothing-to-reverse", "Nothing has followed from a decision here that could be reversed.");
        }

        db.Add(RecordEntry.Of(request, ReviewDeed.Reversed, byId, now, reason));
        await db.PutWaitAsync(card.OwnerId, Wait.Note, card.ItemId, card.Title, ReviewWaits.Href(request.Id), now, null, ct);
        return null;
    }
}
