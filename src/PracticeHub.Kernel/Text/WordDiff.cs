using System.Text.RegularExpressions;

namespace PracticeHub.Kernel.Text;

/// <summary>A run of words that stayed, went or came.</summary>
public sealed record DiffRun(string Text, DiffKind Kind);

public enum DiffKind
{
    Same,
    Gone,
    New,
}

/// <summary>What changed between two texts, word by word.</summary>
public static partial class WordDiff
{
    // Beyond this the table of the comparison would be too large; the middle is then shown as replaced.
    private const int MostCells = 4_000_000;

    public static IReadOnlyList<DiffRun> Between(string before, string after) => Merge(Pieces(before, after));

    /// <summary>How many words are different: those that went or those that came, whichever are more.</summary>
    public static int Changed(string before, string after)
    {
        var pieces = Pieces(before, after).CountBy(p => p.Kind).ToDictionary();
        return Math.Max(pieces.GetValueOrDefault(DiffKind.Gone), pieces.GetValueOrDefault(DiffKind.New));
    }

    public static int Count(string text) => Words(text).Length;

    private static IEnumerable<DiffRun> Pieces(string before, string after)
    {
        var (a, b) = (Words(before), Words(after));
        var head = CommonLength(a, b, 0, fromEnd: false);
        var tail = CommonLength(a, b, head, fromEnd: true);
        var (oldMiddle, newMiddle) = (a[head..^tail], b[head..^tail]);
        return a[..head].Select(Same)
            .Concat((long)oldMiddle.Length * newMiddle.Length > MostCells ? Replaced(oldMiddle, newMiddle) : Compared(oldMiddle, newMiddle))
            .Concat(a[^tail..].Select(Same));
    }

    private static IEnumerable<DiffRun> Compared(string[] a, string[] b)
    {
        var longest = Table(a, b);
        var (i, j) = (0, 0);
        while (i < a.Length && j < b.Length)
        {
            if (a[i] == b[j])
            {
                yield return Same(a[i++]);
                j++;
            }
            else if (longest[i + 1, j] >= longest[i, j + 1])
            {
                yield return new(a[i++], DiffKind.Gone);
            }
            else
            {
                yield return new(b[j++], DiffKind.New);
            }
        }

        foreach (var rest in Replaced(a[i..], b[j..]))
        {
            yield return rest;
        }
    }

    /// <summary>The length of the longest common subsequence of what follows each pair of places.</summary>
    private static int[,] Table(string[] a, string[] b)
    {
        var longest = new int[a.Length + 1, b.Length + 1];
        for (var i = a.Length - 1; i >= 0; i--)
        {
            for (var j = b.Length - 1; j >= 0; j--)
            {
                longest[i, j] = a[i] == b[j] ? longest[i + 1, j + 1] + 1 : Math.Max(longest[i + 1, j], longest[i, j + 1]);
            }
        }

        return longest;
    }

    private static IEnumerable<DiffRun> Replaced(string[] a, string[] b) =>
        a.Select(word => new DiffRun(word, DiffKind.Gone)).Concat(b.Select(word => new DiffRun(word, DiffKind.New)));

    private static List<DiffRun> Merge(IEnumerable<DiffRun> pieces)
    {
        var runs = new List<(DiffKind Kind, List<string> Words)>();
        foreach (var piece in pieces)
        {
            if (runs.Count == 0 || runs[^1].Kind != piece.Kind)
            {
                runs.Add((piece.Kind, []));
            }

            runs[^1].Words.Add(piece.Text);
        }

        return [.. runs.Select(run => new DiffRun(string.Concat(run.Words), run.Kind))];
    }

    private static int CommonLength(string[] a, string[] b, int head, bool fromEnd)
    {
        var most = Math.Min(a.Length, b.Length) - head;
        var length = 0;
        while (length < most && (fromEnd ? a[^(length + 1)] == b[^(length + 1)] : a[length] == b[length]))
        {
            length++;
        }

        return length;
    }

    private static DiffRun Same(string word) => new(word, DiffKind.Same);

    // A word keeps the white space after it, so that the runs joined together are the text again. Where a script puts no
    // blanks between its words, each sign counts as one.
    private static string[] Words(string text) => [.. Word().Matches(text).Select(m => m.Value)];

    [GeneratedRegex(@"[\u0E00-\u0EFF\u2E80-\u9FFF\uF900-\uFAFF]\s*|[^\s\u0E00-\u0EFF\u2E80-\u9FFF\uF900-\uFAFF]+\s*|\s+")]
    private static partial Regex Word();
}
