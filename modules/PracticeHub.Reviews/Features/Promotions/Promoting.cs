using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;
using PracticeHub.Reviews.Features.ReviewRequests;
using PracticeHub.Reviews.Features.Standings;

namespace PracticeHub.Reviews.Features.Promotions;

/// <summary>Raises an item, and takes it back. Its card, readers and counts move with it, and all of it is saved. Of two at one moment, the second is told of the first.</summary>
public sealed class Promoting(HubDb db, ContentStore store, Ids ids)
{
    public Task<Refusal?> PromoteAsync(string itemId, PromotionLevel level, string byId, string reason, DateTimeOffset at, CancellationToken ct) => db.InTransactionAsync<Refusal?>(async () =>
    {
        await db.HoldItemAsync(itemId, ct);
        if (await db.Cards.FindAsync([itemId], ct) is not { State: CardState.Published } card)
        {
            return new("not-published", "Only what is published can be promoted.");
        }

        var standing = await StandingAsync(itemId, ct);
        if (level is PromotionLevel.None || standing.Any(p => p.Level == level))
        {
            return new("promoted-already", "It is promoted that far already.");
        }

        var promotion = new Promotion { Id = ids.New(), ItemId = itemId, Level = level, ById = byId, Reason = reason, AtUtc = at };
        db.Add(promotion);
        await RaiseAsync(card, standing.Append(promotion), ct);
        db.RemoveRange(await db.Waits.Where(w => w.ItemId == itemId && w.Reason == ReviewWaits.Nomination).ToListAsync(ct));
        await db.RecordAsync(card, ReviewDeed.Promoted, byId, at, reason, ct);
        Tell("practice.promoted", card, level, byId, at);
        await db.SaveChangesAsync(ct);
        return null;
    }, ct);

    public Task<Refusal?> WithdrawAsync(string itemId, string byId, string reason, DateTimeOffset at, CancellationToken ct) => db.InTransactionAsync<Refusal?>(async () =>
    {
        await db.HoldItemAsync(itemId, ct);
        var standing = await StandingAsync(itemId, ct);
        if (standing.MaxBy(p => p.Level) is not { } highest || await db.Cards.FindAsync([itemId], ct) is not { } card)
        {
            return new("not-promoted", "It is not promoted, so there is nothing to withdraw.");
        }

        highest.Withdraw(byId, reason, at);
        await RaiseAsync(card, standing.Where(p => p.WithdrawnUtc is null), ct);
        await db.RecordAsync(card, ReviewDeed.Demoted, byId, at, reason, ct);
        Tell("promotion.withdrawn", card, highest.Level, byId, at);
        await db.SaveChangesAsync(ct);
        return null;
    }, ct);

    private Task<List<Promotion>> StandingAsync(string itemId, CancellationToken ct) =>
        db.Promotions.Where(p => p.ItemId == itemId && p.WithdrawnUtc == null).ToListAsync(ct);

    private async Task RaiseAsync(Card card, IEnumerable<Promotion> standing, CancellationToken ct)
    {
        var level = standing.Select(p => p.Level).DefaultIfEmpty().Max();
        if (card.Promotion == level)
        {
            return;
        }

        card.Promotion = level;
        if (card.State is CardState.Published)
        {
            await store.ReprojectAsync(card.ItemId, ct);
        }
    }

    private void Tell(string verb, Card card, PromotionLevel level, string byId, DateTimeOffset at) => db.Activities.Add(new ActivityRecord
    {
        Verb = verb,
        ActorId = byId,
        ItemId = card.ItemId,
        ContentType = card.Kind,
        CommunityId = card.CommunityId,
        AtUtc = at,
        Data = new JsonObject { ["level"] = level.ToString() }.ToJsonString(),
    });
}
