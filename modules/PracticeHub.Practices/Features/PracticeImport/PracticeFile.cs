using System.Globalization;
using System.Text.RegularExpressions;
using PracticeHub.Kernel.Import;
using PracticeHub.Practices.Features.Practices;

namespace PracticeHub.Practices.Features.PracticeImport;

/// <summary>A practice as it was read from a file.</summary>
/// <param name="Source">Its path below the imported folder, with slashes.</param>
/// <param name="Key">The same without its endings: what links point to.</param>
/// <param name="Raw">The file as it is.</param>
/// <param name="BodyLine">The line on which the body begins.</param>
internal sealed partial record PracticeFile(string Source, string Key, string Title, string Body, int BodyLine, string Raw, VerificationPart Verification)
{
    private static readonly string[] Endings = [".html.md.erb", ".md.erb", ".html.md", ".markdown", ".md"];

    /// <summary>The folder right below the imported one; empty for files beside it.</summary>
    public string Folder => Key.Contains('/', StringComparison.Ordinal) ? Key[..Key.IndexOf('/', StringComparison.Ordinal)] : "";

    public string Name => Key[(Key.LastIndexOf('/') + 1)..];

    public static bool IsPractice(string path) => Endings.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    public static string KeyOf(string source) =>
        Endings.FirstOrDefault(ending => source.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) is { } ending ? source[..^ending.Length] : source;

    /// <exception cref="ImportException">The front matter is broken; the message names file and line.</exception>
    public static PracticeFile Read(string source, string raw, DateTimeOffset now, ImportReport report)
    {
        var head = FrontMatter.Read(source, raw);
        var title = head.Value("title") ?? FirstHeading().Match(head.Body).Groups["title"].Value;
        title = title.Length > 0 && !title.Contains("<%", StringComparison.Ordinal) ? title : KeyOf(source)[(KeyOf(source).LastIndexOf('/') + 1)..];
        var body = EmbeddedRuby.Replace(head.Body, title, now, (line, what) => report.Note($"{source}:{head.BodyLine + line}", what));
        return new(source, KeyOf(source), title, body, head.BodyLine, raw, VerificationOf(source, head, report));
    }

    /// <summary>The body without the heading that only repeats the title.</summary>
    public string Text => Body[TextStart..].TrimEnd();

    /// <summary>The line of the file on which the text begins.</summary>
    public int TextLine => BodyLine + Body.AsSpan(0, TextStart).Count('\n');

    private int TextStart
    {
        get
        {
            var heading = FirstHeading().Match(Body);
            var repeats = heading.Success && string.Equals(heading.Groups["title"].Value.Trim(), Title, StringComparison.OrdinalIgnoreCase);
            var rest = repeats ? Body[(heading.Index + heading.Length)..] : Body;
            return Body.Length - rest.TrimStart().Length;
        }
    }

    private static VerificationPart VerificationOf(string source, FrontMatter head, ImportReport report)
    {
        if (head.Value("last_reviewed_on") is not { } reviewed)
        {
            report.Note(source, "Says nothing of its last review, so it is not shown as verified.");
            return new();
        }

        if (!DateTimeOffset.TryParse(reviewed, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at))
        {
            throw new ImportException($"{source}:{head.Values["last_reviewed_on"].Line}: last_reviewed_on is not a date: {reviewed}");
        }

        return new(at, head.Value("review_in") is { } interval ? Months(interval, source, head.Values["review_in"].Line) : 0);
    }

    private static int Months(string interval, string source, int line)
    {
        const int daysInMonth = 30;
        var match = Interval().Match(interval);
        if (!match.Success || !int.TryParse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture, out var number))
        {
            throw new ImportException($"{source}:{line}: review_in is not an interval like “9 months”: {interval}");
        }

        return match.Groups["unit"].Value.ToUpperInvariant() switch
        {
            "YEAR" => number * 12,
            "WEEK" => Math.Max(1, number * 7 / daysInMonth),
            "DAY" => Math.Max(1, number / daysInMonth),
            _ => number,
        };
    }

    [GeneratedRegex(@"^\s*(?<number>\d{1,3})\s+(?<unit>day|week|month|year)s?\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Interval();

    [GeneratedRegex(@"\A\s*#\s+(?<title>[^\n]*)\n?")]
    private static partial Regex FirstHeading();
}
