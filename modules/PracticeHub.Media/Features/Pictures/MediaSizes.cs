namespace PracticeHub.Media.Features.Pictures;

/// <summary>At which widths pictures are shown. They are few, so that nobody fills the disk by asking for many.</summary>
internal static class MediaSizes
{
    public static IReadOnlyList<int> Widths { get; } = [160, 320, 480, 800, 1200, 1600, 2400];

    public static int Largest => Widths[^1];

    /// <summary>The width that is served for the one that was asked for; null for the picture as it is.</summary>
    /// <param name="own">The picture's own width; nothing is made larger.</param>
    public static int? For(int asked, int own) => Widths.FirstOrDefault(width => width >= asked, Largest) is var width && width < own && asked > 0 ? width : null;

    /// <summary>A picture of this width at every width that there is of it: what <c>srcset</c> says.</summary>
    public static string SetOf(string address, int own) =>
        string.Join(", ", Widths.Where(width => width < own).Select(width => $"{address}?width={width} {width}w").Append($"{address} {own}w"));
}
