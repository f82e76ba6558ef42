using System.Text.RegularExpressions;

namespace PracticeHub.Kernel.Text;

/// <summary>
/// Finds texts on which Markdig needs quadratic time; measured: 20 s for 200 KB of <c>![](</c>, 3 s for 200 KB of bare
/// links in one paragraph, 17 s for a megabyte of underlined headings or of definitions.
/// </summary>
internal static partial class MarkdownFlood
{
    private const int MostImages = 1_000;

    private const int MostLinks = 3_000;

    private const int MostDefinitions = 10_000;

    public static bool IsHopeless(string markdown) =>
        IsExceeded(markdown, Image(), MostImages) || Definition().Count(markdown) > MostDefinitions;

    /// <summary>The links that authors mark are no trouble; those found in bare text are.</summary>
    public static bool HasTooManyLinks(string markdown) => IsExceeded(markdown, Link(), MostLinks);

    /// <summary>More matches than <paramref name="most"/> with no line between them that surely ends a paragraph.</summary>
    private static bool IsExceeded(string markdown, Regex piece, int most)
    {
        if (piece.Count(markdown) <= most)
        {
            return false;
        }

        var inParagraph = 0;
        foreach (var line in markdown.AsSpan().EnumerateLines())
        {
            inParagraph = piece.Count(line) + (EndsParagraph().IsMatch(line) ? 0 : inParagraph);
            if (inParagraph > most)
            {
                return true;
            }
        }

        return false;
    }

    [GeneratedRegex(@"!\[")]
    private static partial Regex Image();

    [GeneratedRegex(@"://|www\.|mailto:|tel:", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Link();

    // Of links and footnotes, and the lines under headings.
    [GeneratedRegex(@"^ {0,3}(\[[^\]\n]+\]:|=+ *\r?$|-+ *\r?$)|^ *- +\[\^", RegexOptions.Multiline)]
    private static partial Regex Definition();

    [GeneratedRegex(@"^\s*\z|^ {0,3}([-*+]|#{1,6}) +\S")]
    private static partial Regex EndsParagraph();
}
