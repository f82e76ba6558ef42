using PracticeHub.Kernel.Import;

namespace PracticeHub.Practices.Features.PracticeImport;

/// <summary>The lines <c>name: value</c> between two <c>---</c> at the head of a file, and the text below them.</summary>
internal sealed record FrontMatter(IReadOnlyDictionary<string, (string Value, int Line)> Values, string Body, int BodyLine)
{
    private const string Fence = "---";

    public string? Value(string name) => Values.TryGetValue(name, out var found) && found.Value.Length > 0 ? found.Value : null;

    /// <exception cref="ImportException">The head has no end.</exception>
    public static FrontMatter Read(string source, string text)
    {
        var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).TrimStart('\uFEFF').Split('\n');
        if (lines[0].TrimEnd() != Fence)
        {
            return new(new Dictionary<string, (string, int)>(), string.Join('\n', lines), 1);
        }

        var end = Array.FindIndex(lines, 1, line => line.TrimEnd() == Fence);
        if (end < 0)
        {
            throw new ImportException($"{source}:1: The front matter begins with --- but does not end with it.");
        }

        return new(ValuesIn(lines.AsSpan(1, end - 1)), string.Join('\n', lines[(end + 1)..]), end + 2);
    }

    private static Dictionary<string, (string, int)> ValuesIn(ReadOnlySpan<string> lines)
    {
        var values = new Dictionary<string, (string, int)>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < lines.Length; i++)
        {
            var colon = lines[i].IndexOf(':', StringComparison.Ordinal);
            if (colon > 0 && !char.IsWhiteSpace(lines[i][0]) && lines[i][0] != '#')
            {
                values[lines[i][..colon].Trim()] = (Unquoted(lines[i][(colon + 1)..].Trim()), i + 2);
            }
        }

        return values;
    }

    private static string Unquoted(string value) =>
        value.Length > 1 && value[0] == value[^1] && value[0] is '"' or '\'' ? value[1..^1] : value;
}
