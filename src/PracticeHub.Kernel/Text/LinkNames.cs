using System.Globalization;
using System.Text;
using AngleSharp.Dom;

namespace PracticeHub.Kernel.Text;

/// <summary>Names for links that have none to read, as the icons of other sites' themes are.</summary>
internal static class LinkNames
{
    /// <summary>Read and not written: what it says becomes the text of the link.</summary>
    public const string Label = "aria-label";

    /// <summary>Whether there is nothing to read and nothing to see in what was written from here on.</summary>
    public static bool IsSilent(StringBuilder html, int from)
    {
        var written = html.ToString(from, html.Length - from);
        if (written.Contains("<img ", StringComparison.Ordinal) || written.Contains("<input ", StringComparison.Ordinal))
        {
            return false;
        }

        // No tag that was written holds a bare bracket.
        var isInTag = false;
        return !written.Any(sign =>
        {
            isInTag = sign == '<' || (isInTag && sign != '>');
            return !isInTag && sign != '>' && IsReadable(sign);
        });
    }

    /// <summary>What its author calls it, or else the host or mailbox to which it leads; null where nothing can be said.</summary>
    public static string? Of(IElement link) =>
        link.QuerySelectorAll("[aria-label], [title]").Prepend(link).SelectMany(e => new[] { e.GetAttribute(Label), e.GetAttribute("title") }).FirstOrDefault(name => name is not null && IsReadable(name))?.Trim()
        ?? GoalOf(SafeUrl.OfLink(link.GetAttribute("href")));

    private static string? GoalOf(string? url)
    {
        // Browsers read //host and \\host as an address of the page's own scheme.
        var whole = SafeUrl.IsForeign(url) && url![0] is '/' or '\\' ? "https:" + url.Replace('\\', '/') : url;
        return !Uri.TryCreate(whole, UriKind.Absolute, out var address) ? null
            : address.Scheme == Uri.UriSchemeMailto ? Readable(address.GetComponents(UriComponents.UserInfo | UriComponents.Host, UriFormat.Unescaped))
            : address.Scheme is "http" or "https" ? Readable(address.IdnHost.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? address.IdnHost[4..] : address.IdnHost)
            : null;
    }

    private static string? Readable(string text) => IsReadable(text) ? text : null;

    private static bool IsReadable(string text) => text.Any(IsReadable);

    private static bool IsReadable(char sign) => !char.IsWhiteSpace(sign) && char.GetUnicodeCategory(sign) is not (UnicodeCategory.Format or UnicodeCategory.Control or UnicodeCategory.OtherNotAssigned);
}
