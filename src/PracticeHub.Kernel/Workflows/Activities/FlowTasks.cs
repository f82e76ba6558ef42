using System.Text.Json.Nodes;

namespace PracticeHub.Kernel.Workflows;

/// <summary>Goes one of two ways.</summary>
internal sealed class IfElseTask : WorkflowActivity
{
    public override IReadOnlyList<string> Outcomes(ActivityNode node) => ["True", "False"];

    public override Task<ActivityResult> ExecuteAsync(WorkflowContext run, CancellationToken ct) =>
        Task.FromResult(ActivityResult.Go(run.IsTrue("Condition") ? "True" : "False"));
}

/// <summary>Goes several ways at once.</summary>
internal sealed class ForkTask : WorkflowActivity
{
    public override IReadOnlyList<string> Outcomes(ActivityNode node) => node.Texts("Forks");

    public override Task<ActivityResult> ExecuteAsync(WorkflowContext run, CancellationToken ct) =>
        Task.FromResult(ActivityResult.Go(run.Node.Texts("Forks")));
}

/// <summary>Goes on when all ways that lead here have been gone, or the first one.</summary>
internal sealed class JoinTask : WorkflowActivity
{
    private const string Branches = "Branches";

    public override IReadOnlyList<string> Outcomes(ActivityNode node) => ["Joined"];

    public override Task<ActivityResult> ExecuteAsync(WorkflowContext run, CancellationToken ct)
    {
        var arrived = Arrived(run.Own).Select(b => b!.ToString()).ToHashSet();
        var isJoined = IsAny(run.Node) ? arrived.Count > 0 : run.Type.WaysInto(run.Node.Id).All(arrived.Contains);
        if (!isJoined)
        {
            return Task.FromResult(ActivityResult.End);
        }

        run.Own[Branches] = new JsonArray();
        if (IsAny(run.Node))
        {
            var before = Before(run.Type, run.Node.Id);
            run.StopWaitingAt(before);
            run.State.Forget(before);
        }

        return Task.FromResult(ActivityResult.Go("Joined"));
    }

    /// <summary>Notes by which way the workflow comes to a join.</summary>
    internal static void Arrive(WorkflowContext run, ActivityNode to, string outcome)
    {
        var way = WorkflowType.Way(run.Node.Id, outcome);
        if (to.Name == nameof(JoinTask) && !Arrived(run.State.Of(to.Id)).Any(b => b!.ToString() == way))
        {
            Arrived(run.State.Of(to.Id)).Add(way);
        }
    }

    // Orchard Core writes the enumeration's number, WaitAll being 0; people write its name.
    private static bool IsAny(ActivityNode node) => node.Text("Mode") is "1" or "WaitAny";

    private static JsonArray Arrived(JsonObject own)
    {
        if (own[Branches] is not JsonArray list)
        {
            own[Branches] = list = [];
        }

        return list;
    }

    /// <summary>
    /// What lies between the fork and the join: on the ways back, as far as the activities that every way to the join leads
    /// through. Beyond them a loop would lead into branches of another fork.
    /// </summary>
    private static HashSet<string> Before(WorkflowType type, string joinId)
    {
        var certain = type.Activities.Select(a => a.Id).Where(id => type.Starts.All(start => !type.Leads(start.Id, joinId, id))).ToHashSet(StringComparer.Ordinal);
        var found = new HashSet<string>(StringComparer.Ordinal);
        var todo = new Stack<string>([joinId]);
        while (todo.TryPop(out var at))
        {
            foreach (var source in type.SourcesOf(at).Where(s => !certain.Contains(s) && found.Add(s)))
            {
                todo.Push(source);
            }
        }

        return found;
    }
}

/// <summary>The hub's own: other branches of this instance no longer wait, at the activities named or at any.</summary>
internal sealed class StopWaitingTask : WorkflowActivity
{
    public override Task<ActivityResult> ExecuteAsync(WorkflowContext run, CancellationToken ct)
    {
        run.StopWaitingAt(run.Node.Texts("Activities"));
        return Task.FromResult(ActivityResult.Done);
    }
}
