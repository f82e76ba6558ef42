using System.Text;

namespace PracticeHub.Kernel.Search;

/// <summary>What was typed, as words and phrases: <c>handover "open incident" -draft</c>. The last word may be unfinished.</summary>
public sealed record SearchQuery(IReadOnlyList<SearchTerm> Terms)
{
    private const int MostTerms = 12;
    private const int MostCharacters = 400;

    public bool IsEmpty => !Terms.Any(term => !term.IsExcluded);

    public static SearchQuery Parse(string? text)
    {
        var terms = new List<SearchTerm>();
        var rest = (text ?? "").AsSpan(0, Math.Min(text?.Length ?? 0, MostCharacters));
        while (terms.Count < MostTerms && Next(ref rest, out var term))
        {
            terms.Add(term);
        }

        return new(terms);
    }

    private static bool Next(ref ReadOnlySpan<char> rest, out SearchTerm term)
    {
        rest = rest.TrimStart();
        var isExcluded = rest.Length > 1 && rest[0] == '-';
        rest = isExcluded ? rest[1..] : rest;
        var isPhrase = rest.Length > 0 && rest[0] == '"';
        rest = isPhrase ? rest[1..] : rest;
        var end = isPhrase ? rest.IndexOf('"') : rest.IndexOfAny(" \t\r\n");
        var piece = end < 0 ? rest : rest[..end];
        var isOpen = end < 0 && !isPhrase;
        rest = end < 0 ? [] : rest[(end + 1)..];
        var words = Words(piece);
        term = new(words, isExcluded, isOpen && !isExcluded);
        return words.Count > 0 || (rest.Length > 0 && Next(ref rest, out term));
    }

    private static List<string> Words(ReadOnlySpan<char> text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.NonSpacingMark)
            {
                word.Append(rune.ToString());
            }
            else if (word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }

        if (word.Length > 0)
        {
            words.Add(word.ToString());
        }

        return words;
    }
}

/// <summary>Words that must stand next to each other, or must not.</summary>
/// <param name="IsOpen">The reader may still be typing it, so that its beginning is enough.</param>
public sealed record SearchTerm(IReadOnlyList<string> Words, bool IsExcluded, bool IsOpen);
