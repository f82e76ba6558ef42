using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Modules;

namespace PracticeHub.Kernel.Workflows;

/// <summary>One run of an instance, from what woke it to the next waits; the caller's transaction holds all of it.</summary>
internal sealed class WorkflowBurst(HubDb db, CurrentHub hub, WorkflowTypes types, WorkflowTokens tokens, TimeProvider clock)
{
    /// <summary>Activities that one run may execute.</summary>
    public const int MostSteps = 1000;

    private readonly Stack<(ActivityNode Node, bool Resumes)> _todo = [];
    private readonly Dictionary<string, WorkflowActivity> _activities = [];

    /// <summary>The activity that is being executed; what a failure is blamed on.</summary>
    public string? ActivityId { get; private set; }

    /// <inheritdoc cref="WorkflowContext.IsTrial"/>
    public bool IsTrial { get; set; }

    /// <summary>What the instance had behind it when this run took it; nothing before that.</summary>
    public (int Attempts, int Bursts) Began { get; private set; }

    /// <summary>The way that was gone in this run, kept also when it fails.</summary>
    public List<WorkflowVisit> Way { get; } = [];

    public async Task RunAsync(WorkflowInstance instance, CancellationToken ct)
    {
        var workflowId = instance.WorkflowId;
        Began = (instance.Attempts, instance.Bursts);
        var type = await types.FindAsync(db, instance.TypeId, instance.TypeVersion, ct)
            ?? throw new WorkflowException($"Version {instance.TypeVersion} of the workflow type {instance.TypeId} was deleted. Bring it back by a recipe and try again, or end this instance.");
        var (happened, hasMore, before) = await AroundAsync(workflowId, ct);
        var waits = before.ToList();
        var run = new WorkflowContext(instance, type, WorkflowState.Parse(instance.State), waits, tokens, happened?.AtUtc ?? clock.GetUtcNow()) { IsTrial = IsTrial, Depth = (happened?.Depth ?? 0) + 1 };
        Begin(run, happened, waits);
        await WorkAsync(run, waits, ct);
        Keep(run, happened, before, waits);
        instance.Succeed(hasMore, waits, clock.GetUtcNow());
    }

    /// <summary>
    /// The first event, whether there is another, and the waits, all in one question. It is not part of the claim: whoever claims a row
    /// that has just been changed sees it as it is now, but whatever is asked along with it as it was before.
    /// </summary>
    private async Task<(WorkflowEvent? Happened, bool HasMore, List<WorkflowBookmark> Waits)> AroundAsync(string workflowId, CancellationToken ct)
    {
        var (events, waits) = (db.WorkflowEvents.Where(e => e.WorkflowId == workflowId), db.WorkflowBookmarks.Where(b => b.WorkflowId == workflowId));
        var rows = await (
            from instance in db.Workflows
            from happened in events.Where(e => e.Id == events.Min(first => first.Id)).DefaultIfEmpty()
            from wait in waits.DefaultIfEmpty()
            where instance.WorkflowId == workflowId
            orderby wait.SinceUtc, wait.ActivityId
            select new { Happened = (WorkflowEvent?)happened, Wait = (WorkflowBookmark?)wait, HasMore = events.Any(e => e.Id > happened.Id) }).ToListAsync(ct);
        return (rows[0].Happened, rows[0].HasMore, [.. rows.Select(r => r.Wait).OfType<WorkflowBookmark>()]);
    }

    private void Begin(WorkflowContext run, WorkflowEvent? happened, List<WorkflowBookmark> waits)
    {
        if (happened is null)
        {
            var due = waits.Where(w => w.DueUtc <= clock.GetUtcNow()).MinBy(w => w.DueUtc);
            Wake(run.Type, due, waits);
            return;
        }

        var input = JsonNode.Parse(happened.Input)!.AsObject();
        if (happened.ActivityId is { } meantFor)
        {
            // The start, or an answer from outside for which somebody still waits.
            var wait = waits.Find(w => w.ActivityId == meantFor);
            if (wait is not null || run.Instance.Bursts == 0)
            {
                run.State.Take(input);
                waits.RemoveAll(w => w == wait);
                _todo.Push((run.Type.Find(meantFor)!, Resumes: !happened.BeginsAnew));
            }

            return;
        }

        var meant = waits.Where(w => w.Event == happened.Name && Accepts(run.Type.Find(w.ActivityId), input)).ToList();
        if (meant.Count > 0)
        {
            run.State.Take(input);
            meant.ForEach(w => Wake(run.Type, w, waits));
        }
    }

    private void Wake(WorkflowType type, WorkflowBookmark? wait, List<WorkflowBookmark> waits)
    {
        if (wait is not null)
        {
            waits.Remove(wait);
            _todo.Push((type.Find(wait.ActivityId)!, true));
        }
    }

    private bool Accepts(ActivityNode? node, JsonObject input) => node is not null && Activity(node) is EventActivity known && known.Accepts(node, input);

    private async Task WorkAsync(WorkflowContext run, List<WorkflowBookmark> waits, CancellationToken ct)
    {
        for (var steps = 0; _todo.TryPop(out var next); steps++)
        {
            if (steps == MostSteps)
            {
                throw new WorkflowException($"It took {MostSteps} steps without waiting. A loop without an end?");
            }

            (run.Node, ActivityId) = (next.Node, next.Node.Id);
            var skippedBy = run.State.TakeSkip(next.Node.Id);
            var result = skippedBy is not null ? ActivityResult.Go(skippedBy) : await StepAsync(run, next.Resumes, waits, ct);
            Way.Add(new(next.Node.Id, clock.GetUtcNow(), result.IsWaiting ? null : result.Outcomes, skippedBy is not null));
            run.State.Visit(Way[^1]);
            Abandon(run);
            Follow(run, result);
            await WriteAsync(run.Depth, ct);
        }
    }

    private async Task<ActivityResult> StepAsync(WorkflowContext run, bool resumes, List<WorkflowBookmark> waits, CancellationToken ct)
    {
        var activity = Activity(run.Node);
        var result = resumes ? await activity.ResumeAsync(run, ct) : await activity.ExecuteAsync(run, ct);
        if (result.IsWaiting)
        {
            Wait(run, activity, result, waits);
        }

        return result;
    }

    /// <summary>The next activity finds in the database what this one did; all of it is still undone if a later one fails.</summary>
    private async Task WriteAsync(int depth, CancellationToken ct)
    {
        foreach (var deed in db.ChangeTracker.Entries<ActivityRecord>().Where(e => e.State == EntityState.Added))
        {
            deed.Property(d => d.Depth).CurrentValue = depth;
        }

        await db.SaveChangesAsync(ct);
    }

    private void Abandon(WorkflowContext run)
    {
        if (run.Abandoned.Count > 0)
        {
            var still = _todo.Where(t => !run.Abandoned.Contains(t.Node.Id)).Reverse().ToList();
            _todo.Clear();
            still.ForEach(_todo.Push);
            run.Abandoned.Clear();
        }
    }

    private void Follow(WorkflowContext run, ActivityResult result)
    {
        foreach (var outcome in result.Outcomes)
        {
            if (run.Type.Next(run.Node.Id, outcome) is { } next)
            {
                JoinTask.Arrive(run, next, outcome);
                _todo.Push((next, false));
            }
        }
    }

    private void Wait(WorkflowContext run, WorkflowActivity activity, ActivityResult result, List<WorkflowBookmark> waits)
    {
        waits.RemoveAll(w => w.ActivityId == run.Node.Id);
        waits.Add(new()
        {
            WorkflowId = run.Instance.WorkflowId,
            ActivityId = run.Node.Id,
            Event = activity is EventActivity ? activity.Name : "",
            CorrelationId = run.CorrelationId,
            SinceUtc = clock.GetUtcNow(),
            DueUtc = result.DueUtc,
        });
    }

    /// <summary>What is written at the end goes to the database at once.</summary>
    private void Keep(WorkflowContext run, WorkflowEvent? happened, List<WorkflowBookmark> before, List<WorkflowBookmark> waits)
    {
        if (happened is not null)
        {
            db.Remove(happened);
        }

        run.State.ForgetSkip();
        run.Instance.State = run.State.Document.ToJsonString();
        foreach (var over in before.Except(waits))
        {
            db.Remove(over);
            db.Add(new WorkflowStay
            {
                WorkflowId = over.WorkflowId, TypeId = run.Type.Id, ActivityId = over.ActivityId, SinceUtc = over.SinceUtc, UntilUtc = clock.GetUtcNow(),
            });
        }

        db.AddRange(waits.Except(before));
    }

    private WorkflowActivity Activity(ActivityNode node)
    {
        if (!_activities.TryGetValue(node.Name, out var known))
        {
            known = hub.Service<WorkflowActivity>(node.Name)
                ?? throw new WorkflowException($"No feature that is on knows the activity {node.Name}. Switch it on, or draw the workflow without it.");
            _activities.Add(node.Name, known);
        }

        return known;
    }
}

/// <summary>A reason to stop an instance that trying again would not change.</summary>
public sealed class WorkflowException(string message) : Exception(message)
{
    /// <summary>To try again is to carry out the activity from its beginning: what came for it cannot be taken.</summary>
    public bool BeginsAnew { get; init; }
}
