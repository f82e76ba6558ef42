using System.Text.Json.Nodes;
using PracticeHub.Kernel;

namespace PracticeHub.Contents.Features.Parts;

/// <summary>The items that stand in a document, however deep: found, counted, moved. The document is what is changed.</summary>
internal static class NestedItems
{
    public const int MostDeep = 6;
    public const int Most = 200;

    /// <summary>The parts that hold items, with the property that does.</summary>
    public static IReadOnlyDictionary<string, string> Lists { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["BagPart"] = "ContentItems", ["FlowPart"] = Widgets, ["MenuItemsListPart"] = "MenuItems",
    };

    /// <summary>The part whose items stand in zones, each with a list of its own.</summary>
    public const string Zoned = "WidgetsListPart";
    public const string Widgets = "Widgets";

    /// <summary>The zones that the part of a type has, and then those that only the item has.</summary>
    public static IEnumerable<string> ZonesOf(JsonObject settings, JsonObject value) => ((settings[Zoned + "Settings"] as JsonObject)?["Zones"] as JsonArray ?? []).OfType<JsonValue>().Select(zone => zone.ToString())
        .Concat((value[Widgets] as JsonObject ?? []).Select(zone => zone.Key)).Where(zone => zone.Length > 0).Distinct();

    /// <summary>The items that stand in this one itself.</summary>
    public static IEnumerable<JsonObject> In(JsonObject item) => ListsIn(item).SelectMany(list => list.OfType<JsonObject>()).Where(IsItem);

    /// <summary>All of them by their ids.</summary>
    public static Dictionary<string, JsonObject> ById(JsonObject item)
    {
        var found = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        Collect(item, found, 0);
        return found;
    }

    /// <summary>How many items stand around this one.</summary>
    public static int DepthOf(JsonObject root, JsonObject item) => item == root ? 0 : ParentOf(item) is { } parent ? DepthOf(root, parent) + 1 : 0;

    public static bool IsId(string id) => id.Length == Ids.Length && id.All(char.IsAsciiLetterOrDigit);

    /// <summary>Empty, within the site, or with a scheme that does nothing but lead somewhere.</summary>
    public static bool IsAddress(string typed) => typed.Length == 0 || typed[0] is '#' or '?' || typed.StartsWith("~/", StringComparison.Ordinal)
        || (typed.StartsWith('/') && !typed.StartsWith("//", StringComparison.Ordinal) && !typed.Contains('\\', StringComparison.Ordinal))
        || (Uri.TryCreate(typed, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" or "mailto");

    public static void Move(JsonObject root, string verb, string id)
    {
        if (ById(root).GetValueOrDefault(id) is not { Parent: JsonArray list } item)
        {
            return;
        }

        var at = list.IndexOf(item);
        switch (verb)
        {
            case "remove":
                list.RemoveAt(at);
                break;
            case "up" when at > 0:
                Put(item, list, at - 1);
                break;
            case "down" when at < list.Count - 1:
                Put(item, list, at + 1);
                break;
            case "in" when at > 0 && IsInMenu(list) && list[at - 1] is JsonObject above && DepthOf(root, item) + HeightOf(item) < MostDeep:
                var below = MenuOf(above);
                Put(item, below, below.Count);
                break;
            case "out" when IsInMenu(list) && ParentOf(item) is { Parent: JsonArray outer } parent && IsInMenu(outer):
                Put(item, outer, outer.IndexOf(parent) + 1);
                break;
        }
    }

    private static void Put(JsonObject item, JsonArray list, int at)
    {
        ((JsonArray)item.Parent!).Remove(item);
        list.Insert(at, item);
    }

    private static JsonArray MenuOf(JsonObject item)
    {
        if (item["MenuItemsListPart"] is not JsonObject part)
        {
            item["MenuItemsListPart"] = part = [];
        }

        if (part["MenuItems"] is not JsonArray list)
        {
            part["MenuItems"] = list = [];
        }

        return list;
    }

    private static bool IsInMenu(JsonArray list) => list.GetPropertyName() is "MenuItems";

    /// <summary>The item around this one: item, list, part, item.</summary>
    private static JsonObject? ParentOf(JsonObject item)
    {
        var holder = item.Parent?.Parent;
        // Between a list in a zone and its part stand the zones.
        return (item.Parent is JsonArray { Parent: not null } list && !Lists.Values.Contains(list.GetPropertyName()) ? holder?.Parent : holder)?.Parent as JsonObject;
    }

    private static int HeightOf(JsonObject item) => In(item).Select(inner => HeightOf(inner) + 1).DefaultIfEmpty().Max();

    private static void Collect(JsonObject item, Dictionary<string, JsonObject> found, int depth)
    {
        foreach (var inner in depth > MostDeep ? [] : In(item))
        {
            if (found.TryAdd(inner["ContentItemId"]!.ToString(), inner))
            {
                Collect(inner, found, depth + 1);
            }
        }
    }

    private static bool IsItem(JsonObject item) => item["ContentItemId"] is JsonValue && item["ContentType"] is JsonValue;

    private static IEnumerable<JsonArray> ListsIn(JsonObject item) => item.Select(p => p.Value).OfType<JsonObject>().SelectMany(part => Lists.Values.Select(list => part[list])
        .Concat((part[Widgets] as JsonObject)?.Select(zone => zone.Value) ?? [])).OfType<JsonArray>();
}
