using System.Buffers;

namespace PracticeHub.Kernel.Text;

/// <summary>Addresses as a browser would read them: tabs and line breaks do not count, neither do blanks around.</summary>
internal static class SafeUrl
{
    private static readonly SearchValues<char> EndOfScheme = SearchValues.Create(":/?#");

    private static readonly char[] Blanks = [.. Enumerable.Range(0, 0x21).Select(code => (char)code)];

    /// <summary>http, https, mailto or relative; a fragment leads to the ids that content really gets.</summary>
    public static string? OfLink(string? value)
    {
        var url = Cleaned(value);
        return Scheme(url) is not ("" or "http" or "https" or "mailto") ? null
            : IsOwnFragment(url) ? '#' + AttributeRules.IdPrefix + url[1..]
            : url;
    }

    /// <summary>http, https or relative.</summary>
    public static string? OfResource(string? value)
    {
        var url = Cleaned(value);
        return Scheme(url) is "" or "http" or "https" ? url : null;
    }

    /// <summary>Whether an address names a host; <c>//host</c> and <c>\\host</c> do too.</summary>
    public static bool IsForeign(string? value)
    {
        var url = Cleaned(value);
        return Scheme(url) is "http" or "https" || (url.Length > 1 && IsSlash(url[0]) && IsSlash(url[1]));
    }

    private static bool IsSlash(char c) => c is '/' or '\\';

    private static bool IsOwnFragment(string url) =>
        url.Length > 1 && url[0] == '#' && !url.StartsWith('#' + AttributeRules.IdPrefix, StringComparison.Ordinal);

    private static string Cleaned(string? value)
    {
        var url = (value ?? "").Trim(Blanks);
        return url.AsSpan().ContainsAny('\t', '\n', '\r') ? string.Concat(url.Where(c => c is not ('\t' or '\n' or '\r'))) : url;
    }

    /// <summary>In lower case; empty for a relative address, null for one that no browser should see.</summary>
    private static string? Scheme(string url)
    {
        if (url.Length == 0 || url.AsSpan().IndexOfAnyInRange('\u007F', '\u009F') >= 0 || url.AsSpan().IndexOfAnyInRange('\0', '\u001F') >= 0)
        {
            return null;
        }

        var end = url.AsSpan().IndexOfAny(EndOfScheme);
        return end < 0 || url[end] != ':' ? "" : end == 0 ? null : url[..end].ToLowerInvariant();
    }
}
