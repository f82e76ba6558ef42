using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Modules;

namespace PracticeHub.Kernel.Workflows;

/// <summary>
/// Brings what happened to the instances that wait for it, and starts new ones. It only delivers, in the transaction that
/// moves its cursor; each instance then runs in a transaction of its own, so none can hold up the others.
/// </summary>
internal sealed class WorkflowEvents(HubDb db, CurrentHub hub, WorkflowTypes types, Ids ids, TimeProvider clock) : IActivityConsumer
{
    /// <summary>Deeds of workflows that were started by deeds of workflows, and so on: where it stops.</summary>
    public const int DeepestChain = 20;

    private readonly Dictionary<string, Target> _awake = [];

    public string Name => "workflows";

    public async Task ConsumeAsync(IReadOnlyList<ActivityRecord> activities, CancellationToken ct)
    {
        var events = hub.Services<WorkflowActivity, EventActivity>().ToList();
        var happened = (from deed in activities
                        where deed.Depth < DeepestChain
                        from known in events
                        where known.Verbs.Contains(deed.Verb)
                        select new Happening(known, deed, known.CorrelationOf(deed))).ToList();
        if (happened.Count == 0)
        {
            return;
        }

        var targets = await TargetsAsync(happened, ct);
        var enabled = await types.EnabledAsync(db, ct);
        foreach (var happening in happened)
        {
            await DeliverAsync(happening, targets, ct);
            foreach (var type in enabled)
            {
                await StartAsync(type, happening, ct);
            }
        }

        await WakeAsync(ct);
    }

    private async Task<List<Target>> TargetsAsync(List<Happening> happened, CancellationToken ct)
    {
        var names = happened.Select(h => h.Event.Name).Distinct().ToList();
        var about = happened.Select(h => h.CorrelationId).Distinct().ToList();
        var now = clock.GetUtcNow();
        var waiting = await db.WorkflowBookmarks.Where(b => names.Contains(b.Event) && about.Contains(b.CorrelationId))
            .Select(b => new Target(b.WorkflowId, b.CorrelationId, b.Event, "", 0)).ToListAsync(ct);
        // What an instance in the middle of its work will wait for is not known yet, so it gets what may concern it.
        var busy = await db.Workflows.Where(w => about.Contains(w.CorrelationId) && (w.Attempts > 0 || w.WakeUtc <= now))
            .Select(w => new Target(w.WorkflowId, w.CorrelationId, null, w.TypeId, w.TypeVersion)).ToListAsync(ct);
        return [.. waiting, .. busy];
    }

    private async Task DeliverAsync(Happening happening, List<Target> targets, CancellationToken ct)
    {
        var concerned = targets.Concat(_awake.Values.Where(t => t.IsNew)).Where(t => t.CorrelationId == happening.CorrelationId).ToList();
        foreach (var target in concerned.DistinctBy(t => t.WorkflowId))
        {
            if (concerned.Any(t => t.WorkflowId == target.WorkflowId && t.Event == happening.Event.Name) || await MayWaitAsync(target, happening.Event, ct))
            {
                Send(target.WorkflowId, happening, null);
                _awake.TryAdd(target.WorkflowId, target);
            }
        }
    }

    private async Task<bool> MayWaitAsync(Target target, EventActivity known, CancellationToken ct) =>
        target.Event is null
        && await types.FindAsync(db, target.TypeId, target.Version, ct) is { } type
        && type.Activities.Any(a => a.Name == known.Name);

    private async Task StartAsync(WorkflowType type, Happening happening, CancellationToken ct)
    {
        var start = type.Starts.FirstOrDefault(n => n.Name == happening.Event.Name && happening.Event.Starts(type, n, EventActivity.InputOf(happening.Deed)));
        // A type that deals with failures never starts by its own.
        if (start is null || type.Id == WorkflowFaults.TypeOf(happening.Deed) || (type.IsSingleton && await IsRunningAsync(type, ct)))
        {
            return;
        }

        var now = clock.GetUtcNow();
        var instance = new WorkflowInstance
        {
            WorkflowId = ids.New(), TypeId = type.Id, TypeVersion = type.Version, CorrelationId = happening.CorrelationId, CreatedUtc = now, WakeUtc = now,
        };
        db.Add(instance);
        _awake[instance.WorkflowId] = new(instance.WorkflowId, instance.CorrelationId, null, type.Id, type.Version) { IsNew = true };
        Send(instance.WorkflowId, happening, start.Id);
    }

    private async Task<bool> IsRunningAsync(WorkflowType type, CancellationToken ct) =>
        _awake.Values.Any(t => t.IsNew && t.TypeId == type.Id)
        || await db.IsRunningAsync(type.Id, ct);

    private void Send(string workflowId, Happening happening, string? startId) => db.Add(new WorkflowEvent
    {
        WorkflowId = workflowId,
        Name = happening.Event.Name,
        ActivityId = startId,
        Input = EventActivity.InputOf(happening.Deed).ToJsonString(),
        AtUtc = happening.Deed.AtUtc,
        Depth = happening.Deed.Depth,
    });

    /// <summary>Waits for instances that run at this moment; what failed keeps the time of its next try.</summary>
    private async Task WakeAsync(CancellationToken ct)
    {
        var sleeping = _awake.Values.Where(t => !t.IsNew).Select(t => t.WorkflowId).Order(StringComparer.Ordinal).ToList();
        if (sleeping.Count > 0)
        {
            DateTimeOffset? now = clock.GetUtcNow();
            await db.Workflows.Where(w => sleeping.Contains(w.WorkflowId) && w.Attempts == 0 && w.Status != WorkflowStatus.Aborted).ExecuteUpdateAsync(w => w.SetProperty(x => x.WakeUtc, now), ct);
        }
    }

    private sealed record Happening(EventActivity Event, ActivityRecord Deed, string CorrelationId);

    private sealed record Target(string WorkflowId, string CorrelationId, string? Event, string TypeId, int Version)
    {
        public bool IsNew { get; init; }
    }
}
