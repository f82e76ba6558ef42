using System.Text.Json.Nodes;
using PracticeHub.Kernel.Definitions;

namespace PracticeHub.Kernel.Recipes.Steps;

/// <summary>Whether the parts and fields of the reference hold objects, lists and single values where it says so; pages rely on it. Whatever else an item holds is its own affair.</summary>
internal static class ItemShape
{
    /// <summary>Lists, and with a star objects, of each part.</summary>
    private static readonly Dictionary<string, string[]> Parts = new(StringComparer.Ordinal)
    {
        ["TitlePart"] = [], ["AutoroutePart"] = [], ["AliasPart"] = [], ["HtmlBodyPart"] = [], ["MarkdownBodyPart"] = [], ["ContainedPart"] = [], ["PublishLaterPart"] = [], ["ArchiveLaterPart"] = [],
        ["LocalizationPart"] = [], ["AuditTrailPart"] = [], ["LinkMenuItemPart"] = [], ["HtmlMenuItemPart"] = [], ["TermPart"] = [], ["SharingPart"] = [],
        ["BagPart"] = ["ContentItems"], ["FlowPart"] = ["Widgets"], ["WidgetsListPart"] = ["*Widgets"], ["MenuItemsListPart"] = ["MenuItems"], ["TaxonomyPart"] = ["Terms"], ["TopicsPart"] = ["*Topics"],
        ["SeoMetaPart"] = ["CustomMetaTags", "*DefaultSocialImage", "*OpenGraphImage", "*TwitterImage"],
    };

    private static readonly string[] Fields =
    [
        "TextField", "HtmlField", "MarkdownField", "BooleanField", "NumericField", "DateField", "DateTimeField", "TimeField", "LinkField", "MultiTextField", "ContentPickerField",
        "LocalizationSetContentPickerField", "UserPickerField", "MediaField", "YoutubeField", "TaxonomyField", "GeoPointField",
    ];

    /// <summary>Single values of parts and fields. What the reference does not name may be anything.</summary>
    private static readonly HashSet<string> Singles = new(StringComparer.Ordinal)
    {
        "Title", "Path", "SetHomepage", "Disabled", "RouteContainedItems", "Absolute", "Alias", "Html", "Markdown", "ListContentItemId", "ListContentType", "Order", "ScheduledPublishUtc",
        "ScheduledArchiveUtc", "LocalizationSet", "Culture", "Comment", "ShowComment", "Name", "Url", "Target", "TermContentType", "TaxonomyContentItemId", "CommunityId", "Audience", "PageTitle",
        "MetaDescription", "MetaKeywords", "MetaRobots", "Canonical", "Render", "OpenGraphType", "OpenGraphTitle", "OpenGraphDescription", "TwitterTitle", "TwitterDescription", "TwitterCard", "TwitterCreator", "TwitterSite", "GoogleSchema", "Text", "Value", "EmbeddedAddress", "RawAddress", "Latitude", "Longitude",
    };

    /// <summary>The lists of all fields.</summary>
    private static readonly string[] ListsOfFields =
        ["Values", "ContentItemIds", "LocalizationSets", "UserIds", "UserNames", "Paths", "MediaTexts", "Anchors", "AttachedFileNames", "TermContentItemIds", "TagNames"];

    /// <summary>What is wrong, as <c>BagPart.ContentItems is not a list</c>; null where nothing is.</summary>
    public static string? FaultIn(JsonObject item, ContentDefinitions definitions)
    {
        var parts = definitions.Type(item["ContentType"]?.ToString() ?? "")?.Parts.ToList() ?? [];
        return item.Select(part => PartFault(part.Key, parts.Find(p => p.Key == part.Key)?.PartName ?? part.Key, part.Value, definitions)).FirstOrDefault(fault => fault is not null);
    }

    private static string? PartFault(string key, string part, JsonNode? value, ContentDefinitions definitions)
    {
        var fields = definitions.Part(part)?.Fields.Where(field => Fields.Contains(field.FieldType)).ToList() ?? [];
        var isKnown = Parts.TryGetValue(part, out var lists);
        if (value is null || (!isKnown && fields.Count == 0))
        {
            return null;
        }

        if (value is not JsonObject held)
        {
            return $"{key} is not an object.";
        }

        var wrong = fields.Select(field => held[field.Key] is { } inner ? FieldFault($"{key}.{field.Key}", inner) : null);
        return (isKnown ? held.Where(p => !fields.Exists(field => field.Key == p.Key)).Select(p => ValueFault($"{key}.{p.Key}", p.Key, p.Value, lists!)).Concat(wrong) : wrong).FirstOrDefault(fault => fault is not null);
    }

    private static string? FieldFault(string at, JsonNode field) => field is JsonObject held
        ? held.Select(p => ValueFault($"{at}.{p.Key}", p.Key, p.Value, ListsOfFields)).FirstOrDefault(fault => fault is not null) : $"{at} is not an object.";

    private static string? ValueFault(string at, string name, JsonNode? value, string[] lists) => value switch
    {
        null => null,
        _ when lists.Contains(name) => value is JsonArray ? null : $"{at} is not a list.",
        _ when lists.Contains("*" + name) => value is JsonObject ? null : $"{at} is not an object.",
        JsonObject or JsonArray when Singles.Contains(name) => $"{at} is not a single value.",
        _ => null,
    };
}
