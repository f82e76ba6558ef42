using System.Text.Json.Nodes;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Modules;

namespace PracticeHub.Kernel.Recipes.Steps;

/// <summary>Adds content types and parts, or changes them: parts and fields are matched by name, settings are merged.</summary>
internal sealed class ContentDefinitionStep(HubDb db, CurrentHub hub) : IRecipeStep
{
    public string Name => "ContentDefinition";

    public async Task RunAsync(JsonObject step, RecipeRun run, CancellationToken ct)
    {
        foreach (var type in step.Objects("ContentTypes"))
        {
            await MergeAsync(HubDocument.ContentType, type, "ContentTypePartDefinitionRecords", ct);
            run.Count("content types");
        }

        foreach (var part in step.Objects("ContentParts"))
        {
            await MergeAsync(HubDocument.ContentPart, part, "ContentPartFieldDefinitionRecords", ct);
            run.Count("content parts");
        }

        await db.SaveChangesAsync(ct);
        await hub.RefreshAsync(ct);
    }

    private async Task MergeAsync(string kind, JsonObject given, string list, CancellationToken ct)
    {
        var name = given.Needed("Name");
        var merged = await db.ReadDocumentAsync(kind, name, ct) ?? [];
        Merge(merged, given, list);
        await db.PutDocumentAsync(kind, name, merged, ct);
    }

    private static void Merge(JsonObject into, JsonObject given, string list)
    {
        foreach (var (name, value) in given)
        {
            if (name == list)
            {
                MergeNamed(into, value as JsonArray ?? [], list);
            }
            else if (value is JsonObject inner && into[name] is JsonObject existing)
            {
                Merge(existing, inner, list);
            }
            else
            {
                into[name] = value?.DeepClone();
            }
        }
    }

    private static void MergeNamed(JsonObject into, JsonArray given, string list)
    {
        var existing = into[list] as JsonArray ?? [];
        into[list] = existing;
        foreach (var record in given.OfType<JsonObject>())
        {
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
