using System.Text.RegularExpressions;

namespace PracticeHub.Resources.Importing;

/// <summary>An annotated link in a list.</summary>
/// <param name="Headings">The headings that it stands below, the outermost first; the list's own title is not among them.</param>
internal sealed record ListedLink(int Line, IReadOnlyList<string> Headings, string Title, string Url, string Note, bool IsPaid);

/// <summary>A line that looks like a link but cannot be taken.</summary>
internal sealed record ListedOddity(int Line, string Reason);

/// <summary>An "awesome list": headings, and below them <c>* [title](address) - note</c>, with <c>**[$]**</c> for what costs money.</summary>
internal sealed partial class LinkList
{
    private static readonly HashSet<string> NotTopics = new(StringComparer.OrdinalIgnoreCase) { "contents", "table of contents", "license", "licence", "contributing", "contributors" };

    private readonly List<(int Level, string Title)> _headings = [];
    private readonly List<ListedLink> _links = [];
    private readonly List<ListedOddity> _odd = [];

    public string Title { get; private set; } = "";
    public IReadOnlyList<ListedLink> Links => _links;
    public IReadOnlyList<ListedOddity> Odd => _odd;

    public static LinkList Parse(string markdown)
    {
        var list = new LinkList();
        var isCode = false;
        var lines = markdown.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            isCode ^= lines[i].TrimStart().StartsWith("```", StringComparison.Ordinal);
            if (!isCode)
            {
                list.Take(i + 1, lines[i]);
            }
        }

        return list;
    }

    private void Take(int line, string text)
    {
        if (Heading().Match(text) is { Success: true } heading)
        {
            Enter(heading.Groups[1].Length, Plain(heading.Groups[2].Value));
        }
        else if (Bullet().Match(text) is { Success: true } bullet && !(_headings is [.., var innermost] && NotTopics.Contains(innermost.Title)))
        {
            TakeBullet(line, bullet.Groups[1].Value);
        }
    }

    private void Enter(int level, string title)
    {
        if (level == 1 && Title.Length == 0)
        {
            Title = title;
            return;
        }

        _headings.RemoveAll(h => h.Level >= level);
        _headings.Add((level, title));
    }

    private void TakeBullet(int line, string text)
    {
        if (Link.Read(text) is not { } link)
        {
            if (text.StartsWith('['))
            {
                _odd.Add(new(line, "The link is not closed."));
            }

            return;
        }

        if (link.Url.StartsWith('#'))
        {
            return;
        }

        var title = Plain(link.Title);
        if (title.Length == 0)
        {
            _odd.Add(new(line, "The link has no title."));
        }
        else if (WebAddress.Parse(link.Url) is null)
        {
            _odd.Add(new(line, $"“{link.Url}” is not an address that a browser opens."));
        }
        else
        {
            var isPaid = PaidMark().IsMatch(link.Rest);
            _links.Add(new(line, [.. _headings.Select(h => h.Title).Where(h => !NotTopics.Contains(h))], title, link.Url, NoteOf(link.Rest), isPaid));
        }
    }

    /// <summary>The note without the dash before it and without the mark for money; what the mark adds ("Free for OSS") is kept.</summary>
    private static string NoteOf(string rest) => Dash().Replace(PaidMark().Replace(rest, WordsOf).Trim(), "").Trim();

    private static string WordsOf(Match mark) =>
        string.Concat(mark.Value.Split(['[', ']', '*', '$'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(words => $" ({words})"));

    private static string Plain(string markdown) => Markup().Replace(Picture().Replace(markdown, ""), "$1").Replace("`", "", StringComparison.Ordinal).Replace("**", "", StringComparison.Ordinal).Trim();

    [GeneratedRegex(@"^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"^\s*[-*+]\s+(.*\S)\s*$")]
    private static partial Regex Bullet();

    [GeneratedRegex(@"\s*\*\*[^*]*\[\$\][^*]*\*\*|\s*\[\$\](?!\()")]
    private static partial Regex PaidMark();

    [GeneratedRegex(@"^[-–—:]+\s*")]
    private static partial Regex Dash();

    [GeneratedRegex(@"!\[[^\]]*\]\([^)]*\)")]
    private static partial Regex Picture();

    [GeneratedRegex(@"\[([^\]]*)\]\([^)]*\)")]
    private static partial Regex Markup();
}
