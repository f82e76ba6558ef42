using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Expressions;

namespace PracticeHub.Kernel.Workflows;

/// <summary>
/// Runs the instances that have something to do, each in a transaction. Whoever works on one holds its row, so no two nodes
/// do; when a node dies, the database lets go of the row and nothing of the run has happened.
/// </summary>
public sealed partial class WorkflowRunner(IServiceScopeFactory scopes, DatabaseEngine engine, TimeProvider clock, ILogger<WorkflowRunner> logger)
{
    private const string Claim = """SELECT * FROM hub_workflow WHERE wake_utc <= {0} ORDER BY wake_utc, workflow_id LIMIT 1 """;

    private const int Few = 10;
    private const int MostTogether = 8;

    /// <summary>So long others wait who want to write.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(20);

    private const string Unchanged = """SELECT workflow_id AS "Value" FROM hub_workflow WHERE workflow_id = {0} AND attempts = {1} AND bursts = {2} """;

    /// <returns>How often an instance was woken.</returns>
    public async Task<int> RunDueAsync(CancellationToken ct)
    {
        // To claim is to write, and to write is to wait for one's turn: only when something is due.
        if (await NextAsync(ct) is not { } next || next > clock.GetUtcNow())
        {
            return 0;
        }

        // Few are run in the order in which they came due; only a queue is worth more hands.
        var runs = await RunAsync(Few, ct);
        return runs < Few ? runs
            : runs + (await Task.WhenAll(Enumerable.Range(0, engine.MostWriters).Select(_ => RunAsync(int.MaxValue, ct)))).Sum();
    }

    /// <summary>When the next instance has something to do; null when all only wait.</summary>
    public async Task<DateTimeOffset?> NextAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<HubDb>().Workflows.Where(w => w.WakeUtc != null).MinAsync(w => w.WakeUtc, ct);
    }

    private async Task<int> RunAsync(int most, CancellationToken ct)
    {
        // Where only one can write, a commit is shared by several runs; but not with what might fail again.
        var (runs, together) = (0, engine.MostWriters == 1 ? MostTogether : 1);
        while (runs < most)
        {
            var (ran, hasFailed) = await RunSomeAsync(together, ct);
            if (ran == 0)
            {
                break;
            }

            (runs, together) = (runs + ran, hasFailed ? 1 : together);
        }

        return runs;
    }

    /// <summary>
    /// Runs what is due in one transaction, for a moment. If one fails, or the commit, nothing of the others has happened, and they
    /// come again: one by one, so that a commit that will never go through is told of whose it is.
    /// </summary>
    private async Task<(int Runs, bool HasFailed)> RunSomeAsync(int most, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HubDb>();
        var (runs, last) = (new List<string>(), (WorkflowBurst?)null);
        try
        {
            return await db.InTransactionAsync(async () =>
            {
                var began = clock.GetTimestamp();
                while (runs.Count < most && (runs.Count == 0 || clock.GetElapsedTime(began) < Moment) && await ClaimAsync(db, ct) is { } instance)
                {
                    runs.Add(instance.WorkflowId);
                    last = ActivatorUtilities.CreateInstance<WorkflowBurst>(scope.ServiceProvider);
                    await last.RunAsync(instance, ct);
                    await db.SaveChangesAsync(ct);
                    db.ChangeTracker.Clear();
                    last = runs.Count == 1 ? last : null;
                }

                return (runs.Count, false);
            }, ct);
        }
        catch (Exception failure) when (runs.Count > 0 && failure is not OperationCanceledException && !engine.IsUnavailable(failure))
        {
            if (last is null)
            {
                LogShared(failure, runs.Count);
                return (runs.Count, true);
            }

            LogFailed(failure, runs[^1], last.ActivityId);
            await NoteAsync(runs[^1], failure, last, ct);
            return (1, true);
        }
    }

    private async Task<WorkflowInstance?> ClaimAsync(HubDb db, CancellationToken ct)
    {
        var sql = Claim + engine.SkipLocked;
        var claimed = await db.Workflows.FromSqlRaw(sql, clock.GetUtcNow().UtcDateTime).ToListAsync(ct);
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
            if (failure is WorkflowException { BeginsAnew: true } && await db.WorkflowEvents.Where(e => e.WorkflowId == id).OrderBy(e => e.Id).FirstOrDefaultAsync(ct) is { } taken)
            {
                taken.BeginsAnew = true;
            }

            instance.Fail(failure.Message, burst.ActivityId, failure is WorkflowException or ExpressionException, clock.GetUtcNow());
            if (instance.Status is WorkflowStatus.Faulted)
            {
                await WorkflowFaults.RecordAsync(db, instance, clock.GetUtcNow(), ct);
            }

            await db.SaveChangesAsync(ct);
        }, ct);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} runs of workflows could not be kept together and are done again one by one")]
    private partial void LogShared(Exception failure, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "Workflow {WorkflowId} failed at activity {ActivityId}")]
    private partial void LogFailed(Exception failure, string workflowId, string? activityId);
}
