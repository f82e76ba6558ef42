using System.Globalization;

namespace PracticeHub.Workflows.Features.WorkflowPicture;

/// <summary>A way from one activity to another.</summary>
/// <param name="Path">The curve, as SVG writes it.</param>
/// <param name="LabelX">The middle of the curve, where the outcome stands.</param>
/// <param name="Outcome">Null where there is only one.</param>
public sealed record FlowEdge(string From, string To, string Path, int LabelX, int LabelY, string? Outcome)
{
    private const int Bend = 46;

    /// <param name="lane">From −1 to 1: which of several ways out of the activity it is, so that they do not lie on each other.</param>
    public static FlowEdge Between(string fromId, (int X, int Y) from, string toId, (int X, int Y) to, double lane, string? outcome)
    {
        var points = Points(from, to, lane);
        var (label, text) = (At(points, 0.5), string.Join(' ', points.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.X:0} {p.Y:0}")).Skip(1)));
        return new(fromId, toId, string.Create(CultureInfo.InvariantCulture, $"M {points[0].X:0} {points[0].Y:0} C {text}"), (int)label.X, (int)label.Y, outcome);
    }

    private static (double X, double Y)[] Points((int X, int Y) from, (int X, int Y) to, double lane)
    {
        const int w = FlowLayout.Width, h = FlowLayout.Height;
        if (to.X >= from.X + w)
        {
            (double x1, double y1, double x2, double y2) = (from.X + w, from.Y + (h / 2) + (lane * h / 3), to.X, to.Y + (h / 2));
            var bend = Math.Max(Bend, (x2 - x1) / 2);
            return [(x1, y1), (x1 + bend, y1), (x2 - bend, y2), (x2, y2)];
        }

        if (Math.Abs(to.Y - from.Y) >= h)
        {
            // Down on the right half, up on the left one: two that lead to each other stay apart.
            var isDown = to.Y > from.Y;
            var side = (w / 2) + (isDown ? w / 6 : -w / 6);
            (double x1, double y1, double x2, double y2) = (from.X + side, isDown ? from.Y + h : from.Y, to.X + side, isDown ? to.Y : to.Y + h);
            var bend = Math.Max(Bend, Math.Abs(y2 - y1) / 2) * (isDown ? 1 : -1);
            return [(x1, y1), (x1, y1 + bend), (x2, y2 - bend), (x2, y2)];
        }

        // Back along a row: an arc below it.
        var depth = Math.Max(from.Y, to.Y) + h + Bend + (Math.Abs(from.X - to.X) / 8);
        return [(from.X + (w * 0.4), from.Y + h), (from.X + (w * 0.4), depth), (to.X + (w * 0.6), depth), (to.X + (w * 0.6), to.Y + h)];
    }

    private static (double X, double Y) At((double X, double Y)[] p, double t)
    {
        var s = 1 - t;
        double Mix(Func<(double X, double Y), double> of) => (s * s * s * of(p[0])) + (3 * s * s * t * of(p[1])) + (3 * s * t * t * of(p[2])) + (t * t * t * of(p[3]));
        return (Mix(q => q.X), Mix(q => q.Y));
    }
}
