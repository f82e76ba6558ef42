using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PracticeHub.Kernel.Data;

namespace PracticeHub.Kernel.Content;

/// <summary>
/// Publishes and archives what is due, one transaction each, as <see cref="Workflows.WorkflowRunner"/> wakes workflows: whoever
/// works on a row holds it, so no two nodes do, and what crashes has not happened.
/// </summary>
public sealed partial class ScheduleRunner(IServiceScopeFactory scopes, DatabaseEngine engine, TimeProvider clock, ILogger<ScheduleRunner> logger)
{
    private const string Claim = """SELECT item_id AS "ItemId", deed AS "Deed" FROM hub_schedule WHERE wake_utc <= {0} ORDER BY wake_utc, item_id LIMIT 1 """;

    /// <returns>How many deeds were tried.</returns>
    public async Task<int> RunDueAsync(CancellationToken ct)
    {
        var runs = 0;
        while (await IsDueAsync(ct) && await RunOneAsync(ct))
        {
            runs++;
        }

        return runs;
    }

    /// <summary>Asked first, so that whoever has nothing to do need not wait for a turn to write.</summary>
    private async Task<bool> IsDueAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var now = clock.GetUtcNow();
        return await scope.ServiceProvider.GetRequiredService<HubDb>().Schedule.AnyAsync(s => s.WakeUtc <= now, ct);
    }

    private async Task<bool> RunOneAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HubDb>();
        Row? claimed = null;
        try
        {
            return await db.InTransactionAsync(async () =>
            {
                var sql = Claim + engine.SkipLocked;
                claimed = (await db.Database.SqlQueryRaw<Row>(sql, clock.GetUtcNow().UtcDateTime).ToListAsync(ct)).FirstOrDefault();
                if (claimed is null)
                {
                    return false;
                }

                await scope.ServiceProvider.GetRequiredService<DueDeed>().CarryOutAsync((await FindAsync(db, claimed, ct))!, ct);
                await db.SaveChangesAsync(ct);
                return true;
            }, ct);
        }
        catch (Exception failure) when (claimed is not null && failure is not OperationCanceledException && !engine.IsUnavailable(failure))
        {
            LogFailed(failure, claimed.Deed, claimed.ItemId);
            await NoteAsync(claimed, ct);
            return true;
        }
    }

    /// <summary>What was tried is undone; that it failed is kept, in a transaction of its own.</summary>
    private async Task NoteAsync(Row claimed, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HubDb>();
        if (await FindAsync(db, claimed, ct) is { } due)
        {
            due.Fail(clock.GetUtcNow());
            await db.SaveChangesAsync(ct);
        }
    }

    private static ValueTask<ScheduledDeed?> FindAsync(HubDb db, Row row, CancellationToken ct) => db.Schedule.FindAsync([row.ItemId, Enum.Parse<TimedDeed>(row.Deed)], ct);

    private sealed record Row(string ItemId, string Deed);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Deed} of item {ItemId} at its time failed")]
    private partial void LogFailed(Exception failure, string deed, string itemId);
}
