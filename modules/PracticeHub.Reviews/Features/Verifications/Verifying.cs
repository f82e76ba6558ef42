using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Reviews.Features.ReviewRequests;
using PracticeHub.Reviews.Features.Standings;

namespace PracticeHub.Reviews.Features.Verifications;

/// <summary>Notes that an item still holds. The caller saves.</summary>
public sealed class Verifying(HubDb db, ContentStore store, Ids ids)
{
    /// <summary>How long it counts as verified: by how much harm it does, or else as its community has agreed on.</summary>
    public async Task<DateTimeOffset> UntilAsync(Card card, Risk? risk, DateTimeOffset at, CancellationToken ct) =>
        at.AddDays(RiskDays.Of(risk) ?? (await store.FindPublishedAsync(card.CommunityId!, ct))?.Get<ReviewRules>().VerifyDays ?? new ReviewRules().VerifyDays);

    public async Task<Refusal?> VerifyAsync(string itemId, string byId, string note, DateTimeOffset at, DateTimeOffset until, CancellationToken ct)
    {
        if (await db.Cards.FindAsync([itemId], ct) is not { State: CardState.Published } card)
        {
            return new("not-published", "Only what is published can be verified.");
        }

        if (card.OwnerId == byId)
        {
            return new("own-work", "It is yours. Ask a colleague to look at it.");
        }

        db.Add(new Verification { Id = ids.New(), ItemId = itemId, ById = byId, Note = note, AtUtc = at, UntilUtc = until });
        // The newest word counts, in whichever order an import brings them.
        if (!await db.Verifications.AnyAsync(v => v.ItemId == itemId && v.AtUtc > at, ct))
        {
            card.VerifiedUntilUtc = until;
            if (await db.Standings.FindAsync([itemId], ct) is { } standing)
            {
                standing.ChangedUtc = null;
            }
        }

        await db.RecordAsync(card, ReviewDeed.Verified, byId, at, note, ct);
        db.Activities.Add(new ActivityRecord
        {
            Verb = "practice.verified",
            ActorId = byId,
            ItemId = itemId,
            ContentType = card.Kind,
            CommunityId = card.CommunityId,
            AtUtc = at,
            Data = new JsonObject { ["untilUtc"] = until.UtcDateTime.ToString("O") }.ToJsonString(),
        });
        return null;
    }
}
