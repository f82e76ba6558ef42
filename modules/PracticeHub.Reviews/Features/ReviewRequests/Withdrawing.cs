using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Reviews.Features.ReviewRequests;

/// <summary>Takes a request back in its author's name. The caller saves.</summary>
public sealed class Withdrawing(HubDb db)
{
    public async Task<Refusal?> WithdrawAsync(string requestId, string byId, string why, DateTimeOffset now, CancellationToken ct)
    {
        if (await db.HoldReviewAsync(requestId, ct) is not { OpenItemId: not null } request || request.SettlesUtc > now)
        {
            return new("nothing-to-withdraw", "The leaders have decided meanwhile, so there is nothing left to withdraw.");
        }

        request.Withdraw(now);
        db.Add(RecordEntry.Of(request, ReviewDeed.Withdrawn, byId, now, why));
        (await db.OpenTurnsAsync(request.Id, ct)).ForEach(t => t.EndedUtc = now);
        string[] reasons = [ReviewWaits.Review, ReviewWaits.Escalation, ReviewWaits.Changes];
        db.RemoveRange(await db.Waits.Where(w => w.ItemId == request.ItemId && reasons.Contains(w.Reason)).ToListAsync(ct));
        if (await db.Cards.FindAsync([request.ItemId], ct) is { State: CardState.InReview or CardState.ChangesAsked } card)
        {
            card.Enter(CardState.Draft, await db.FindAsync<Community>([request.CommunityId], ct));
        }

        db.Activities.Add(new ActivityRecord
        {
            Verb = "review.withdrawn", ActorId = byId, ItemId = request.ItemId, CommunityId = request.CommunityId, AtUtc = now,
            Data = new JsonObject { ["requestId"] = request.Id, ["round"] = request.Round }.ToJsonString(),
        });
        return null;
    }
}
