using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Data;

namespace PracticeHub.Kernel.Activity;

/// <summary>Moves one consumer along the log, one batch a transaction.</summary>
public sealed class ActivityReader(HubDb db, DatabaseEngine engine)
{
    public const int BatchSize = 200;

    /// <returns>How many activities were handled; 0 when there is nothing new or another node is at it.</returns>
    public Task<int> AdvanceAsync(IActivityConsumer consumer, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        if (!await engine.ClaimCursorAsync(db, consumer.Name, ct))
        {
            return 0;
        }

        var cursor = await db.Set<ActivityCursor>().SingleAsync(c => c.Name == consumer.Name, ct);
        var batch = await engine.Settled(db).After(cursor).Take(BatchSize).AsNoTracking().ToListAsync(ct);
        if (batch.Count > 0)
        {
            await consumer.ConsumeAsync(batch, ct);
            (cursor.TransactionId, cursor.ActivityId) = (batch[^1].TransactionId, batch[^1].Id);
            await db.SaveChangesAsync(ct);
        }

        return batch.Count;
    }, ct);

    /// <summary>The newest activity that has been committed; 0 for an empty log.</summary>
    public async Task<long> EndAsync(CancellationToken ct) => await db.Activities.MaxAsync(a => (long?)a.Id, ct) ?? 0;

    /// <summary>Whether the consumer has handled everything that was committed up to this activity.</summary>
    public async Task<bool> HasReachedAsync(string consumer, long end, CancellationToken ct)
    {
        var cursor = await db.Set<ActivityCursor>().AsNoTracking().SingleOrDefaultAsync(c => c.Name == consumer, ct) ?? new() { Name = consumer };
        return !await db.Activities.After(cursor).AnyAsync(a => a.Id <= end, ct);
    }
}
