using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PracticeHub.Kernel.Fields;
using PracticeHub.Kernel.Text;

namespace PracticeHub.Kernel.Content;

/// <summary>Reads Orchard Core's SeoMetaPart and LocalizationPart. Addresses that a browser should not open are left out.</summary>
internal sealed partial class HeadProjection : IProjection
{
    private const int LongestText = 1000;
    private const int MostTags = 40;

    /// <summary>They tell browsers how to treat the page, which is not the item's to say.</summary>
    private static readonly HashSet<string> NotTheirs = new(StringComparer.OrdinalIgnoreCase) { "referrer", "viewport", "color-scheme", "theme-color", "csrf-token", "description" };

    public string? Type => null;

    public Task ProjectAsync(Projection projection, CancellationToken ct)
    {
        var seo = projection.Item.Document["SeoMetaPart"] as JsonObject;
        var culture = LocalizationPart.CultureOf(projection.Item);
        if (seo is not null || culture is not null)
        {
            projection.Head = HeadOf(seo ?? []) with { Culture = culture };
        }

        return Task.CompletedTask;
    }

    private static ItemHead HeadOf(JsonObject seo) => new()
    {
        Title = seo["Render"] is JsonValue render && render.TryGetValue(out bool isRendered) && !isRendered ? null : Text(seo, "PageTitle"),
        Description = Text(seo, "MetaDescription"),
        Canonical = Address(Text(seo, "Canonical")),
        Tags = [.. TagsOf(seo).Where(tag => tag.Content is { Length: > 0 }).Take(MostTags)],
    };

    private static IEnumerable<HeadTag> TagsOf(JsonObject seo)
    {
        yield return new("keywords", Text(seo, "MetaKeywords") ?? "");
        yield return new("robots", Text(seo, "MetaRobots") ?? "");
        yield return new("og:type", Text(seo, "OpenGraphType") ?? "", IsProperty: true);
        yield return new("og:title", Text(seo, "OpenGraphTitle") ?? "", IsProperty: true);
        yield return new("og:description", Text(seo, "OpenGraphDescription") ?? "", IsProperty: true);
        yield return new("og:image", Picture(seo, "OpenGraphImage") ?? Picture(seo, "DefaultSocialImage") ?? "", IsProperty: true, IsAddress: true);
        foreach (var name in new[] { "Card", "Title", "Description", "Creator", "Site" })
        {
            yield return new($"twitter:{name.ToLowerInvariant()}", Text(seo, $"Twitter{name}") ?? "");
        }

        yield return new("twitter:image", Picture(seo, "TwitterImage") ?? "", IsAddress: true);
        foreach (var tag in (seo["CustomMetaTags"] as JsonArray ?? []).OfType<JsonObject>())
        {
            var (name, property) = (Text(tag, "Name") ?? "", Text(tag, "Property") ?? "");
            var (isProperty, key) = (name.Length == 0, name.Length > 0 ? name : property);
            // http-equiv would command the browser, and is not even read.
            if (MetaName().IsMatch(key) && !NotTheirs.Contains(key))
            {
                yield return new(key, Text(tag, "Content") ?? "", isProperty);
            }
        }
    }

    /// <summary>Whoever shows a link cuts its picture to this shape; where the item says what stays in sight then, the hub cuts it.</summary>
    private static string? Picture(JsonObject seo, string field) =>
        seo[field] is JsonObject value && (value["Paths"] as JsonArray)?.OfType<JsonValue>().FirstOrDefault()?.ToString() is { Length: > 0 } path
            ? MediaAddress.Of(path) + ((value["Anchors"] as JsonArray)?.FirstOrDefault() is { } first && MediaAnchor.Of(first) is { } anchor ? $"?width=1200&height=600&rmode=crop&{anchor.ToQuery()}" : "") : null;

    private static string? Address(string? typed) => typed is null ? null : SafeUrl.OfResource(SiteAddress.Of(typed)) is { Length: > 0 } url ? url : null;

    private static string? Text(JsonObject value, string name) =>
        value[name] is JsonValue text && text.ToString().Trim() is { Length: > 0 } typed ? Excerpt.Of(typed.Replace("\0", "", StringComparison.Ordinal), LongestText) : null;

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9:._-]{0,60}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex MetaName();
}
