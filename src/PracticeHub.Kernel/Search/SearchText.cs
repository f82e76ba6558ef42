using System.Globalization;
using System.Text;

namespace PracticeHub.Kernel.Search;

/// <summary>A stretch of letters and digits in a text.</summary>
/// <param name="IsDense">In a script that puts no blanks between its words.</param>
public readonly record struct SearchPiece(int Start, int Length, bool IsDense);

/// <summary>
/// The one place that says what a word is, for what is indexed and for what is asked, so that both databases find the same.
/// Words lose case and diacritics. Text in a script without blanks is cut into overlapping pairs of signs: 知識共有 becomes
/// 知識 識共 共有, and a search for any part of it finds it.
/// </summary>
public static class SearchText
{
    /// <summary>A longer text is found by its beginning; a tsvector cannot hold more.</summary>
    private const int MostCharacters = 200_000;

    private const int LongestWord = 64;

    /// <summary>The words of a text, as the index holds them.</summary>
    public static string Index(string text)
    {
        var (words, last) = (new StringBuilder(text.Length + 16), new HashSet<string>(StringComparer.Ordinal));
        foreach (var piece in Pieces(text))
        {
            var grams = WordsOf(text, piece);
            grams.ForEach(word => words.Append(word).Append(' '));
            if (piece.IsDense && grams.Count > 0)
            {
                // The last sign begins no pair; at the end of all words it disturbs no phrase.
                last.Add(Runes(grams[^1])[^1]);
            }

            if (words.Length >= MostCharacters)
            {
                break;
            }
        }

        return words.AppendJoin(' ', last).ToString(0, Math.Min(words.Length, MostCharacters)).TrimEnd();
    }

    /// <summary>The words of what was typed, in order.</summary>
    public static IReadOnlyList<string> Words(string text) => [.. Pieces(text).SelectMany(piece => WordsOf(text, piece))];

    public static IEnumerable<SearchPiece> Pieces(string text)
    {
        var (start, dense) = (-1, false);
        for (var at = 0; at < text.Length;)
        {
            var (isLetter, isDense, length) = SignAt(text, at);
            if (start >= 0 && (!isLetter || isDense != dense))
            {
                yield return new(start, at - start, dense);
                start = -1;
            }

            (start, dense) = isLetter && start < 0 ? (at, isDense) : (start, dense);
            at += length;
        }

        if (start >= 0)
        {
            yield return new(start, text.Length - start, dense);
        }
    }

    /// <summary>Lower case, without diacritics and vowel points, wide and narrow forms alike.</summary>
    public static string Fold(ReadOnlySpan<char> word)
    {
        if (Ascii.IsValid(word))
        {
            return word.ToString().ToLowerInvariant();
        }

        var folded = new StringBuilder(word.Length);
        foreach (var sign in word.ToString().Normalize(NormalizationForm.FormKD).ToLowerInvariant())
        {
            folded.Append(IsPoint(sign) ? "" : sign == 'ß' ? "ss" : sign.ToString());
        }

        return folded.ToString().Normalize(NormalizationForm.FormC);
    }

    internal static List<string> WordsOf(string text, SearchPiece piece)
    {
        var folded = Fold(text.AsSpan(piece.Start, piece.Length));
        if (!piece.IsDense)
        {
            return folded.Length == 0 ? [] : [folded.Length > LongestWord ? folded[..LongestWord] : folded];
        }

        var runes = Runes(folded);
        return runes.Count < 2 ? runes : [.. runes.Zip(runes.Skip(1), string.Concat)];
    }

    private static List<string> Runes(string text) => [.. text.EnumerateRunes().Select(rune => rune.ToString())];

    private static (bool IsLetter, bool IsDense, int Length) SignAt(string text, int at)
    {
        if (Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var length) is not System.Buffers.OperationStatus.Done)
        {
            return (false, false, Math.Max(length, 1));
        }

        var isMark = Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
        return (Rune.IsLetterOrDigit(rune) || isMark, IsDense(rune.Value), length);
    }

    // Thai, Lao, Burmese, Khmer, kana, Han, and Hangul, whose endings stick to their words.
    private static bool IsDense(int rune) => rune is
        (>= 0x0E00 and <= 0x0EFF) or (>= 0x1000 and <= 0x109F) or (>= 0x1100 and <= 0x11FF) or (>= 0x1780 and <= 0x17FF)
        or (>= 0x3040 and <= 0x30FF) or (>= 0x31F0 and <= 0x31FF) or (>= 0x3400 and <= 0x9FFF) or (>= 0xAC00 and <= 0xD7AF)
        or (>= 0xF900 and <= 0xFAFF) or (>= 0xFF66 and <= 0xFFDC) or (>= 0x20000 and <= 0x3FFFF);

    // Accents, and what Hebrew and Arabic readers leave out, the lengthening stroke included.
    private static bool IsPoint(char sign) => sign is
        (>= '\u0300' and <= '\u036F') or (>= '\u0591' and <= '\u05C7') or (>= '\u0610' and <= '\u061A') or '\u0640'
        or (>= '\u064B' and <= '\u065F') or '\u0670' or (>= '\u06D6' and <= '\u06ED');
}
