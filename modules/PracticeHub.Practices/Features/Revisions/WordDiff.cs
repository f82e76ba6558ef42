using System.Text;
using DiffPlex;

namespace PracticeHub.Practices.Features.Revisions;

/// <summary>How a stretch of text stands in a comparison.</summary>
public enum Change
{
    Same,
    Gone,
    New,
}

/// <summary>A stretch of text that is the same in both versions, or only in one.</summary>
public sealed record DiffPart(string Text, Change Change);

/// <summary>Compares texts word by word; sign by sign in scripts without blanks. Bounded: long texts are compared by lines, huge ones whole.</summary>
public static class WordDiff
{
    /// <summary>The time a comparison takes grows with words times differences; this keeps the worst under a second.</summary>
    private const int MostPieces = 4000;

    public static IReadOnlyList<DiffPart> Of(string before, string after)
    {
        if (before == after)
        {
            return before.Length == 0 ? [] : [new(before, Change.Same)];
        }

        return Compare(before, after, WordsOf) ?? Compare(before, after, LinesOf) ?? Whole(before, after);
    }

    private static List<DiffPart>? Compare(string before, string after, Func<string, string[]> chunk)
    {
        var (old, @new) = (chunk(before), chunk(after));
        if (old.Length > MostPieces || @new.Length > MostPieces)
        {
            return null;
        }

        var parts = new List<DiffPart>();
        var at = 0;
        foreach (var block in new Differ().CreateCustomDiffs(before, after, ignoreWhiteSpace: false, chunk).DiffBlocks)
        {
            Add(parts, old, at, block.DeleteStartA - at, Change.Same);
            Add(parts, old, block.DeleteStartA, block.DeleteCountA, Change.Gone);
            Add(parts, @new, block.InsertStartB, block.InsertCountB, Change.New);
            at = block.DeleteStartA + block.DeleteCountA;
        }

        Add(parts, old, at, old.Length - at, Change.Same);
        return parts;
    }

    private static void Add(List<DiffPart> parts, string[] pieces, int start, int count, Change change)
    {
        if (count > 0)
        {
            parts.Add(new(string.Concat(pieces.Skip(start).Take(count)), change));
        }
    }

    private static List<DiffPart> Whole(string before, string after) =>
        [.. new DiffPart[] { new(before, Change.Gone), new(after, Change.New) }.Where(part => part.Text.Length > 0)];

    private static string[] LinesOf(string text) =>
        [.. text.Split('\n').Select((line, i) => i == 0 ? line : "\n" + line).Where(line => line.Length > 0)];

    private static string[] WordsOf(string text)
    {
        var (pieces, word) = (new List<string>(), new StringBuilder());
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsPartOfWord(rune))
            {
                word.Append(rune.ToString());
                continue;
            }

            End(pieces, word);
            pieces.Add(rune.ToString());
        }

        End(pieces, word);
        return [.. pieces];
    }

    private static void End(List<string> pieces, StringBuilder word)
    {
        if (word.Length > 0)
        {
            pieces.Add(word.ToString());
            word.Clear();
        }
    }

    private static bool IsPartOfWord(Rune rune) => rune.Value is < 0x2E80 or (>= 0xAC00 and <= 0xD7AF)
        && (Rune.IsLetterOrDigit(rune) || IsMark(rune));

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune)
        is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark;
}
