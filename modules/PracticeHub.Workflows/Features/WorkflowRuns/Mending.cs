using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Workflows;
using PracticeHub.Kernel.Workflows.Effects;

namespace PracticeHub.Workflows.Features.WorkflowRuns;

/// <summary>What people do to instances. Each deed holds the instance's row, so that the engine does not work on it meanwhile.</summary>
public sealed class Mending(HubDb db, DatabaseEngine engine, WorkflowTypes types, ActivityPump pump, CurrentMember me, TimeProvider clock)
{
    private static readonly Refusal Busy = new("at-work", "The hub works on this instance at the moment. Look again in a few seconds.");
    private static readonly Refusal NotFailed = new("not-failed", "This instance has not failed, or somebody has mended it meanwhile.");
    private static readonly Refusal Over = new("is-over", "This instance is over already.");

    public Task<Refusal?> RetryAsync(string workflowId, CancellationToken ct) => DoAsync(workflowId, WorkflowDeeds.Retried, (instance, _) =>
    {
        if (!instance.HasFailed)
        {
            return Task.FromResult<Refusal?>(NotFailed);
        }

        instance.Retry(clock.GetUtcNow());
        return Task.FromResult<Refusal?>(null);
    }, ct);

    /// <summary>Goes on by the outcome as if the activity that failed had ended with it.</summary>
    /// <param name="activityId">The activity that was shown as failed; another one may have failed since.</param>
    public Task<Refusal?> SkipAsync(string workflowId, string? activityId, string? outcome, CancellationToken ct) => DoAsync(workflowId, WorkflowDeeds.Skipped, async (instance, changes) =>
    {
        if (!instance.HasFailed || instance.FaultActivityId is null || instance.FaultActivityId != activityId)
        {
            return NotFailed;
        }

        var type = await types.FindAsync(db, instance.TypeId, instance.TypeVersion, ct);
        if (outcome is not { Length: > 0 and <= 100 } || type?.Find(activityId) is not { } node)
        {
            return new("no-outcome", "Choose the outcome by which the workflow goes on.");
        }

        changes.Add(new(node.Title, null, outcome));
        instance.Skip(outcome, clock.GetUtcNow());
        return null;
    }, ct);

    public Task<Refusal?> EndAsync(string workflowId, CancellationToken ct) => DoAsync(workflowId, WorkflowDeeds.Ended, async (instance, _) =>
    {
        if (instance.IsOver)
        {
            return Over;
        }

        var isTimed = instance is { Bursts: 0, Status: not WorkflowStatus.Halted };
        instance.Abort(clock.GetUtcNow());
        db.RemoveRange(await db.WorkflowBookmarks.Where(b => b.WorkflowId == workflowId).ToListAsync(ct));
        await db.Set<WorkflowEffect>().Where(e => e.WorkflowId == workflowId).ExecuteDeleteAsync(ct);
        db.RemoveRange(await db.WorkflowEvents.Where(e => e.WorkflowId == workflowId).ToListAsync(ct));
        if (isTimed && await db.NewestWorkflowTypes.FirstOrDefaultAsync(t => t.TypeId == instance.TypeId, ct) is { } newest)
        {
            // The one that was to begin by the clock is gone; the next takes its place.
            await db.SaveChangesAsync(ct);
            await WorkflowTimers.PlantAsync(db, WorkflowType.Of(newest), clock.GetUtcNow(), ct);
        }

        return null;
    }, ct);

    /// <summary>Goes on by the newest version, if there is every activity at which it stands.</summary>
    public Task<Refusal?> MoveAsync(string workflowId, CancellationToken ct) => DoAsync(workflowId, WorkflowDeeds.Moved, async (instance, changes) =>
    {
        if (instance.IsOver)
        {
            return Over;
        }

        if (await db.NewestWorkflowTypes.FirstOrDefaultAsync(t => t.TypeId == instance.TypeId, ct) is not { } stored || WorkflowType.Of(stored) is not { IsDeleted: false } newest)
        {
            return new("type-gone", "The workflow itself was deleted. Bring it back, or end this instance.");
        }

        if (newest.Version == instance.TypeVersion)
        {
            return new("newest", "It goes by the newest version already.");
        }

        var old = await types.FindAsync(db, instance.TypeId, instance.TypeVersion, ct);
        if (await MissingAsync(workflowId, old, newest, ct) is { } missing)
        {
            return new("activity-gone", "It stands at “{0}”, which the newest version does not have. Draw it there again, or end this instance.", missing);
        }

        changes.Add(new("Version", $"{instance.TypeVersion}", $"{newest.Version}"));
        instance.TypeVersion = newest.Version;
        return null;
    }, ct);

    /// <summary>The title of an activity at which it stands and which the other version does not have, or has as something else.</summary>
    private async Task<string?> MissingAsync(string workflowId, WorkflowType? old, WorkflowType newest, CancellationToken ct)
    {
        var at = await db.WorkflowBookmarks.Where(b => b.WorkflowId == workflowId).Select(b => b.ActivityId)
            .Concat(db.WorkflowEvents.Where(e => e.WorkflowId == workflowId && e.ActivityId != null).Select(e => e.ActivityId!)).Distinct().ToListAsync(ct);
        var gone = at.Order(StringComparer.Ordinal).FirstOrDefault(id => newest.Find(id) is not { } node || (old?.Find(id) is { } before && before.Name != node.Name));
        return gone is null ? null : old?.Find(gone)?.Title ?? gone;
    }

    private async Task<Refusal?> DoAsync(string workflowId, string verb, Func<WorkflowInstance, List<HubChange>, Task<Refusal?>> deed, CancellationToken ct)
    {
        var refusal = await db.InTransactionAsync<Refusal?>(async () =>
        {
            var sql = """SELECT workflow_id AS "Value" FROM hub_workflow WHERE workflow_id = {0} """ + engine.SkipLocked;
            if ((await db.Database.SqlQueryRaw<string>(sql, workflowId).ToListAsync(ct)).Count == 0)
            {
                return Busy;
            }

            var instance = await db.Workflows.SingleAsync(w => w.WorkflowId == workflowId, ct);
            await db.Entry(instance).ReloadAsync(ct);
            var changes = new List<HubChange>();
            if (await deed(instance, changes) is { } no)
            {
                db.ChangeTracker.Clear();
                return no;
            }

            var name = await db.NewestWorkflowTypes.Where(t => t.TypeId == instance.TypeId).Select(t => t.Name).FirstOrDefaultAsync(ct) ?? instance.TypeId;
            db.RecordForHub(verb, me.RequiredId, clock.GetUtcNow(), $"{name} ({workflowId})", changes);
            await db.SaveChangesAsync(ct);
            await ForgetWaitsAsync(instance.TypeId, ct);
            return null;
        }, ct);
        pump.Wake();
        return refusal;
    }

    /// <summary>When nothing of a type is left to mend, it waits for nobody any more.</summary>
    private Task<int> ForgetWaitsAsync(string typeId, CancellationToken ct)
    {
        var failed = db.Workflows.Where(i => i.TypeId == typeId && i.Status == WorkflowStatus.Faulted);
        return db.Waits.Where(w => w.Reason == FaultNotices.Reason && w.ItemId == typeId && !failed.Any()).ExecuteDeleteAsync(ct);
    }
}
