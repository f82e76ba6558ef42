using PracticeHub.Kernel;
using PracticeHub.Kernel.Expressions;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Workflows;
using PracticeHub.Workflows.Features.WorkflowGuides;

namespace PracticeHub.Workflows.Features.WorkflowEditing;

/// <summary>Something about a drawing that its author should know, and at which activity.</summary>
/// <param name="IsError">It cannot be saved like this.</param>
public sealed record Finding(ActivityNode? At, Refusal What, bool IsError = false);

/// <summary>Looks for what would go wrong, before it does.</summary>
public sealed class FlowCheck(CurrentHub hub, FlowWords words)
{
    private static readonly string[] Loops = ["WhileLoopTask", "ForLoopTask", "ForEachTask"];
    private static readonly Scope Templates = new Scope().Filter("signal_url", name => name);
    private readonly Dictionary<string, ActivityGuide> _guides = hub.All<ActivityGuide>().ToDictionary(g => g.Name, StringComparer.Ordinal);

    public IReadOnlyList<Finding> Of(WorkflowType type) =>
    [
        .. Start(type),
        .. type.Activities.SelectMany(Expressions),
        .. type.Activities.Where(a => !words.Knows(a)).Select(a => new Finding(a, new("unknown-activity", "No feature that is on knows “{0}”. An instance that comes here is parked.", a.Name))),
        .. Unreachable(type),
        .. type.Activities.SelectMany(a => Ways(type, a)),
        .. Circles(type),
    ];

    private static IEnumerable<Finding> Start(WorkflowType type) =>
        type.Starts.Any() ? [] : [new(null, new("no-start", "Nothing starts it. Make at least one activity a start."), IsError: true)];

    private IEnumerable<Finding> Expressions(ActivityNode activity) =>
        from guide in _guides.TryGetValue(activity.Name, out var known) ? [known] : Array.Empty<ActivityGuide>()
        from property in guide.Properties
        let source = activity.Expression(property.Name)
        where source.Length > 0
        let error = property.Kind switch
        {
            PropertyKind.JavaScript => JavaScriptExpression.Check(source),
            PropertyKind.Liquid => LiquidTemplate.Check(source, Templates),
            _ => null,
        }
        where error is not null
        select new Finding(activity, new("unreadable", "“{0}” cannot be read in line {1}, column {2}: {3}", words.Label(guide, property.Label), error.Line, error.Column, error.Message), IsError: true);

    private static IEnumerable<Finding> Unreachable(WorkflowType type)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var todo = new Stack<string>(type.Starts.Select(s => s.Id));
        while (todo.TryPop(out var at))
        {
            if (seen.Add(at))
            {
                type.Transitions.Where(t => t.From == at).ToList().ForEach(t => todo.Push(t.To));
            }
        }

        return type.Activities.Where(a => !seen.Contains(a.Id)).Select(a => new Finding(a, new("unreachable", "No way leads here from a start.")));
    }

    /// <summary>An outcome that leads nowhere is a fine end; but not where others lead on, or where something is decided or waited for.</summary>
    private IEnumerable<Finding> Ways(WorkflowType type, ActivityNode activity)
    {
        var (outcomes, used) = (words.OutcomesOf(activity), type.Transitions.Where(t => t.From == activity.Id).Select(t => t.Outcome).ToList());
        if (used.Count == 0 && (words.Waits(activity) || (outcomes.Count > 1 && !outcomes.Contains("Done"))))
        {
            yield return new(activity, new("dead-end", "It ends here, whatever comes of it."));
        }
        else if (used.Count > 0)
        {
            foreach (var outcome in outcomes.Except(used))
            {
                yield return new(activity, new("open-outcome", "“{0}” leads nowhere: there it ends.", words.Outcome(outcome)));
            }
        }

        foreach (var outcome in words.Knows(activity) ? used.Except(outcomes) : [])
        {
            yield return new(activity, new("strange-outcome", "A way leads on from “{0}”, which is no outcome of it.", outcome));
        }
    }

    /// <summary>A way that comes back to where it was without a wait, and that no counting loop ends.</summary>
    private IEnumerable<Finding> Circles(WorkflowType type)
    {
        var quick = type.Activities.Where(a => !words.Waits(a) && !Loops.Contains(a.Name)).Select(a => a.Id).ToHashSet(StringComparer.Ordinal);
        var ways = type.Transitions.Where(t => quick.Contains(t.From) && quick.Contains(t.To)).ToLookup(t => t.From, t => t.To);
        foreach (var id in quick)
        {
            var (seen, todo) = (new HashSet<string>(StringComparer.Ordinal), new Stack<string>(ways[id]));
            while (todo.TryPop(out var at))
            {
                (seen.Add(at) ? ways[at] : []).ToList().ForEach(todo.Push);
            }

            if (seen.Contains(id))
            {
                yield return new(type.Find(id), new("endless", "From here it comes back here without ever waiting. After 1000 steps it is stopped."));
                yield break;
            }
        }
    }
}
