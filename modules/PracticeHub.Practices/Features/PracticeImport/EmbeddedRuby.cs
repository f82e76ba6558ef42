using System.Globalization;
using System.Text.RegularExpressions;

namespace PracticeHub.Practices.Features.PracticeImport;

/// <summary>Puts plain Markdown in the place of the few pieces of ERB that such pages carry; says what it had to leave out.</summary>
internal static partial class EmbeddedRuby
{
    /// <param name="note">Takes the line, counted from 0, and what was left out.</param>
    public static string Replace(string text, string title, DateTimeOffset now, Action<int, string> note)
    {
        var kept = Block().Replace(text, match =>
        {
            note(LineAt(text, match), $"Left out the block “{match.Groups["name"].Value.Trim()}”.");
            // The lines stay, so that whatever follows can still be told by its number.
            return new string('\n', match.Value.Count(c => c == '\n'));
        });
        return Tag().Replace(kept, match => One(match, title, now, what => note(LineAt(kept, match), what)));
    }

    private static int LineAt(string text, Match match) => text.AsSpan(0, match.Index).Count('\n');

    private static string One(Match match, string title, DateTimeOffset now, Action<string> note)
    {
        var code = match.Groups["code"].Value.Trim();
        if (code == "current_page.data.title")
        {
            return title;
        }

        if (code == "Time.current.year")
        {
            return now.Year.ToString(CultureInfo.InvariantCulture);
        }

        if (Warning().Match(code) is { Success: true } warning)
        {
            return $"> {warning.Groups["text"].Value.Replace("\n", "\n> ", StringComparison.Ordinal)}";
        }

        note($"Left out “{code}”.");
        return "";
    }

    [GeneratedRegex("<%-?(?!=)(?<name>[^%]*?)\\bdo\\b[^%]*?-?%>.*?<%-?\\s*end\\s*-?%>", RegexOptions.Singleline, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Block();

    [GeneratedRegex("<%[=-]?(?<code>.*?)-?%>", RegexOptions.Singleline, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Tag();

    [GeneratedRegex("^warning_text\\(\\s*(?<quote>['\"])(?<text>.*)\\k<quote>\\s*\\)$", RegexOptions.Singleline, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Warning();
}
