using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Kernel.Recipes;

/// <summary>Whether this scope is running a recipe; a projection may trust what comes together.</summary>
public sealed class RecipeContext
{
    public bool IsRunning { get; internal set; }
}

/// <summary>Runs recipes: every step in one transaction, so that a recipe is carried out whole or not at all.</summary>
public sealed class RecipeRunner(
    HubDb db, CurrentHub current, Hub hub, RecipeLibrary library, RecipeExpressions expressions, KeptSteps kept, RecipeContext context, TimeProvider clock)
{
    /// <exception cref="RecipeException">What is wrong, and in which step; nothing was changed.</exception>
    public async Task<RecipeRun> RunAsync(
        Recipe recipe, IReadOnlyDictionary<string, string> parameters, Writer by, CancellationToken ct, IProgress<RecipeReport>? progress = null)
    {
        var run = new RecipeRun(parameters, by, clock.GetUtcNow()) { Progress = progress };
        await db.InTransactionAsync(() => CarryOutAsync(recipe, run, ct), ct);
        await hub.ReloadAsync(ct);
        return run;
    }

    /// <summary>Carries the recipe out and takes everything back again: the report tells what a run would do.</summary>
    /// <exception cref="RecipeException">What is wrong, and in which step.</exception>
    public async Task<RecipeRun> TryAsync(
        Recipe recipe, IReadOnlyDictionary<string, string> parameters, Writer by, CancellationToken ct, IProgress<RecipeReport>? progress = null)
    {
        var run = new RecipeRun(parameters, by, clock.GetUtcNow()) { Progress = progress };
        try
        {
            await db.InTransactionAsync(async () =>
            {
                await CarryOutAsync(recipe, run, ct);
                throw new TriedOut();
            }, ct);
        }
        catch (TriedOut)
        {
            await current.RefreshAsync(ct);
        }

        return run;
    }

    /// <summary>A recipe that begins with another one: how a site from elsewhere comes into an empty hub.</summary>
    public static Recipe After(string first, Recipe recipe)
    {
        var document = recipe.Document.DeepClone().AsObject();
        var begin = new JsonObject { ["name"] = "recipes", ["Values"] = new JsonArray(new JsonObject { ["name"] = first }) };
        (document["steps"] as JsonArray)?.Insert(0, begin);
        return recipe with { Document = document };
    }

    /// <summary>What Orchard Core's recipes ask of the site that they run on: its name, and who runs them.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ParametersAsync(Writer by, CancellationToken ct)
    {
        var administrator = await db.UserRoles.Join(db.RoleClaims.Where(c => c.ClaimType == Permission.ClaimType && c.ClaimValue == Permission.SiteOwner.Name), r => r.RoleId, c => c.RoleId, (r, _) => r.UserId)
            .Join(db.Users, id => id, u => u.Id, (_, user) => user).OrderBy(u => u.JoinedUtc).ThenBy(u => u.Id).FirstOrDefaultAsync(ct);
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["SiteName"] = current.State.Site.SiteName,
            ["SiteTimeZone"] = current.State.Site.TimeZoneId,
            ["AdminUserId"] = administrator?.Id ?? by.UserId,
            ["AdminUsername"] = administrator?.UserName ?? by.UserName,
        };
    }

    private async Task CarryOutAsync(Recipe recipe, RecipeRun run, CancellationToken ct)
    {
        context.IsRunning = true;
        try
        {
            await RunStepsAsync(recipe, run, ct);
            await db.SaveChangesAsync(ct);
        }
        finally
        {
            context.IsRunning = false;
        }
    }

    /// <inheritdoc cref="RunAsync"/>
    public Task<RecipeRun> RunAsync(string name, Writer by, CancellationToken ct) =>
        RunAsync(library.Find(name) ?? throw new RecipeException($"There is no recipe named {name}."), new Dictionary<string, string>(), by, ct);

    /// <summary>Runs a recipe inside another one.</summary>
    internal async Task RunStepsAsync(Recipe recipe, RecipeRun run, CancellationToken ct)
    {
        if (run.Nesting.Any(outer => outer.Name == recipe.Name))
        {
            throw new RecipeException($"The recipe {recipe.Name} runs itself.");
        }

        run.Nesting.Push(recipe);
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
        var handler = current.Services<IRecipeStep>().FirstOrDefault(s => string.Equals(s.Name, name, StringComparison.OrdinalIgnoreCase));
        run.Step = name;
        try
        {
            var evaluated = scope.Evaluate(step, handler?.LongList);
            run.Items = handler?.LongList is { } list ? scope.EvaluateEach(step, list) : [];
            if (handler is not null)
            {
                await handler.RunAsync(evaluated, run, ct);
            }
            else if (!await kept.TakeAsync(name, evaluated, run, ct))
            {
                throw new RecipeException("no feature that is on knows such a step.");
            }

            await db.SaveChangesAsync(ct);
            db.ChangeTracker.Clear();
        }
        catch (Exception wrong) when (wrong is RecipeException or InvalidOperationException or FormatException or System.Text.Json.JsonException or Expressions.ExpressionException)
        {
            throw new RecipeException($"{place} ({name}): {wrong.Message}", wrong);
        }
    }

    /// <summary>Ends a trial, so that its transaction is taken back.</summary>
    private sealed class TriedOut : Exception;
}
