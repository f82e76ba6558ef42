using System.Text.Json.Nodes;
using PracticeHub.Kernel.Recipes;

namespace PracticeHub.Kernel.Furnishing;

/// <summary>Takes layers: their rules decide where widgets stand. A rule that is not understood is kept and never holds.</summary>
internal sealed class LayersStep(KeptSteps kept) : IRecipeStep
{
    public const string Key = "layers";

    public string Name => Key;

    public Task RunAsync(JsonObject step, RecipeRun run, CancellationToken ct)
    {
        foreach (var layer in step.Objects("Layers"))
        {
            foreach (var unknown in LayerRule.Parse(layer).Unknown)
            {
                run.Keep($"{layer.Text("Name")}: {unknown}", "The rule of this layer asks something that this hub does not understand: it never holds.");
            }
        }

        return kept.StoreAsync(Key, Key, step, run, ct);
    }
}

/// <summary>Takes entries of the administration. Those that lead to pages which only Orchard Core has are kept.</summary>
internal sealed class AdminMenuStep(KeptSteps kept) : IRecipeStep
{
    public const string Key = "adminmenu";

    public string Name => "AdminMenu";

    public Task RunAsync(JsonObject step, RecipeRun run, CancellationToken ct)
    {
        foreach (var menu in step.Objects("data"))
        {
            foreach (var node in AdminNode.WithoutPlace(menu))
            {
                run.Keep($"{menu.Text("Name")}: {node}", "It leads to a page that this hub does not have.");
            }
        }

        return kept.StoreAsync(Name, "admin menus", step, run, ct);
    }
}
