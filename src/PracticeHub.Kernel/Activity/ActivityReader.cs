using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Data;

namespace PracticeHub.Kernel.Activity;

/// <summary>Moves one consumer along the log, one batch a transaction.</summary>
public sealed class ActivityReader(HubDb db, DatabaseEngine engine)
{
    public const int BatchSize = 200;

    private const string Claim = """SELECT * FROM hub_cursor WHERE name = {0} """;

    /// <returns>How many activities were handled; 0 when there is nothing new or another node is at it.</returns>
    public Task<int> AdvanceAsync(IActivityConsumer consumer, CancellationToken ct) => db.InTransactionAsync(() => HandleAsync(consumer, ct), ct);

    /// <summary>The newest activity that has been committed; 0 for an empty log.</summary>
    public async Task<long> EndAsync(CancellationToken ct) => await db.Activities.MaxAsync(a => (long?)a.Id, ct) ?? 0;

    /// <summary>Whether the consumer has handled everything that was committed up to this activity.</summary>
    public async Task<bool> HasReachedAsync(string consumer, long end, CancellationToken ct) => (await BehindAsync([consumer], end, ct)).Count == 0;

    /// <summary>Those of the consumers that have not handled everything that was committed up to this activity.</summary>
    public Task<IReadOnlyCollection<string>> BehindAsync(IReadOnlyCollection<string> consumers, long end, CancellationToken ct) =>
        BehindAsync(consumers, db.Activities.Where(a => a.Id <= end), ct);

    /// <summary>Those of the consumers for which there is something to do now.</summary>
    public Task<IReadOnlyCollection<string>> WantedAsync(IReadOnlyCollection<string> consumers, CancellationToken ct) =>
        BehindAsync(consumers, engine.Settled(db), ct);

    private async Task<IReadOnlyCollection<string>> BehindAsync(IReadOnlyCollection<string> consumers, IQueryable<ActivityRecord> log, CancellationToken ct)
    {
        var cursors = await db.Set<ActivityCursor>().AsNoTracking().Where(c => consumers.Contains(c.Name)).ToDictionaryAsync(c => c.Name, ct);
        var behind = new List<string>();
        // Most of them stand at the same place, and one question serves all who do.
        foreach (var place in consumers.Select(name => cursors.GetValueOrDefault(name) ?? new() { Name = name }).GroupBy(c => (c.TransactionId, c.ActivityId)))
        {
            if (await engine.After(log, place.First()).AnyAsync(ct))
            {
                behind.AddRange(place.Select(c => c.Name));
            }
        }

        return behind;
    }

    private async Task<int> HandleAsync(IActivityConsumer consumer, CancellationToken ct)
    {
        if ((await ClaimAsync(consumer.Name, ct) ?? await PlantAsync(consumer.Name, ct)) is not { } cursor)
        {
            return 0;
        }

        var batch = await engine.After(engine.Settled(db), cursor).Take(BatchSize).AsNoTracking().ToListAsync(ct);
        if (batch.Count > 0)
        {
            await consumer.ConsumeAsync(batch, ct);
            (cursor.TransactionId, cursor.ActivityId) = (batch[^1].TransactionId, batch[^1].Id);
            await db.SaveChangesAsync(ct);
        }

        return batch.Count;
    }

    /// <summary>The cursor, for this transaction alone; null when another node holds it.</summary>
    private async Task<ActivityCursor?> ClaimAsync(string consumer, CancellationToken ct)
    {
        var sql = Claim + engine.SkipLocked;
        return (await db.Set<ActivityCursor>().FromSqlRaw(sql, consumer).ToListAsync(ct)).SingleOrDefault();
    }

    private async Task<ActivityCursor?> PlantAsync(string consumer, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync(
            $"INSERT INTO hub_cursor (name, transaction_id, activity_id) VALUES ({consumer}, {ActivityCursor.BeforeAll}, 0) ON CONFLICT (name) DO NOTHING", ct);
        return await ClaimAsync(consumer, ct);
    }
}
