using PracticeHub.Kernel.Workflows;

namespace PracticeHub.Workflows.Features.WorkflowPicture;

/// <summary>Where each activity stands: as its author drew it, or in layers from the start on, the same each time.</summary>
public static class FlowLayout
{
    public const int Width = 200;
    public const int Height = 84;
    private const int LayerStep = Width + 90;
    private const int RowStep = Height + 36;

    public static IReadOnlyDictionary<string, (int X, int Y)> Of(WorkflowType type) => Drawn(type) ?? InLayers(type);

    /// <summary>Orchard Core draws smaller boxes: what would lie on top of each other is pulled apart. Null where that does not help.</summary>
    private static Dictionary<string, (int X, int Y)>? Drawn(WorkflowType type)
    {
        var nodes = type.Activities.ToList();
        if (nodes.Any(n => n.Place is null))
        {
            return null;
        }

        foreach (var factor in new[] { 1, 1.25, 1.5, 2 })
        {
            var places = nodes.ToDictionary(n => n.Id, n => ((int)(n.Place!.Value.X * factor), (int)(n.Place.Value.Y * factor)), StringComparer.Ordinal);
            if (!Overlap([.. places.Values]))
            {
                return places;
            }
        }

        return null;
    }

    private static bool Overlap(List<(int X, int Y)> places) => places.Where((a, i) => places.Skip(i + 1).Any(b => Overlap(a, b))).Any();

    private static bool Overlap((int X, int Y) a, (int X, int Y) b) => Math.Abs(a.X - b.X) < Width && Math.Abs(a.Y - b.Y) < Height;

    /// <summary>A place for one more box, there or as little further down as the others need.</summary>
    public static (int X, int Y) Free(int x, int y, IReadOnlyCollection<(int X, int Y)> others)
    {
        while (others.Where(o => Overlap((x, y), o)).Select(o => (int?)o.Y).Max() is { } lowest)
        {
            y = lowest + Height + 20;
        }

        return (x, y);
    }

    private static Dictionary<string, (int X, int Y)> InLayers(WorkflowType type)
    {
        var (layers, row) = (LayersOf(type), new Dictionary<string, double>(StringComparer.Ordinal));
        foreach (var layer in layers.GroupBy(l => l.Value).OrderBy(g => g.Key))
        {
            // Each stands near those that lead to it, so that few ways cross.
            var before = layer.ToDictionary(l => l.Key, l => type.Transitions.Where(t => t.To == l.Key && row.ContainsKey(t.From)).Select(t => row[t.From]).DefaultIfEmpty(0).Average());
            var index = 0;
            foreach (var id in layer.Select(l => l.Key).OrderBy(id => before[id]))
            {
                row[id] = index++ - ((layer.Count() - 1) / 2.0);
            }
        }

        return layers.ToDictionary(l => l.Key, l => (l.Value * LayerStep, (int)(row[l.Key] * RowStep)), StringComparer.Ordinal);
    }

    /// <summary>How many steps each is away from a start, in the order of the document; what nothing leads to begins a row of its own.</summary>
    private static Dictionary<string, int> LayersOf(WorkflowType type)
    {
        var layers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var begin in type.Starts.Concat(type.Activities))
        {
            var todo = new Queue<(string Id, int Layer)>([(begin.Id, 0)]);
            while (todo.TryDequeue(out var next))
            {
                if (layers.TryAdd(next.Id, next.Layer))
                {
                    type.Transitions.Where(t => t.From == next.Id).ToList().ForEach(t => todo.Enqueue((t.To, next.Layer + 1)));
                }
            }
        }

        return layers;
    }
}
