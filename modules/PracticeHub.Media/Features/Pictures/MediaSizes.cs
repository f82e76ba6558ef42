using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace PracticeHub.Media.Features.Pictures;

/// <summary>A picture of this size, in pixels and upright. Where its shape is not that of the whole, something is cut off.</summary>
internal sealed record PictureCut(int Width, int Height)
{
    /// <summary>The place at the right or at the bottom.</summary>
    public const int Last = 4;

    /// <summary>Where the piece is cut out that is shown: from 0 at the left to <see cref="Last"/>; half of it is the middle.</summary>
    public int Across { get; init; } = Last / 2;

    /// <inheritdoc cref="Across"/>
    public int Down { get; init; } = Last / 2;

    /// <summary>Tells it from all other cuts of a picture.</summary>
    public string Name => $"{Width}x{Height}{((Across, Down) is (Last / 2, Last / 2) ? "" : $"-{Across}{Down}")}";
}

/// <summary>At which widths and in which shapes pictures are shown. They are few, so that nobody fills the disk by asking for many.</summary>
internal static class MediaSizes
{
    public static IReadOnlyList<int> Widths { get; } = [160, 320, 480, 800, 1200, 1600, 2400];

    /// <summary>Width by height of what is cut out; each upright as well.</summary>
    private static readonly (int Long, int Short)[] Shapes = [(1, 1), (5, 4), (4, 3), (3, 2), (16, 9), (2, 1), (5, 2), (3, 1), (4, 1)];

    public static int Largest => Widths[^1];

    /// <summary>
    /// What is served for what an address asks for, as Orchard Core writes it; null for the picture as it is. With <c>rmode=crop</c>
    /// as much as possible is cut out of it in about the shape that was asked for, around the point <c>rxy=0.5,0.5</c>; otherwise all of
    /// it is shown, within width and height or, with <c>rmode=min</c>, around them.
    /// </summary>
    /// <param name="own">The picture's own size; nothing is made larger.</param>
    public static PictureCut? For(IQueryCollection asked, (int Width, int Height) own)
    {
        var (width, height, mode) = (NumberIn(asked, "width"), NumberIn(asked, "height"), asked["rmode"].ToString());
        if (own.Width == 0 || (width == 0 && height == 0))
        {
            return null;
        }

        if (mode.Equals("crop", StringComparison.OrdinalIgnoreCase) && width > 0 && height > 0)
        {
            return Cut(width, height, own) with { Across = PlaceIn(asked, 0), Down = PlaceIn(asked, 1) };
        }

        var byHeight = height == 0 ? 0 : (int)Math.Clamp((long)height * own.Width / own.Height, 1, int.MaxValue);
        var isAround = width == 0 || height == 0 || mode.Equals("min", StringComparison.OrdinalIgnoreCase);
        var wished = isAround ? Math.Max(width, byHeight) : Math.Min(width, byHeight);
        return For(wished, own.Width) is { } narrow ? new(narrow, Scaled(own.Height, narrow, own.Width)) : null;
    }

    /// <summary>A picture of this width at every width that there is of it: what <c>srcset</c> says.</summary>
    public static string SetOf(string address, int own) =>
        string.Join(", ", Widths.Where(width => width < own).Select(width => $"{address}?width={width} {width}w").Append($"{address} {own}w"));

    private static PictureCut Cut(int width, int height, (int Width, int Height) own)
    {
        var shape = Shapes.Concat(Shapes.Select(s => (s.Short, s.Long))).MinBy(s => Math.Abs(Math.Log((double)width * s.Item2 / height / s.Item1)));
        var widest = (int)Math.Min(own.Width, (long)own.Height * shape.Item1 / shape.Item2);
        var cut = Math.Max(1, For(width, widest) ?? widest);
        return new(cut, Math.Min(own.Height, Scaled(shape.Item2, cut, shape.Item1)));
    }

    private static int? For(int asked, int own) => Widths.FirstOrDefault(width => width >= asked, Largest) is var width && width < own && asked > 0 ? width : null;

    private static int Scaled(int what, int by, int of) => Math.Max(1, (int)Math.Round((double)what * by / of));

    /// <summary>The quarter in which the point lies that stays in sight: there are few cuts as well.</summary>
    private static int PlaceIn(IQueryCollection asked, int axis) => asked["rxy"].ToString().Split(',') is { Length: 2 } point
        && double.TryParse(point[axis], NumberStyles.Float, CultureInfo.InvariantCulture, out var at) && at is >= 0 and <= 1 ? (int)Math.Round(at * PictureCut.Last) : PictureCut.Last / 2;

    private static int NumberIn(IQueryCollection asked, string name) => int.TryParse(asked[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
