namespace PracticeHub.Resources;

/// <summary>An http address in one form, so that two people who share the same page share one resource.</summary>
public sealed record WebAddress(string Normalised, string Site)
{
    public const int MaxLength = 2048;

    private static readonly HashSet<string> Trackers = new(StringComparer.OrdinalIgnoreCase)
    {
        "fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid", "igshid", "mc_cid", "mc_eid", "_hsenc", "_hsmi", "mkt_tok", "vero_id", "oly_anon_id", "oly_enc_id", "ref_src",
    };

    /// <summary>Null for whatever is no http or https address, or carries a name and password.</summary>
    public static WebAddress? Parse(string? text)
    {
        var trimmed = text?.Trim() ?? "";
        if (trimmed.Length is 0 or > MaxLength || trimmed.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c == '\\')
            || !HasSlashes(trimmed) || !Uri.TryCreate(trimmed, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")
            || uri.UserInfo.Length > 0 || !HasHost(uri))
        {
            return null;
        }

        var port = uri.IsDefaultPort ? "" : $":{uri.Port}";
        var normalised = $"{uri.Scheme}://{HostOf(uri)}{port}{uri.AbsolutePath.TrimEnd('/')}{WithoutTrackers(uri.Query)}";
        return normalised.Length > MaxLength ? null : new(normalised, SiteOf(uri));
    }

    // .NET reads https:/host as https://host; browsers differ, and people mean a mistake by it.
    private static bool HasSlashes(string text) =>
        text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    private static bool HasHost(Uri uri) => uri.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6
        || (uri.HostNameType is UriHostNameType.Dns && uri.Host.Trim('.').Length > 0);

    // IdnHost leaves out the brackets around an IPv6 address.
    private static string HostOf(Uri uri) => (uri.HostNameType is UriHostNameType.IPv6 ? uri.Host : uri.IdnHost).ToLowerInvariant().TrimEnd('.');

    /// <summary>What people call the place: without www, in its own script.</summary>
    private static string SiteOf(Uri uri)
    {
        var host = uri.Host.ToLowerInvariant().TrimEnd('.');
        return host.StartsWith("www.", StringComparison.Ordinal) ? host[4..] : host;
    }

    private static string WithoutTrackers(string query)
    {
        var kept = query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Where(pair => !IsTracker(NameOf(pair))).ToList();
        return kept.Count == 0 ? "" : "?" + string.Join('&', kept);
    }

    private static string NameOf(string pair) => Uri.UnescapeDataString(pair.IndexOf('=', StringComparison.Ordinal) is var end and >= 0 ? pair[..end] : pair);

    private static bool IsTracker(string name) => name.StartsWith("utm_", StringComparison.OrdinalIgnoreCase) || Trackers.Contains(name);
}
