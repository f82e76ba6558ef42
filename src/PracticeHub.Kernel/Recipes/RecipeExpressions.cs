using System.Text.Json.Nodes;
using PracticeHub.Kernel.Expressions;

namespace PracticeHub.Kernel.Recipes;

/// <summary>The functions that a recipe's expressions may call; the rest of the language is in docs/expressions.md.</summary>
public sealed class RecipeExpressions(Ids ids)
{
    internal RecipeScope ScopeOf(Recipe recipe, RecipeRun run)
    {
        var scope = new Scope();
        var variables = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        scope.Function("uuid", _ => ids.New());
        scope.Function("parameters", args => run.Parameters.GetValueOrDefault(Name(args)));
        scope.Function("variables", args => Variable(recipe, variables, scope, Name(args)));
        // The hub's own: demo content is dated relative to the day on which it is planted.
        scope.Function("daysAgo", args => Utc(run.StartedUtc.AddDays(-Number(args))));
        scope.Function("daysAhead", args => Utc(run.StartedUtc.AddDays(Number(args))));
        return new(scope);
    }

    private static JsonNode? Variable(Recipe recipe, Dictionary<string, JsonNode?> known, Scope scope, string name)
    {
        if (!known.TryGetValue(name, out var value))
        {
            var source = recipe.Document["variables"]?[name] ?? throw new RecipeException($"There is no variable named {name}.");
            known[name] = value = new RecipeScope(scope).Evaluate(source);
        }

        return value?.DeepClone();
    }

    private static string Name(IReadOnlyList<JsonNode?> args) =>
        args.Count > 0 && args[0] is { } name ? name.ToString() : throw new RecipeException("A name is missing in an expression.");

    private static double Number(IReadOnlyList<JsonNode?> args) =>
        args.Count > 0 && args[0] is JsonValue value && value.TryGetValue(out double number) ? number : throw new RecipeException("A number of days is missing in an expression.");

    private static string Utc(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null);
}

/// <summary>Evaluates the expressions in a step, wherever a text holds one.</summary>
internal sealed class RecipeScope(Scope scope)
{
    public JsonObject Evaluate(JsonObject step) => (JsonObject)Evaluate((JsonNode)step)!;

    public JsonNode? Evaluate(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.Select(p => KeyValuePair.Create(p.Key, Evaluate(p.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Evaluate)]),
        JsonValue value when value.TryGetValue(out string? text) && text.StartsWith('[') => RecipeExpression.Evaluate(text, scope),
        _ => node?.DeepClone(),
    };
}
