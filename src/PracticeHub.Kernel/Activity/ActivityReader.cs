using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Data;

namespace PracticeHub.Kernel.Activity;

/// <summary>Moves one consumer along the log, one batch a transaction.</summary>
public sealed class ActivityReader(HubDb db, DatabaseEngine engine)
{
    public const int BatchSize = 200;

    /// <returns>How many activities were handled; 0 when there is nothing new or another node is at it.</returns>
    public async Task<int> AdvanceAsync(IActivityConsumer consumer, CancellationToken ct) =>
        // Whoever is up to date need not wait for a turn to write.
        await engine.After(engine.Settled(db), await CursorAsync(consumer.Name, ct)).AnyAsync(ct) ? await db.InTransactionAsync(() => HandleAsync(consumer, ct), ct) : 0;

    /// <summary>The newest activity that has been committed; 0 for an empty log.</summary>
    public async Task<long> EndAsync(CancellationToken ct) => await db.Activities.MaxAsync(a => (long?)a.Id, ct) ?? 0;

    /// <summary>Whether the consumer has handled everything that was committed up to this activity.</summary>
    public async Task<bool> HasReachedAsync(string consumer, long end, CancellationToken ct) => (await BehindAsync([consumer], end, ct)).Count == 0;

    /// <summary>Those of the consumers that have not handled everything that was committed up to this activity.</summary>
    public async Task<IReadOnlyCollection<string>> BehindAsync(IReadOnlyCollection<string> consumers, long end, CancellationToken ct)
    {
        var cursors = await db.Set<ActivityCursor>().AsNoTracking().Where(c => consumers.Contains(c.Name)).ToDictionaryAsync(c => c.Name, ct);
        var behind = new List<string>();
        // Most of them stand at the same place, and one question serves all who do.
        foreach (var place in consumers.Select(name => cursors.GetValueOrDefault(name) ?? new() { Name = name }).GroupBy(c => (c.TransactionId, c.ActivityId)))
        {
            if (await engine.After(db.Activities, place.First()).AnyAsync(a => a.Id <= end, ct))
            {
                behind.AddRange(place.Select(c => c.Name));
            }
        }

        return behind;
    }

    private async Task<ActivityCursor> CursorAsync(string consumer, CancellationToken ct) =>
        await db.Set<ActivityCursor>().AsNoTracking().SingleOrDefaultAsync(c => c.Name == consumer, ct) ?? new() { Name = consumer };

    private async Task<int> HandleAsync(IActivityConsumer consumer, CancellationToken ct)
    {
        if (!await engine.ClaimCursorAsync(db, consumer.Name, ct))
        {
            return 0;
        }

        var cursor = await db.Set<ActivityCursor>().SingleAsync(c => c.Name == consumer.Name, ct);
        var batch = await engine.After(engine.Settled(db), cursor).Take(BatchSize).AsNoTracking().ToListAsync(ct);
        if (batch.Count > 0)
        {
            await consumer.ConsumeAsync(batch, ct);
            (cursor.TransactionId, cursor.ActivityId) = (batch[^1].TransactionId, batch[^1].Id);
            await db.SaveChangesAsync(ct);
        }

        return batch.Count;
    }
}
