using System.Text.Json.Nodes;
using PracticeHub.Kernel.Fields;
using PracticeHub.Kernel.Recipes;
using PracticeHub.Kernel.Text;

namespace PracticeHub.Kernel.Furnishing;

/// <summary>An entry that an AdminMenu of Orchard Core adds to the administration.</summary>
/// <param name="Permissions">Names of permissions; whoever lacks one does not see it.</param>
public sealed record AdminNode(string Text, string Href, IReadOnlyList<string> Permissions)
{
    private const int MostDeep = 8;
    private const int MostNodes = 50;

    /// <summary>The entries of a menu that lead somewhere here, those below others after them.</summary>
    internal static IEnumerable<AdminNode> In(JsonObject menu) => IsOn(menu) ? Below(menu, "MenuItems", 0).Take(MostNodes) : [];

    /// <summary>Whether the hub does something with such a node; what is a heading only counts by what is below it.</summary>
    internal static IEnumerable<string> WithoutPlace(JsonObject menu) => Nodes(menu, "MenuItems", 0).Where(node => Read(node) is null && (node.Find("Items") as JsonArray) is not { Count: > 0 }).Select(NameOf);

    private static IEnumerable<AdminNode> Below(JsonObject node, string list, int depth) => depth == MostDeep ? [] :
        (node.Find(list) as JsonArray ?? []).OfType<JsonObject>().Where(IsOn).SelectMany(child => Below(child, "Items", depth + 1).Prepend(Read(child)).OfType<AdminNode>());

    private static IEnumerable<JsonObject> Nodes(JsonObject node, string list, int depth) => depth == MostDeep ? [] :
        (node.Find(list) as JsonArray ?? []).OfType<JsonObject>().SelectMany(child => Nodes(child, "Items", depth + 1).Prepend(child));

    private static AdminNode? Read(JsonObject node)
    {
        var text = node.Text("LinkText") ?? "";
        return node.Text("LinkUrl") is { Length: > 0 } url && text.Length > 0 && Address(url) is { } href
            ? new(Excerpt.Of(text, 100), href, [.. (node.Find("PermissionNames") as JsonArray ?? []).OfType<JsonValue>().Select(name => name.ToString())]) : null;
    }

    /// <summary>Orchard Core's own pages for an item are the hub's; its other pages are nowhere here.</summary>
    private static string? Address(string url)
    {
        var path = SiteAddress.Of(url).TrimStart('/').Split('?')[0].TrimEnd('/');
        return path.Split('/') switch
        {
            [_, "Contents", "ContentItems", { Length: Ids.Length } id, "Display"] => $"/content/{id}",
            [_, "Contents", "ContentItems", { Length: Ids.Length } id, "Edit"] => $"/content/{id}/edit",
            [var first, ..] when first.Equals("Admin", StringComparison.OrdinalIgnoreCase) && path.Contains('/', StringComparison.Ordinal) && char.IsUpper(path[path.IndexOf('/', StringComparison.Ordinal) + 1]) => null,
            _ => SafeUrl.OfLink(SiteAddress.Of(url)) is { Length: > 0 } safe ? safe : null,
        };
    }

    private static string NameOf(JsonObject node) => node.Text("LinkText") is { Length: > 0 } text ? text : (node.Text("$type") ?? "").Split(',')[0].Split('.')[^1];

    private static bool IsOn(JsonObject node) => node.Find("Enabled") is not JsonValue value || !value.TryGetValue(out bool isOn) || isOn;
}
