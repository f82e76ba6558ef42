namespace PracticeHub.Kernel.Search;

/// <summary>What was typed, as words and phrases: <c>handover "open incident" -draft</c>. The last word may be unfinished.</summary>
public sealed record SearchQuery(IReadOnlyList<SearchTerm> Terms)
{
    private const int MostTerms = 12;
    private const int MostCharacters = 400;

    public bool IsEmpty => !Terms.Any(term => !term.IsExcluded);

    /// <summary>The words that are looked for, each once.</summary>
    public IEnumerable<string> Wanted => Terms.Where(term => !term.IsExcluded).SelectMany(term => term.Words).Distinct();

    public static SearchQuery Parse(string? text)
    {
        var terms = new List<SearchTerm>();
        var rest = (text ?? "").AsSpan(0, Math.Min(text?.Length ?? 0, MostCharacters));
        while (terms.Count < MostTerms && !rest.IsEmpty)
        {
            if (Next(ref rest) is { Words.Count: > 0 } term)
            {
                terms.Add(term);
            }
        }

        return new(terms);
    }

    private static SearchTerm Next(ref ReadOnlySpan<char> rest)
    {
        rest = rest.TrimStart();
        var isExcluded = rest.Length > 1 && rest[0] == '-';
        rest = isExcluded ? rest[1..] : rest;
        var isPhrase = rest.Length > 0 && rest[0] == '"';
        rest = isPhrase ? rest[1..] : rest;
        var end = isPhrase ? rest.IndexOf('"') : rest.IndexOfAny(" \t\r\n");
        var words = SearchText.Words((end < 0 ? rest : rest[..end]).ToString());
        var isOpen = end < 0 && !isPhrase;
        rest = end < 0 ? [] : rest[(end + 1)..];
        // A single sign of a script without blanks is the beginning of a pair.
        return new(words, isExcluded, (isOpen && !isExcluded) || (words.Count > 0 && IsHalfPair(words[^1])));
    }

    private static bool IsHalfPair(string word) => word.Length <= 2 && SearchText.Pieces(word).Any(piece => piece.IsDense) && word.EnumerateRunes().Count() == 1;
}

/// <summary>Words that must stand next to each other, or must not.</summary>
/// <param name="IsOpen">The beginning of the last word is enough: the reader may still be typing it.</param>
public sealed record SearchTerm(IReadOnlyList<string> Words, bool IsExcluded, bool IsOpen);
