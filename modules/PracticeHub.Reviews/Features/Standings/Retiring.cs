using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;
using PracticeHub.Reviews.Features.ReviewRequests;

namespace PracticeHub.Reviews.Features.Standings;

/// <summary>Takes an item out of the lists without deleting it, keeps it there, or brings it back. The caller saves.</summary>
public sealed class Retiring(HubDb db, ContentStore store)
{
    /// <param name="successor">The item that takes its place; null for none.</param>
    public async Task<Refusal?> RetireAsync(string itemId, Card? successor, string byId, string reason, DateTimeOffset now, CancellationToken ct)
    {
        if (await db.Cards.FindAsync([itemId], ct) is not { State: CardState.Published } card)
        {
            return new("not-published", "Only what is published can be retired.");
        }

        if (successor is not null && (successor.ItemId == itemId || successor.State is not CardState.Published))
        {
            return new("no-successor", "What takes its place must be something else that is published.");
        }

        var standing = await db.StandingOfAsync(itemId, ct);
        (standing.RetiredUtc, standing.SuccessorId, standing.ArchiveUtc) = (now, successor?.ItemId, null);
        await store.ReprojectAsync(itemId, ct);
        await EndWaitsAsync(itemId, ct);
        await db.RecordAsync(card, ReviewDeed.Retired, byId, now, reason, ct, successor?.ItemId);
        Tell("item.retired", card, byId, now);
        return null;
    }

    public async Task<Refusal?> RestoreAsync(string itemId, string byId, string reason, DateTimeOffset now, CancellationToken ct)
    {
        if (await db.Cards.FindAsync([itemId], ct) is not { State: CardState.Retired } card)
        {
            return new("not-retired", "This is not in the archive.");
        }

        var standing = await db.StandingOfAsync(itemId, ct);
        (standing.RetiredUtc, standing.SuccessorId, standing.KeptUtc) = (null, null, now);
        await store.ReprojectAsync(itemId, ct);
        await db.RecordAsync(card, ReviewDeed.Restored, byId, now, reason, ct);
        Tell("item.restored", card, byId, now);
        return null;
    }

    /// <summary>Somebody concerned wants it kept, so it does not go to the archive.</summary>
    public async Task<Refusal?> KeepAsync(Card card, string byId, string reason, DateTimeOffset now, CancellationToken ct)
    {
        if (await db.Standings.FindAsync([card.ItemId], ct) is not { ArchiveUtc: not null } standing)
        {
            return new("not-proposed", "It is not proposed for the archive any more.");
        }

        (standing.ArchiveUtc, standing.KeptUtc) = (null, now);
        await EndWaitsAsync(card.ItemId, ct);
        await db.RecordAsync(card, ReviewDeed.Kept, byId, now, reason, ct);
        return null;
    }

    private async Task EndWaitsAsync(string itemId, CancellationToken ct) =>
        db.RemoveRange(await db.Waits.Where(w => w.ItemId == itemId && w.Reason == ReviewWaits.Archive).ToListAsync(ct));

    private void Tell(string verb, Card card, string byId, DateTimeOffset at) => db.Activities.Add(new ActivityRecord
    {
        Verb = verb, ActorId = byId, ItemId = card.ItemId, ContentType = card.Kind, CommunityId = card.CommunityId, AtUtc = at,
    });
}

/// <summary>What is retired stays so, and what has changed since it was verified is due, however often their read models are made anew.</summary>
internal sealed class StandingProjection(HubDb db) : IProjection
{
    public string? Type => null;

    public Task ProjectAsync(Projection projection, CancellationToken ct) => Task.CompletedTask;

    public async Task CompleteAsync(Projection projection, CancellationToken ct)
    {
        if (projection.IsNew || projection.Card.State is not CardState.Published || await db.Standings.FindAsync([projection.Item.Id], ct) is not { } standing)
        {
            return;
        }

        if (standing.ChangedUtc < projection.Card.VerifiedUntilUtc)
        {
            projection.Card.VerifiedUntilUtc = standing.ChangedUtc;
        }

        if (standing.RetiredUtc is not null)
        {
            projection.Card.Enter(CardState.Retired, projection.Community);
        }
    }
}
