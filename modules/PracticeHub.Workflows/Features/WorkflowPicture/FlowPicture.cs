using PracticeHub.Kernel.Workflows;
using PracticeHub.Workflows.Features.WorkflowGuides;

namespace PracticeHub.Workflows.Features.WorkflowPicture;

/// <summary>An activity in the picture.</summary>
/// <param name="Heat">0 where nobody has waited, up to 3 where waits were longest.</param>
public sealed record FlowNode(ActivityNode Activity, int X, int Y, bool IsKnown, int Heat, IReadOnlyList<string> Outcomes, ActivityStanding Standing)
{
    /// <summary>Where each outcome leaves the box, as far down as its place among them.</summary>
    public IEnumerable<(string Outcome, int Y)> Ports => Outcomes.Select((outcome, i) => (outcome, Y + (FlowLayout.Height * (i + 1) / (Outcomes.Count + 1))));
}

/// <summary>A version of a workflow type as it is drawn, with how it stands in it.</summary>
public sealed record FlowPicture(string Name, IReadOnlyList<FlowNode> Nodes, IReadOnlyList<FlowEdge> Edges, string Box, int Width, int Height)
{
    private const int Margin = 24;

    /// <summary>Whether its reader changes it, and finds at each box from where to draw.</summary>
    public bool IsEdited { get; init; }

    /// <summary>Where the waits were longest comes first, then where most wait.</summary>
    public IEnumerable<FlowNode> WorstFirst => Nodes.OrderByDescending(n => n.Standing.Failed > 0).ThenByDescending(n => n.Standing.Ninetieth ?? TimeSpan.MinValue)
        .ThenByDescending(n => n.Standing.Waiting).ThenBy(n => n.X).ThenBy(n => n.Y);

    public FlowNode? Find(string? activityId) => Nodes.FirstOrDefault(n => n.Activity.Id == activityId);

    /// <summary>The ways out of an activity, in the order of its outcomes.</summary>
    public IEnumerable<(string Outcome, FlowNode? To)> WaysFrom(FlowNode node, WorkflowType type) => node.Outcomes
        .Concat(type.Transitions.Where(t => t.From == node.Activity.Id).Select(t => t.Outcome)).Distinct()
        .Select(outcome => (outcome, Find(type.Next(node.Activity.Id, outcome)?.Id)));

    public static FlowPicture Of(WorkflowType type, FlowStanding standing, FlowWords words)
    {
        var places = FlowLayout.Of(type);
        var slowest = standing.Activities.Values.Max(s => s.Ninetieth);
        var nodes = type.Activities.Select(a => new FlowNode(
            a, places[a.Id].X, places[a.Id].Y, words.Knows(a), Heat(standing.At(a.Id).Ninetieth, slowest), words.OutcomesOf(a), standing.At(a.Id)))
            .OrderBy(n => n.X).ThenBy(n => n.Y).ToList();
        var edges = EdgesOf(type, places).ToList();
        return Framed(words.NameOf(type), nodes, edges);
    }

    private static FlowPicture Framed(string name, List<FlowNode> nodes, List<FlowEdge> edges)
    {
        if (nodes.Count == 0)
        {
            return new(name, nodes, edges, "0 0 1 1", 1, 1);
        }

        var (left, top) = (nodes.Min(n => n.X) - Margin, nodes.Min(n => n.Y) - Margin);
        var right = nodes.Max(n => n.X) + FlowLayout.Width + Margin;
        var bottom = Math.Max(nodes.Max(n => n.Y) + FlowLayout.Height, edges.Count == 0 ? int.MinValue : edges.Max(e => e.LabelY) + 12) + Margin;
        return new(name, nodes, edges, $"{left} {top} {right - left} {bottom - top}", right - left, bottom - top);
    }

    private static IEnumerable<FlowEdge> EdgesOf(WorkflowType type, IReadOnlyDictionary<string, (int X, int Y)> places)
    {
        foreach (var ways in type.Transitions.GroupBy(t => t.From))
        {
            var sorted = ways.OrderBy(w => places[w.To].Y).ToList();
            foreach (var (way, index) in sorted.Select((w, i) => (w, i)))
            {
                var lane = sorted.Count == 1 ? 0 : (2.0 * index / (sorted.Count - 1)) - 1;
                yield return FlowEdge.Between(way.From, places[way.From], way.To, places[way.To], lane, sorted.Count == 1 && way.Outcome == "Done" ? null : way.Outcome);
            }
        }
    }

    private static int Heat(TimeSpan? waits, TimeSpan? slowest) =>
        waits is not { } own || slowest is not { Ticks: > 0 } most || own <= TimeSpan.Zero ? 0 : (own / most) switch { >= 0.66 => 3, >= 0.25 => 2, _ => 1 };
}
