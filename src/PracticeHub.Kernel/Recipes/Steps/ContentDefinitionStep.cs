using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Definitions;
using PracticeHub.Kernel.Modules;

namespace PracticeHub.Kernel.Recipes.Steps;

/// <summary>Adds content types and parts, or changes them: parts and fields are matched by name, settings are merged.</summary>
internal class ContentDefinitionStep(HubDb db, CurrentHub hub) : IRecipeStep
{
    public virtual string Name => "ContentDefinition";

    /// <summary>Whether what is there is replaced and not added to.</summary>
    protected virtual bool Replaces => false;

    public async Task RunAsync(JsonObject step, RecipeRun run, CancellationToken ct)
    {
        foreach (var type in step.Objects("ContentTypes"))
        {
            run.Count("content types", await PutAsync(HubDocument.ContentType, type, TypeDefinition.PartRecords, ct));
        }

        foreach (var part in step.Objects("ContentParts"))
        {
            run.Count("content parts", await PutAsync(HubDocument.ContentPart, part, PartDefinition.FieldRecords, ct));
        }

        await db.SaveChangesAsync(ct);
        await hub.RefreshAsync(ct);
    }

    private async Task<RecipeChange> PutAsync(string kind, JsonObject given, string list, CancellationToken ct)
    {
        var name = await db.DocumentNameAsync(kind, given.Needed("Name"), ct);
        var before = await db.ReadDocumentAsync(kind, name, ct);
        var after = Replaces ? [] : before?.DeepClone().AsObject() ?? [];
        DefinitionMerge.Merge(after, given, list);
        // Names that differ only in case are one type: Orchard Core's items do not tell them apart either.
        after["Name"] = name;
        await db.PutDocumentAsync(kind, name, after, ct);
        return before is null ? RecipeChange.Added : JsonNode.DeepEquals(before, after) ? RecipeChange.Unchanged : RecipeChange.Changed;
    }
}

/// <summary>Like ContentDefinition, but what is named is made anew: parts and settings that are not given are gone.</summary>
internal sealed class ReplaceContentDefinitionStep(HubDb db, CurrentHub hub) : ContentDefinitionStep(db, hub)
{
    public override string Name => "ReplaceContentDefinition";

    protected override bool Replaces => true;
}

/// <summary>Removes content types and parts. Items of a type that is gone stay readable.</summary>
internal sealed class DeleteContentDefinitionStep(HubDb db, CurrentHub hub) : IRecipeStep
{
    public string Name => "DeleteContentDefinition";

    public async Task RunAsync(JsonObject step, RecipeRun run, CancellationToken ct)
    {
        foreach (var (kind, names) in new[] { (HubDocument.ContentType, step.Strings("ContentTypes")), (HubDocument.ContentPart, step.Strings("ContentParts")) })
        {
            foreach (var name in names)
            {
                await db.RemoveDocumentAsync(kind, await db.DocumentNameAsync(kind, name, ct), ct);
                run.Count(kind is HubDocument.ContentType ? "content types" : "content parts", RecipeChange.Changed);
            }
        }

        await db.SaveChangesAsync(ct);
        await hub.RefreshAsync(ct);
    }
}
