using System.Text.Json.Nodes;
using PracticeHub.Kernel.Recipes;

namespace PracticeHub.Kernel.Definitions;

/// <summary>
/// Adds one definition to another: objects deeply, parts and fields by their names, lists of texts and numbers joined, all else
/// replaced. Lists of objects, such as the options of a field, are replaced too, where Orchard Core appends to them: a second
/// import then changes nothing.
/// </summary>
internal static class DefinitionMerge
{
    /// <param name="list">The property that holds the parts of a type or the fields of a part.</param>
    /// <exception cref="RecipeException">A part or field is no object or has no name.</exception>
    public static void Merge(JsonObject into, JsonObject given, string list)
    {
        foreach (var (name, value) in given)
        {
            if (name == list)
            {
                MergeNamed(into, given.Objects(list), list);
            }
            else if (value is JsonObject inner && into[name] is JsonObject existing)
            {
                Merge(existing, inner, list);
            }
            else if (value is JsonArray more && into[name] is JsonArray some && more.All(node => node is JsonValue))
            {
                Join(some, more);
            }
            else
            {
                into[name] = value?.DeepClone();
            }
        }
    }

    private static void Join(JsonArray into, JsonArray given)
    {
        foreach (var node in given.Where(node => !into.Any(other => JsonNode.DeepEquals(node, other))))
        {
            into.Add(node!.DeepClone());
        }
    }

    private static void MergeNamed(JsonObject into, IEnumerable<JsonObject> given, string list)
    {
        var existing = into[list] as JsonArray ?? [];
        into[list] = existing;
        var type = list == TypeDefinition.PartRecords ? "PartName" : "FieldName";
        foreach (var record in given)
        {
            record.Needed(type);
            var name = record.Needed("Name");
            if (existing.OfType<JsonObject>().FirstOrDefault(r => r.Text("Name") == name) is { } same)
            {
                Merge(same, record, list);
            }
            else
            {
                existing.Add(record.DeepClone());
            }
        }
    }
}
