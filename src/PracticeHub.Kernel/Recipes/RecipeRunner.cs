using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Taxonomies;

namespace PracticeHub.Kernel.Recipes;

/// <summary>Whether this scope is running a recipe; a projection may trust what comes together.</summary>
public sealed class RecipeContext
{
    public bool IsRunning { get; internal set; }

    /// <summary>Terms that were not there when an item that points to them came in; they may come later.</summary>
    internal List<(string ItemId, string TermId)> Awaited { get; } = [];
}

/// <summary>Runs recipes: every step in one transaction, so that a recipe is carried out whole or not at all.</summary>
public sealed class RecipeRunner(
    HubDb db, CurrentHub current, Hub hub, RecipeLibrary library, RecipeExpressions expressions, KeptSteps kept, RecipeContext context, ContentStore store, TimeProvider clock)
{
    private const int BatchSize = 200;

    /// <exception cref="RecipeException">What is wrong, and in which step; nothing was changed.</exception>
    public async Task<RecipeRun> RunAsync(
        Recipe recipe, IReadOnlyDictionary<string, string> parameters, Writer by, CancellationToken ct, IProgress<RecipeProgress>? progress = null)
    {
        var run = new RecipeRun(parameters, by, clock.GetUtcNow()) { Progress = progress };
        await db.InTransactionAsync(async () =>
        {
            await CarryOutAsync(recipe, run, ct);
            await RecordAsync("recipe.run", recipe, run, ct);
        }, ct);
        // What is done is done, whoever has gone meanwhile.
        await hub.ReloadAsync(CancellationToken.None);
        return run;
    }

    /// <summary>Carries the recipe out and takes everything back again: the report tells what a run would do.</summary>
    /// <exception cref="RecipeException">What is wrong, and in which step.</exception>
    public async Task<RecipeRun> TryAsync(
        Recipe recipe, IReadOnlyDictionary<string, string> parameters, Writer by, CancellationToken ct, IProgress<RecipeProgress>? progress = null)
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

        await RecordAsync("recipe.tried", recipe, run, ct);
        return run;
    }

    private Task<int> RecordAsync(string verb, Recipe recipe, RecipeRun run, CancellationToken ct)
    {
        db.RecordForHub(verb, run.By.UserId, clock.GetUtcNow(), recipe.DisplayName.Length > 0 ? recipe.DisplayName : recipe.Text?.Source ?? recipe.Name, run.Report.Changes);
        return db.SaveChangesAsync(ct);
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
            await TagAsync(ct);
        }
        finally
        {
            context.IsRunning = false;
        }
    }

    /// <summary>Items that came before their terms are about them now.</summary>
    private async Task TagAsync(CancellationToken ct)
    {
        var items = new HashSet<string>();
        foreach (var awaited in context.Awaited.Chunk(BatchSize))
        {
            var terms = awaited.Select(pair => pair.TermId).Distinct().ToList();
            var come = await db.Terms.Where(t => terms.Contains(t.Id)).Select(t => t.Id).ToListAsync(ct);
            items.UnionWith(awaited.Where(pair => come.Contains(pair.TermId)).Select(pair => pair.ItemId));
        }

        context.Awaited.Clear();
        foreach (var batch in items.Chunk(BatchSize))
        {
            foreach (var id in batch)
            {
                await store.ReprojectAsync(id, ct);
            }

            await db.SaveChangesAsync(ct);
            db.ChangeTracker.Clear();
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
        run.Size += recipe.Text?.Size ?? 0;
        if (recipe.First is { } first)
        {
            await RunStepsAsync(library.Find(first) ?? throw new RecipeException($"There is no recipe named {first}."), run, ct);
        }

        var scope = expressions.ScopeOf(recipe, run);
        var steps = recipe.Document["steps"] as JsonArray ?? throw new RecipeException($"The recipe {recipe.Name} has no steps.");
        for (var number = 0; number < steps.Count; number++)
        {
            await RunStepAsync(recipe, steps[number], number, scope, run, ct);
        }

        run.Nesting.Pop();
    }

    private async Task RunStepAsync(Recipe recipe, JsonNode? node, int number, RecipeScope scope, RecipeRun run, CancellationToken ct)
    {
        var place = $"Recipe {recipe.Name}, step {number + 1}";
        var step = node as JsonObject ?? throw new RecipeException($"{place} is not an object.{PlaceOf(recipe, number)}");
        var name = step.Text("name") ?? throw new RecipeException($"{place} has no name.{PlaceOf(recipe, number)}");
        var handler = current.Services<IRecipeStep>().FirstOrDefault(s => string.Equals(s.Name, name, StringComparison.OrdinalIgnoreCase));
        (run.Step, run.Place) = (name, PlaceOf(recipe, number));
        run.Tell();
        try
        {
            var evaluated = scope.Evaluate(Whole(recipe, step, number, handler?.LongList), $"$.steps[{number}]", handler?.LongList);
            run.Items = handler?.LongList is not null ? ItemsOf(recipe, step, number, handler, scope, run) : [];
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
        catch (Exception wrong) when (wrong is RecipeException or InvalidOperationException or FormatException or JsonException or Expressions.ExpressionException)
        {
            // A recipe within says its own place.
            var at = wrong switch { RecipeException { IsPlaced: true } => "", RecipeException { Path: { } path } => PlaceOf(recipe, number, path) ?? run.Place, _ => run.Place };
            throw new RecipeException($"{place} ({name}): {wrong.Message}{at}", wrong) { IsPlaced = true };
        }
    }

    /// <summary>The step with the lists that were left in the file, all but the one whose objects come one by one.</summary>
    private static JsonObject Whole(Recipe recipe, JsonObject step, int number, string? except)
    {
        var left = recipe.Text?.Lists.Where(list => list.Step == number && list.Lines is null && !string.Equals(list.Name, except, StringComparison.OrdinalIgnoreCase)).ToList() ?? [];
        var whole = left.Count == 0 ? step : step.DeepClone().AsObject();
        foreach (var list in left)
        {
            whole[list.Name] = new JsonArray([.. recipe.Text!.Read(list, tree: null).Select(item => item.Value)]);
        }

        return whole;
    }

    private static IEnumerable<JsonObject> ItemsOf(Recipe recipe, JsonObject step, int number, IRecipeStep handler, RecipeScope scope, RecipeRun run)
    {
        var list = handler.LongList!;
        var text = recipe.Text?.Find(number, list);
        var values = text is { Lines: null } ? recipe.Text!.Read(text, handler.LongTree) : step.Find(list) switch
        {
            null => [],
            JsonArray array => array.Select((value, index) => new ListItem(value, text?.Lines![index] ?? 0)),
            _ => throw new RecipeException($"{list} is not a list."),
        };
        foreach (var (index, value) in values.Index())
        {
            var at = $"{list}[{index}]";
            run.Place = value.Line > 0 ? $" ({recipe.Text!.Source}, line {value.Line}, {at})" : "";
            var item = scope.EvaluateItem(value.Value as JsonObject ?? throw new RecipeException($"{at} is not an object."), $"$.steps[{number}].{at}");
            run.Tree = handler.LongTree is { } tree ? TreeOf(recipe, item, value.Tree, tree, $"$.steps[{number}].{at}", scope, run) : [];
            yield return item;
        }
    }

    /// <summary>The tree of an object, taken out of it, or read from the file where it was left there.</summary>
    private static IEnumerable<RecipeBranch> TreeOf(Recipe recipe, JsonObject item, FilePlace? place, (string Part, string List) tree, string at, RecipeScope scope, RecipeRun run)
    {
        var name = $"{tree.Part}.{tree.List}";
        if (place is { } left)
        {
            return FromFile(left);
        }

        return item[tree.Part] is JsonObject part && part.Remove(tree.List, out var values) && values is not null ? RecipeTree.In(values, tree.List, name, []) : [];

        IEnumerable<RecipeBranch> FromFile(FilePlace begins)
        {
            var text = recipe.Text!;
            using var walk = text.At(begins);
            var branches = new RecipeTree(walk, tree.List, (node, path) => scope.Evaluate(node, $"{at}.{path}"), (line, path) => run.Place = $" ({text.Source}, line {line}, {path})");
            foreach (var branch in branches.Read(name, []))
            {
                yield return branch with { Place = run.Place };
            }
        }
    }

    /// <summary>The line of the object of a list in which a property stands; null where it stands elsewhere.</summary>
    /// <param name="path">As <c>Roles[2].Name</c>.</param>
    private static string? PlaceOf(Recipe recipe, int step, string path) => path.Split('[', ']') is [var list, var index, ..] && int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
        && recipe.Text?.Find(step, list)?.Lines is { } lines && at < lines.Count ? $" ({recipe.Text.Source}, line {lines[at]})" : null;

    private static string PlaceOf(Recipe recipe, int step) => recipe.Text is { } text ? $" ({text.Source}, line {text.StepLines[step]})" : "";

    /// <summary>Ends a trial, so that its transaction is taken back.</summary>
    private sealed class TriedOut : Exception;
}
