using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using PracticeHub.Kernel.Expressions;

namespace PracticeHub.Kernel.Recipes;

/// <summary>The functions that a recipe's expressions may call; the rest of the language is in docs/expressions.md.</summary>
public sealed class RecipeExpressions(Ids ids, IConfiguration configuration)
{
    /// <summary>What configuration a recipe may read; all else, passwords among it, is none of its business.</summary>
    private const string Readable = "Recipes";
    private const int MostUnpacked = 30_000_000;

    internal RecipeScope ScopeOf(Recipe recipe, RecipeRun run)
    {
        var scope = new Scope();
        var variables = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        scope.Function("uuid", _ => ids.New());
        scope.Function("parameters", args => run.Parameters.GetValueOrDefault(Name(args)));
        scope.Function("variables", args => Variable(recipe, variables, scope, Name(args)));
        scope.Function("configuration", args => configuration.GetSection(Readable)[Name(args)] ?? args.ElementAtOrDefault(1)?.DeepClone());
        scope.Function("base64", args => Encoding.UTF8.GetString(Convert.FromBase64String(Name(args))));
        scope.Function("html", args => WebUtility.HtmlDecode(Name(args)));
        scope.Function("gzip", args => Convert.ToBase64String(Unpack(Convert.FromBase64String(Name(args)))));
        scope.Function("log", _ => null);
        // The hub's own: demo content is dated relative to the day on which it is planted.
        scope.Function("daysAgo", args => Utc(run.StartedUtc.AddDays(-Number(args))));
        scope.Function("daysAhead", args => Utc(run.StartedUtc.AddDays(Number(args))));
        scope.Function("getUrlPrefix", args => args.Count > 0 ? args[0]?.DeepClone() : "");
        return new(scope, (path, isBase64) => ReadFile(recipe.Files, path, isBase64), run, recipe.IsLiteral);
    }

    private static string ReadFile(IRecipeFiles files, string path, bool isBase64)
    {
        using var stream = files.Open(path);
        using var bytes = new MemoryStream();
        CopyTo(stream, bytes, path);
        return isBase64 ? Convert.ToBase64String(bytes.GetBuffer(), 0, (int)bytes.Length) : Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    private static byte[] Unpack(byte[] packed)
    {
        using var unpacked = new MemoryStream();
        using var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        CopyTo(gzip, unpacked, "gzip");
        return unpacked.ToArray();
    }

    private static void CopyTo(Stream from, MemoryStream to, string what)
    {
        var buffer = new byte[81920];
        for (int read; (read = from.Read(buffer)) > 0;)
        {
            if (to.Length + read > MostUnpacked)
            {
                throw new RecipeException($"{what} holds more than {MostUnpacked / 1_000_000} MB.");
            }

            to.Write(buffer, 0, read);
        }
    }

    private static JsonNode? Variable(Recipe recipe, Dictionary<string, JsonNode?> known, Scope scope, string name)
    {
        if (!known.TryGetValue(name, out var value))
        {
            var source = recipe.Document["variables"]?[name] ?? throw new RecipeException($"There is no variable named {name}.");
            known[name] = value = new RecipeScope(scope, readFile: null, run: null).Evaluate(source);
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
/// <param name="run">Where an expression that the hub does not understand is reported and stays as it stands; null when it is refused.</param>
/// <param name="isLiteral">Whether there are none: what looks like one is what somebody wrote, or was kept before.</param>
internal sealed class RecipeScope(Scope scope, Func<string, bool, string>? readFile, RecipeRun? run, bool isLiteral = false)
{
    private string _at = "";

    /// <param name="at">Where the step stands in the recipe.</param>
    /// <param name="except">A list that is left out, because its objects come one by one.</param>
    public JsonObject Evaluate(JsonObject step, string at, string? except)
    {
        _at = at;
        var rest = step.Where(p => except is null || !string.Equals(p.Key, except, StringComparison.OrdinalIgnoreCase));
        return new(rest.Select(p => KeyValuePair.Create(p.Key, Evaluate(p.Value))));
    }

    /// <summary>The object of a long list, evaluated when its turn comes and forgotten after it.</summary>
    public JsonObject EvaluateItem(JsonObject item, string at) => (JsonObject)Evaluate(item, at)!;

    /// <param name="at">Where it stands in the recipe.</param>
    public JsonNode? Evaluate(JsonNode? node, string at)
    {
        _at = at;
        return Evaluate(node);
    }

    public JsonNode? Evaluate(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.Select(p => KeyValuePair.Create(p.Key, Evaluate(p.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Evaluate)]),
        JsonValue value when !isLiteral && value.TryGetValue(out string? text) && text.StartsWith('[') => Located(value, text),
        _ => node?.DeepClone(),
    };

    private string Located(JsonValue value, string text)
    {
        try
        {
            return RecipeExpression.Evaluate(text, scope, readFile);
        }
        catch (ExpressionException refused) when (run is not null)
        {
            // Within an object of a long list the path begins anew.
            var path = value.GetPath();
            run.Keep($"{(path.StartsWith(_at, StringComparison.Ordinal) ? path : _at + path[1..])}: {refused.Message}", "This hub does not understand the expression: it stays as it stands, and nothing runs it.");
            return text;
        }
    }
}
