using System.Globalization;
using System.Text.RegularExpressions;

namespace PracticeHub.WorkLogs.Importing;

/// <summary>A Markdown file as a note: its first heading is the title, the rest the text.</summary>
/// <param name="Path">Relative to the folder that is imported, with slashes.</param>
internal sealed partial record Note(string Path, string Title, string Markdown)
{
    /// <summary>The first folder on the way to it; empty at the root.</summary>
    public string Folder => Path.IndexOf('/', StringComparison.Ordinal) is var slash and > 0 ? Path[..slash] : "";

    /// <summary>Null when the file has no heading of the first level.</summary>
    public static Note? Read(string path, string text)
    {
        var lines = text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n');
        var isCode = false;
        for (var i = 0; i < lines.Length; i++)
        {
            isCode ^= lines[i].TrimStart().StartsWith("```", StringComparison.Ordinal);
            if (!isCode && Heading().Match(lines[i]) is { Success: true } heading)
            {
                var rest = lines[..i].Concat(lines[(i + 1)..]);
                return new(path, heading.Groups[1].Value, string.Join('\n', rest).Trim('\n'));
            }
        }

        return null;
    }

    /// <summary><c>path⇥ISO date</c> a line; what is no date is left out.</summary>
    public static async Task<Dictionary<string, DateTimeOffset>> ReadDatesAsync(string file, CancellationToken ct)
    {
        var dates = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        if (!File.Exists(file))
        {
            return dates;
        }

        await foreach (var line in File.ReadLinesAsync(file, ct))
        {
            if (line.Split('\t') is [var path, var date, ..]
                && DateTimeOffset.TryParse(date, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
            {
                dates[path] = at.ToUniversalTime();
            }
        }

        return dates;
    }

    [GeneratedRegex(@"^# +(.*?\S) *#* *$")]
    private static partial Regex Heading();
}
