namespace PracticeHub.Kernel.Search;

/// <summary>A stretch of a snippet: a word that was looked for, or what stands between such words.</summary>
public sealed record SnippetPart(string Text, bool IsFound);

/// <summary>Cuts out of a text the place where the words were found.</summary>
public static class SearchSnippet
{
    private const int Before = 70;
    private const int Length = 230;

    public static IReadOnlyList<SnippetPart> Of(string text, SearchQuery query)
    {
        var first = Marks(text, query, 0, text.Length).Select(mark => (int?)mark.Start).FirstOrDefault() ?? 0;
        var start = first <= Before ? 0 : Boundary(text, first - Before, first);
        var end = start + Length >= text.Length ? text.Length : Boundary(text, start + Length, text.Length);
        var parts = new List<SnippetPart>();
        var at = start;
        foreach (var (from, length) in Marks(text, query, start, end))
        {
            Add(parts, text[at..from], isFound: false);
            Add(parts, text.Substring(from, length), isFound: true);
            at = from + length;
        }

        Add(parts, text[at..Math.Max(at, end)], isFound: false);
        return [.. Ellipsis(start > 0), .. parts, .. Ellipsis(end < text.Length)];
    }

    private static IEnumerable<SnippetPart> Ellipsis(bool isCut) => isCut ? [new("…", false)] : [];

    private static void Add(List<SnippetPart> parts, string text, bool isFound)
    {
        if (text.Length > 0)
        {
            parts.Add(new(text, isFound));
        }
    }

    private static IEnumerable<(int Start, int Length)> Marks(string text, SearchQuery query, int from, int to)
    {
        var wanted = query.Terms.Where(t => !t.IsExcluded).ToList();
        var exact = wanted.SelectMany(t => t.Words).ToHashSet(StringComparer.Ordinal);
        var open = wanted.Where(t => t.IsOpen).Select(t => t.Words[^1]).ToList();
        foreach (var piece in SearchText.Pieces(text[from..to]))
        {
            var at = piece with { Start = piece.Start + from };
            var marks = at.IsDense ? Dense(text, at, exact) : Whole(SearchText.WordsOf(text, at), exact, open) ? [(at.Start, at.Length)] : [];
            foreach (var mark in marks)
            {
                yield return mark;
            }
        }
    }

    private static bool Whole(List<string> words, HashSet<string> exact, List<string> open) =>
        words.Exists(word => exact.Contains(word) || open.Exists(beginning => word.StartsWith(beginning, StringComparison.Ordinal)));

    /// <summary>Neighbouring pairs that were looked for, joined to one mark.</summary>
    private static IEnumerable<(int Start, int Length)> Dense(string text, SearchPiece piece, HashSet<string> exact)
    {
        var (start, end) = (-1, -1);
        for (var at = piece.Start; at < piece.Start + piece.Length; at++)
        {
            var pair = new SearchPiece(at, Math.Min(2, piece.Start + piece.Length - at), true);
            var isFound = exact.Contains(SearchText.Fold(text.AsSpan(pair.Start, pair.Length))) || exact.Contains(SearchText.Fold(text.AsSpan(at, 1)));
            if (start >= 0 && at >= end && !isFound)
            {
                yield return (start, end - start);
                start = -1;
            }

            if (isFound)
            {
                (start, end) = (start < 0 ? at : start, at + (exact.Contains(SearchText.Fold(text.AsSpan(pair.Start, pair.Length))) ? pair.Length : 1));
            }
        }

        if (start >= 0)
        {
            yield return (start, end - start);
        }
    }

    /// <summary>The next blank, where one is near, so that no word is cut; never inside a sign.</summary>
    private static int Boundary(string text, int at, int limit)
    {
        var blank = text.IndexOf(' ', at, Math.Min(30, limit - at));
        var place = blank < 0 ? at : blank + 1;
        return place < text.Length && char.IsLowSurrogate(text[place]) ? place + 1 : place;
    }
}
