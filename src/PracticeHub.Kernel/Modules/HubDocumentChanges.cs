using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Data;

namespace PracticeHub.Kernel.Modules;

/// <summary>Says for the audit trail what is about to change in the hub's own documents.</summary>
public static class HubDocumentChanges
{
    /// <summary>What stands before a path in a document, and not before a word.</summary>
    public const string Path = "$.";
    private const int MostChanges = 40;
    private const int LongestValue = 200;

    extension(HubDb db)
    {
        /// <summary>Every value that differs in the documents that the next save writes, by its path; at most forty.</summary>
        public IReadOnlyList<HubChange> DocumentChanges() => [.. db.ChangeTracker.Entries<HubDocument>().Where(entry => entry.State is not EntityState.Unchanged)
            .SelectMany(entry => Between(entry.Entity.Name,
                entry.State is EntityState.Added ? null : entry.Property(document => document.Body).OriginalValue,
                entry.State is EntityState.Deleted ? null : entry.Entity.Body))
            .Take(MostChanges)];
    }

    private static IEnumerable<HubChange> Between(string name, string? before, string? after)
    {
        var (old, now) = (new Dictionary<string, string>(StringComparer.Ordinal), new Dictionary<string, string>(StringComparer.Ordinal));
        Flatten(Path + name, before is null ? null : JsonNode.Parse(before), old);
        Flatten(Path + name, after is null ? null : JsonNode.Parse(after), now);
        return old.Keys.Union(now.Keys).Select(path => new HubChange(path, old.GetValueOrDefault(path), now.GetValueOrDefault(path))).Where(change => change.Before != change.After);
    }

    /// <summary>Objects of a list are told apart by their names, so that moving one is not a change of all.</summary>
    private static void Flatten(string path, JsonNode? node, Dictionary<string, string> into)
    {
        var inner = node switch
        {
            JsonObject map => map.Select(p => (p.Key, p.Value)),
            JsonArray list => list.Select((item, index) => ((item as JsonObject)?["Name"]?.ToString() ?? $"{index}", item)),
            _ => [],
        };
        foreach (var (key, value) in inner)
        {
            Flatten($"{path}.{key}", value, into);
        }

        if (node is JsonValue text)
        {
            into[path] = text.ToString() is { Length: > LongestValue } all ? all[..LongestValue] + "…" : text.ToString();
        }
    }
}
