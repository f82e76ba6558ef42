using System.Text.Json.Nodes;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Modules;

namespace PracticeHub.Kernel.Recipes;

/// <summary>Runs recipes: every step in one transaction, so that a recipe is carried out whole or not at all.</summary>
public sealed class RecipeRunner(HubDb db, CurrentHub current, Hub hub, RecipeLibrary library, RecipeExpressions expressions, TimeProvider clock)
{
    /// <exception cref="RecipeException">What is wrong, and in which step; nothing was changed.</exception>
    public async Task<RecipeRun> RunAsync(Recipe recipe, IReadOnlyDictionary<string, string> parameters, Writer by, CancellationToken ct)
    {
        var run = new RecipeRun(parameters, by, clock.GetUtcNow());
        await db.InTransactionAsync(async () =>
        {
            await RunStepsAsync(recipe, run, ct);
            await db.SaveChangesAsync(ct);
        }, ct);
        await hub.ReloadAsync(ct);
        return run;
    }

    /// <inheritdoc cref="RunAsync"/>
    public Task<RecipeRun> RunAsync(string name, Writer by, CancellationToken ct) =>
        RunAsync(library.Find(name) ?? throw new RecipeException($"There is no recipe named {name}."), new Dictionary<string, string>(), by, ct);

    /// <summary>Runs a recipe inside another one.</summary>
    internal async Task RunStepsAsync(Recipe recipe, RecipeRun run, CancellationToken ct)
    {
        if (run.Nesting.Contains(recipe.Name))
        {
            throw new RecipeException($"The recipe {recipe.Name} runs itself.");
        }

        run.Nesting.Push(recipe.Name);
        var scope = expressions.ScopeOf(recipe, run);
        var steps = recipe.Document["steps"] as JsonArray ?? throw new RecipeException($"The recipe {recipe.Name} has no steps.");
        foreach (var (step, index) in steps.Select((node, index) => (node, index)))
        {
            await RunStepAsync(recipe, step, index, scope, run, ct);
        }

        run.Nesting.Pop();
    }

    private async Task RunStepAsync(Recipe recipe, JsonNode? node, int index, RecipeScope scope, RecipeRun run, CancellationToken ct)
    {
        var place = $"Recipe {recipe.Name}, step {index + 1}";
        var step = node as JsonObject ?? throw new RecipeException($"{place} is not an object.");
        var name = step.Text("name") ?? throw new RecipeException($"{place} has no name.");
        var handler = current.Services<IRecipeStep>().FirstOrDefault(s => string.Equals(s.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? throw new RecipeException($"{place}: no feature that is on knows a step named {name}.");
        try
        {
            await handler.RunAsync(scope.Evaluate(step), run, ct);
            await db.SaveChangesAsync(ct);
            db.ChangeTracker.Clear();
        }
        catch (Exception wrong) when (wrong is RecipeException or InvalidOperationException or FormatException or System.Text.Json.JsonException or Expressions.ExpressionException)
        {
            throw new RecipeException($"{place} ({name}): {wrong.Message}", wrong);
        }
    }
}
