using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;
using PracticeHub.Reviews.Features.ReviewRequests;
using PracticeHub.Reviews.Features.Standings;
using PracticeHub.Reviews.Features.Verifications;

namespace PracticeHub.Reviews.Features.Rewordings;

/// <summary>A leader finds that a change was no small one: it counts as changed, and all of that is saved. Of two at one moment, the second is told of the first.</summary>
public sealed class Objecting(HubDb db)
{
    public Task<Refusal?> ObjectAsync(string id, string byId, string reason, DateTimeOffset at, CancellationToken ct) => db.InTransactionAsync<Refusal?>(async () =>
    {
        var itemId = await db.Rewordings.Where(r => r.Id == id).Select(r => r.ItemId).SingleAsync(ct);
        await db.HoldItemAsync(itemId, ct);
        var change = await db.Rewordings.SingleAsync(r => r.Id == id, ct);
        if (await db.Verifications.AnyAsync(v => v.ItemId == itemId && v.AtUtc > change.AtUtc, ct))
        {
            return new("verified-since", "A leader has verified it since, with this change in it.");
        }

        if (change.Oppose(byId, at) is { } refusal)
        {
            return refusal;
        }

        var card = (await db.Cards.FindAsync([itemId], ct))!;
        await db.CountAsChangedAsync(card, at, ct);
        db.Add(RecordEntry.Of(card, ReviewDeed.Objected, byId, at, reason, change.VersionId));
        foreach (var person in new[] { change.ById, card.OwnerId }.Distinct().Where(person => person != byId))
        {
            await db.PutWaitAsync(person, Wait.Note, itemId, card.Title, "/reviews/rewordings/" + id, at, null, ct);
        }

        await db.SaveChangesAsync(ct);
        return null;
    }, ct);
}
