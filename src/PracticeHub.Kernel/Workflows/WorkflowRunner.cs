using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Expressions;

namespace PracticeHub.Kernel.Workflows;

/// <summary>
/// Runs the instances that have something to do, one transaction each. Whoever works on one holds its row, so no two nodes
/// do; when a node dies, the database lets go of the row and nothing of the run has happened.
/// </summary>
public sealed partial class WorkflowRunner(IServiceScopeFactory scopes, DatabaseEngine engine, TimeProvider clock, ILogger<WorkflowRunner> logger)
{
    private const string Claim = """SELECT workflow_id AS "Value" FROM hub_workflow WHERE wake_utc <= {0} ORDER BY wake_utc, workflow_id LIMIT 1 """;

    private const string Unchanged = """SELECT workflow_id AS "Value" FROM hub_workflow WHERE workflow_id = {0} AND attempts = {1} AND bursts = {2} """;

    /// <returns>How often an instance was woken.</returns>
    public async Task<int> RunDueAsync(CancellationToken ct)
    {
        var runs = 0;
        while (await NextAsync(ct) <= clock.GetUtcNow() && await RunOneAsync(ct))
        {
            runs++;
        }

        return runs;
    }

    /// <summary>When the next instance has something to do; null when all only wait.</summary>
    public async Task<DateTimeOffset?> NextAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<HubDb>().Workflows.Where(w => w.WakeUtc != null).MinAsync(w => w.WakeUtc, ct);
    }

    private async Task<bool> RunOneAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HubDb>();
        var burst = scope.ServiceProvider.GetRequiredService<WorkflowBurst>();
        string? id = null;
        try
        {
            return await db.InTransactionAsync(async () =>
            {
                id = await ClaimAsync(db, ct);
                if (id is null)
                {
                    return false;
                }

                await burst.RunAsync(id, ct);
                await db.SaveChangesAsync(ct);
                return true;
            }, ct);
        }
        catch (Exception failure) when (id is not null && failure is not OperationCanceledException && !engine.IsUnavailable(failure))
        {
            LogFailed(failure, id, burst.ActivityId);
            await NoteAsync(id, failure, burst, ct);
            return true;
        }
    }

    private async Task<string?> ClaimAsync(HubDb db, CancellationToken ct)
    {
        var sql = Claim + engine.SkipLocked;
        var claimed = await db.Database.SqlQueryRaw<string>(sql, clock.GetUtcNow().UtcDateTime).ToListAsync(ct);
        return claimed.FirstOrDefault();
    }

    /// <summary>
    /// The run is undone; that it failed is kept, in a transaction of its own. Meanwhile the instance was free: whoever has taken it
    /// since then tells how that went, so that one failure is not counted twice.
    /// </summary>
    private async Task NoteAsync(string id, Exception failure, WorkflowBurst burst, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HubDb>();
        await db.InTransactionAsync(async () =>
        {
            var (attempts, bursts) = burst.Began;
            var sql = Unchanged + engine.SkipLocked;
            if (await db.Database.SqlQueryRaw<string>(sql, id, attempts, bursts).ToListAsync(ct) is [])
            {
                return;
            }

            var instance = await db.Workflows.SingleAsync(w => w.WorkflowId == id, ct);
            instance.Fail(failure.Message, burst.ActivityId, failure is WorkflowException or ExpressionException, clock.GetUtcNow());
            if (instance.Status is WorkflowStatus.Faulted)
            {
                await WorkflowFaults.RecordAsync(db, instance, clock.GetUtcNow(), ct);
            }

            await db.SaveChangesAsync(ct);
        }, ct);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Workflow {WorkflowId} failed at activity {ActivityId}")]
    private partial void LogFailed(Exception failure, string workflowId, string? activityId);
}
