using System.Text.Json.Nodes;
using PracticeHub.Kernel.Definitions;

namespace PracticeHub.Kernel.Content;

/// <summary>Finds the terms that an item points to: in the hub's topics part, and in every taxonomy field that its type defines.</summary>
internal static class TermIds
{
    public static IEnumerable<string> In(ContentItem item, ContentDefinitions definitions)
    {
        var fields = definitions.FieldsOf(item.Type, nameof(TaxonomyField)).Append((nameof(TopicsPart), "Topics")).Distinct();
        return fields.SelectMany(f => Read(item.Document[f.Item1]?[f.Item2]?["TermContentItemIds"] as JsonArray));
    }

    private static IEnumerable<string> Read(JsonArray? ids) =>
        (ids ?? []).OfType<JsonValue>().Select(v => v.TryGetValue(out string? id) ? id : null).OfType<string>();
}
