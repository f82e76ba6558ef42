using System.Text.RegularExpressions;

namespace PracticeHub.Practices.Features.PracticeImport;

/// <summary>Turns links between the files into links between the practices.</summary>
/// <param name="addresses">Where the practice of each key stands in the hub.</param>
internal sealed partial class PracticeLinks(IReadOnlyDictionary<string, string> addresses)
{
    /// <param name="missing">Takes the line, counted from 0, and the address of a link whose target was not imported.</param>
    public string Rewrite(PracticeFile file, string markdown, Action<int, string> missing)
    {
        var inline = Inline().Replace(markdown, match =>
            Target(file, match.Groups["url"].Value) switch
            {
                { IsLocal: false } => match.Value,
                { Href: { } href } => $"{match.Groups["open"].Value}({href}{match.Groups["rest"].Value})",
                _ => Unlinked(match, url => missing(LineAt(markdown, match), url)),
            });
        return Definition().Replace(inline, match =>
        {
            var target = Target(file, match.Groups["url"].Value);
            if (target is { IsLocal: true, Href: null })
            {
                missing(LineAt(inline, match), match.Groups["url"].Value);
            }

            return target.Href is { } href ? match.Groups["open"].Value + href : match.Value;
        });
    }

    /// <summary>The words of a link that leads nowhere stay; a picture that is not there goes.</summary>
    private static string Unlinked(Match match, Action<string> missing)
    {
        missing(match.Groups["url"].Value);
        return match.Groups["picture"].Length > 0 ? "" : match.Groups["text"].Value;
    }

    private static int LineAt(string text, Match match) => text.AsSpan(0, match.Index).Count('\n');

    private (bool IsLocal, string? Href) Target(PracticeFile file, string url)
    {
        if (url.Length == 0 || url[0] == '#' || url.StartsWith("//", StringComparison.Ordinal) || Scheme().IsMatch(url))
        {
            return (false, null);
        }

        var hash = url.IndexOf('#', StringComparison.Ordinal);
        var path = hash < 0 ? url : url[..hash];
        var root = new Uri("file:///");
        var from = new Uri(root, Uri.EscapeDataString(file.Key).Replace("%2F", "/", StringComparison.Ordinal));
        if (!Uri.TryCreate(path.StartsWith('/') ? root : from, path, out var whole))
        {
            return (true, null);
        }

        var key = Uri.UnescapeDataString(whole.AbsolutePath).Trim('/');
        key = PracticeFile.KeyOf(key.EndsWith(".html", StringComparison.OrdinalIgnoreCase) ? key[..^5] : key);
        return (true, addresses.TryGetValue(key, out var address) ? $"/{address}{(hash < 0 ? "" : url[hash..])}" : null);
    }

    [GeneratedRegex(@"(?<open>(?<picture>!?)\[(?<text>[^\[\]]*)\])\((?<url>[^()\s]+)(?<rest>\s+""[^""\n]*"")?\)", RegexOptions.None, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Inline();

    [GeneratedRegex(@"^(?<open>[ ]{0,3}\[[^\[\]^\n][^\[\]\n]*\]:[ \t]*)(?<url>\S+)", RegexOptions.Multiline, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Definition();

    [GeneratedRegex("^[a-z][a-z0-9+.-]*:", RegexOptions.IgnoreCase)]
    private static partial Regex Scheme();
}
