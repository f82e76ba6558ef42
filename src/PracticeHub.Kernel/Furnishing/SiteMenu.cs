using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Fields;
using PracticeHub.Kernel.Text;

namespace PracticeHub.Kernel.Furnishing;

/// <summary>
/// A menu that is written as content, published and for everyone. The one that somebody has chosen is the site's, or else that with
/// the alias <c>main-menu</c>, as Orchard Core's recipes have it.
/// </summary>
public sealed record SiteMenu(string Title, IReadOnlyList<SiteMenuItem> Items)
{
    public const string Document = "menu";
    public const string MainAlias = "main-menu";
    /// <summary>The section of the site's settings that holds the id of the menu that was chosen.</summary>
    public const string Section = "MainMenu";
    public const string Chosen = "ContentItemId";

    /// <summary>What is stored without one is from the time when only that alias was kept.</summary>
    public string Alias { get; init => field = value ?? MainAlias; } = MainAlias;

    /// <summary>Menus may hold menus; deeper than this nobody reads.</summary>
    private const int MostDeep = 4;
    private const int MostItems = 200;

    internal static SiteMenu? Of(ContentItem item) =>
        item.Document["MenuItemsListPart"] is JsonObject list ? new(item.DisplayText, [.. ItemsIn(list, 0)]) { Alias = AliasOf(item) } : null;

    public static string AliasOf(ContentItem item) => Text(item.Document["AliasPart"], "Alias");

    internal string ToJson() => JsonSerializer.Serialize(this, FurnishingJson.Default.SiteMenu);

    internal static SiteMenu Parse(string json) => JsonSerializer.Deserialize(json, FurnishingJson.Default.SiteMenu)!;

    private static IEnumerable<SiteMenuItem> ItemsIn(JsonObject? list, int depth) => depth == MostDeep ? [] :
        (list?["MenuItems"] as JsonArray ?? []).OfType<JsonObject>().Take(MostItems).Select(item => Read(item, depth)).Where(item => item.Text.Length > 0);

    private static SiteMenuItem Read(JsonObject item, int depth)
    {
        var link = item["LinkMenuItemPart"] ?? item["HtmlMenuItemPart"];
        var html = Text(item["HtmlMenuItemPart"], "Html");
        var text = html.Length > 0 ? MarkdownRenderer.ToPlainText(HtmlSanitizer.Sanitize(html)).Trim() : Text(item, "DisplayText");
        var target = (item["ContentMenuItemPart"] as JsonObject)?["SelectedContentItem"] as JsonObject;
        return new(
            Excerpt.Of(text.Length > 0 ? text : Text(link, "Name"), 200),
            Text(link, "Url") is { Length: > 0 } url ? SafeUrl.OfLink(SiteAddress.Of(url)) : null,
            (target?["ContentItemIds"] as JsonArray)?.FirstOrDefault()?.ToString() is { Length: > 0 and <= Ids.Length } id ? id : null,
            [.. ((item["MenuItemPermissionPart"] as JsonObject)?["PermissionNames"] as JsonArray ?? []).OfType<JsonValue>().Select(name => name.ToString())],
            [.. ItemsIn(item["MenuItemsListPart"] as JsonObject, depth + 1)]);
    }

    private static string Text(JsonNode? value, string name) => (value as JsonObject)?[name] is JsonValue text ? text.ToString() : "";
}

/// <param name="Href">Where it leads; null where it leads nowhere, or to where no link may lead.</param>
/// <param name="ItemId">The item that it leads to, whose title and address are looked up as the reader may see them.</param>
/// <param name="Permissions">Names of permissions; whoever lacks one does not see it.</param>
public sealed record SiteMenuItem(string Text, string? Href, string? ItemId, IReadOnlyList<string> Permissions, IReadOnlyList<SiteMenuItem> Items);

/// <summary>An entry of the site's menu as this reader sees it on this page; without an address it only names what is below it.</summary>
public sealed record SiteLink(string Text, string? Href, bool IsCurrent, IReadOnlyList<SiteLink> Items);

[JsonSerializable(typeof(SiteMenu))]
[JsonSerializable(typeof(Widget))]
internal sealed partial class FurnishingJson : JsonSerializerContext;
