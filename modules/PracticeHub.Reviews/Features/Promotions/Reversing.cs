using PracticeHub.Kernel;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;
using PracticeHub.Reviews.Features.ReviewRequests;

namespace PracticeHub.Reviews.Features.Promotions;

/// <summary>Ends what followed from a decision, once, and saves that.</summary>
public sealed class Reversing(HubDb db, Promoting promoting)
{
    private static readonly Refusal Nothing = new("nothing-to-reverse", "Nothing has followed from a decision here that could be reversed.");

    public Task<Refusal?> ReverseAsync(string requestId, string byId, string reason, DateTimeOffset now, CancellationToken ct) => db.InTransactionAsync<Refusal?>(async () =>
    {
        if (await db.HoldReviewAsync(requestId, ct) is not { HasEnded: true, State: ReviewState.Approved or ReviewState.Declined } request
            || await db.Cards.FindAsync([request.ItemId], ct) is not { } card)
        {
            return Nothing;
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
            return Nothing;
        }

        db.Add(RecordEntry.Of(request, ReviewDeed.Reversed, byId, now, reason));
        await db.PutWaitAsync(card.OwnerId, Wait.Note, card.ItemId, card.Title, ReviewWaits.Href(request.Id), now, null, ct);
        await db.SaveChangesAsync(ct);
        return null;
    }, ct);
}
