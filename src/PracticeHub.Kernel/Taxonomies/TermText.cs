namespace PracticeHub.Kernel.Taxonomies;

/// <summary>The text in a picker of terms, without the database.</summary>
public static class TermText
{
    /// <summary>"Compilers, Transpilers and Languages" is one topic: so many pieces in a row may be one name.</summary>
    private const int LongestName = 4;

    private static readonly char[] Arrows = ['›', '>', '/'];

    public static List<string> Split(string? names) =>
        [.. (names ?? "").Split([',', '，', '、', ';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    /// <summary>All that has to be looked up: each piece, each run of pieces, and what follows the arrow of a path.</summary>
    internal static List<string> KeysOf(List<string> pieces) =>
    [
        .. Enumerable.Range(0, pieces.Count).SelectMany(start => Enumerable.Range(1, Math.Min(LongestName, pieces.Count - start))
                .Select(length => string.Join(", ", pieces.GetRange(start, length))))
            .SelectMany(name => new[] { name, LastOf(name).Name })
            .Select(TermName.KeyOf).Distinct(),
    ];

    /// <summary>Puts pieces that are one known name together again, the longest first.</summary>
    internal static List<string> Join(List<string> pieces, Func<string, bool> isKnown)
    {
        var names = new List<string>();
        for (var start = 0; start < pieces.Count;)
        {
            var length = Math.Min(LongestName, pieces.Count - start);
            while (length > 1 && !IsKnown(string.Join(", ", pieces.GetRange(start, length))))
            {
                length--;
            }

            names.Add(string.Join(", ", pieces.GetRange(start, length)));
            start += length;
        }

        return names;

        bool IsKnown(string name) => isKnown(TermName.KeyOf(name)) || (LastOf(name) is { Parent.Length: > 0 } path && isKnown(TermName.KeyOf(path.Name)));
    }

    /// <summary>The terms that a name can mean: titles before synonyms, and only those below the parent that was written.</summary>
    internal static List<TermMatch> Narrow(string name, ILookup<string, TermMatch> found)
    {
        var all = found[TermName.KeyOf(name)].ToList();
        if (all.Count == 0 && LastOf(name) is { Parent.Length: > 0 } path)
        {
            var parent = TermName.KeyOf(path.Parent);
            all = [.. found[TermName.KeyOf(path.Name)].Where(m => m.Parent is not null && TermName.KeyOf(m.Parent) == parent)];
        }

        var titles = all.Where(m => m.IsTitle).ToList();
        return titles.Count > 0 ? titles : all;
    }

    public static string Choices(IEnumerable<TermMatch> matches) =>
        string.Join(", ", matches.Select(m => m.Path).Distinct().Take(4));

    private static (string Parent, string Name) LastOf(string name)
    {
        var arrow = name.LastIndexOfAny(Arrows);
        if (arrow < 0)
        {
            return ("", name);
        }

        var parent = name[..arrow].TrimEnd();
        return (parent[(parent.LastIndexOfAny(Arrows) + 1)..].Trim(), name[(arrow + 1)..].Trim());
    }
}
