using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace PracticeHub.Kernel.Text;

/// <summary>
/// A passage of a text, known by its words and by those around it, so that it is found again after an edit. White space does
/// not count, since a page shows it in another way than its source.
/// </summary>
public sealed record Passage(string Quote, string Prefix, string Suffix)
{
    // Shorter than this, what stands around a passage could stand anywhere.
    private const int Telling = 8;

    /// <summary>Where it is in the page's text: around each piece of it stands a mark with this id; null when the passage is gone.</summary>
    public static SanitizedHtml? Mark(SanitizedHtml html, string id, Passage passage)
    {
        ArgumentNullException.ThrowIfNull(html);
        ArgumentNullException.ThrowIfNull(passage);
        var body = new HtmlParser().ParseDocument(html.Value).Body!;
        var letters = body.Descendants<IText>().SelectMany(text => text.Data.Select((letter, at) => (letter, text, at))).Where(l => !char.IsWhiteSpace(l.letter)).ToList();
        if (passage.FindIn(string.Concat(letters.Select(l => l.letter))) is not { } found)
        {
            return null;
        }

        var isFirst = true;
        foreach (var piece in letters.GetRange(found.At, found.Length).GroupBy(l => l.text, l => l.at).ToList())
        {
            Wrap(piece.Key, piece.Min(), piece.Max() + 1, isFirst ? id : null);
            isFirst = false;
        }

        return SanitizedHtml.FromTrustedStore(body.InnerHtml);
    }

    /// <summary>Whether the passage is still in a text.</summary>
    public bool IsIn(string text) => FindIn(Squeeze(text)) is not null;

    /// <summary>Its own words, where those around it fit best; or else what now stands between those around it.</summary>
    private (int At, int Length)? FindIn(string text)
    {
        var (quote, before, after) = (Squeeze(Quote), Squeeze(Prefix), Squeeze(Suffix));
        if (quote.Length == 0)
        {
            return null;
        }

        (int At, int Fit)? best = null;
        for (var at = text.IndexOf(quote, StringComparison.Ordinal); at >= 0; at = text.IndexOf(quote, at + 1, StringComparison.Ordinal))
        {
            var fit = CommonEnd(text.AsSpan(0, at), before) + text.AsSpan(at + quote.Length).CommonPrefixLength(after);
            best = best is null || fit > best.Value.Fit ? (at, fit) : best;
        }

        return best is { } exact ? (exact.At, quote.Length) : Between(text, before, after, quote.Length * 3);
    }

    private static (int At, int Length)? Between(string text, string before, string after, int most)
    {
        if (before.Length < Telling || after.Length < Telling || text.IndexOf(before, StringComparison.Ordinal) is var start && start < 0)
        {
            return null;
        }

        var from = start + before.Length;
        var to = text.IndexOf(after, from, StringComparison.Ordinal);
        return to > from && to - from <= most ? (from, to - from) : null;
    }

    private static int CommonEnd(ReadOnlySpan<char> text, string end)
    {
        var length = 0;
        while (length < Math.Min(text.Length, end.Length) && text[^(length + 1)] == end[^(length + 1)])
        {
            length++;
        }

        return length;
    }

    private static void Wrap(IText text, int from, int to, string? id)
    {
        var piece = from > 0 ? text.Split(from) : text;
        if (to - from < piece.Length)
        {
            piece.Split(to - from);
        }

        var mark = piece.Owner!.CreateElement("mark");
        if (id is not null)
        {
            mark.Id = id;
        }

        piece.Parent!.ReplaceChild(mark, piece);
        mark.AppendChild(piece);
    }

    private static string Squeeze(string text) => text.Aggregate(new StringBuilder(text.Length), (all, letter) => char.IsWhiteSpace(letter) ? all : all.Append(letter)).ToString();
}
