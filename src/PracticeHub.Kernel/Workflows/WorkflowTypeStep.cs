using System.Text.Json.Nodes;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Recipes;

namespace PracticeHub.Kernel.Workflows;

/// <summary>Brings workflow types in. A type that changed becomes a new version; running instances keep theirs.</summary>
internal sealed class WorkflowTypeStep(HubDb db, TimeProvider clock) : IRecipeStep
{
    public string Name => "WorkflowType";

    public async Task RunAsync(JsonObject step, RecipeRun run, CancellationToken ct)
    {
        foreach (var document in step.Objects("data"))
        {
            document.Needed("WorkflowTypeId");
            if (await WorkflowTypes.PutAsync(db, document, clock.GetUtcNow(), ct) is { } type)
            {
                await WorkflowTimers.PlantAsync(db, type, clock.GetUtcNow(), ct);
                run.Count("workflow types", type.Version == 1 ? RecipeChange.Added : RecipeChange.Changed);
            }
            else
            {
                run.Count("workflow types", RecipeChange.Unchanged);
            }
        }
    }
}
