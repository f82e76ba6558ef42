using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using PracticeHub.Kernel.Expressions.Core;

namespace PracticeHub.Kernel.Expressions;

/// <summary>
/// <c>[js: …]</c> and <c>[file:text('…')]</c> in the string values of a recipe. Three deliberate differences from Orchard
/// Core: an unknown prefix leaves the text as it is, one closing bracket is taken off and not all of them, and a result is final.
/// </summary>
public static class RecipeExpression
{
    private static readonly SearchValues<char> Letters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    /// <summary>Whether the value has the shape of an expression, known prefix or not.</summary>
    public static bool IsExpression(string value, out string prefix, out string body)
    {
        var colon = value.IndexOf(':', StringComparison.Ordinal);
        var shaped = colon > 1 && value is ['[', .., ']'] && value.AsSpan(1, colon - 1).IndexOfAnyExcept(Letters) < 0;
        (prefix, body) = shaped ? (value[1..colon], value[(colon + 1)..^1].Trim()) : ("", "");
        return shaped;
    }

    /// <summary>
    /// What the expression gives; anything else comes back as it is. The result is never evaluated again: it may hold a person's
    /// words, and those are no program, whatever they look like.
    /// </summary>
    /// <param name="readFile">Reads a file of the recipe, by path, as text or (true) as base64.</param>
    /// <exception cref="ExpressionException">With its place in the value.</exception>
    public static string Evaluate(
        string value, Scope scope, Func<string, bool, string>? readFile = null, ExpressionLimits? limits = null)
    {
        if (!IsExpression(value, out var prefix, out _) || Engine(prefix, scope, readFile) is not { } engine)
        {
            return value;
        }

        var source = new SourceText(value, prefix.Length + 2, value.Length - 1);
        return Text(JavaScriptExpression.Evaluate(source, engine, limits));
    }

    /// <summary>A copy of the node with every string value evaluated, at any depth; names of members stay.</summary>
    public static JsonNode? EvaluateAll(
        JsonNode? node, Scope scope, Func<string, bool, string>? readFile = null, ExpressionLimits? limits = null) =>
        Copy(node, value => Evaluate(value, scope, readFile, limits));

    private static Scope? Engine(string prefix, Scope scope, Func<string, bool, string>? readFile) => prefix switch
    {
        "js" => scope,
        "file" when readFile is not null => new Scope()
            .Function("text", arguments => readFile(arguments.Text(0), false))
            .Function("base64", arguments => readFile(arguments.Text(0), true)),
        _ => null,
    };

    private static string Text(JsonNode? result) => result switch
    {
        null => "",
        JsonValue value => JsonReading.Primitive(value).PrimitiveText(),
        _ => result.ToJsonString(new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }),
    };

    /// <summary>A recipe is long, so a refusal names the value it is in.</summary>
    private static string Located(JsonValue value, Func<string> evaluate)
    {
        try
        {
            return evaluate();
        }
        catch (ExpressionException refusal)
        {
            throw new ExpressionException(refusal.Error with { Message = $"{value.GetPath()}: {refusal.Error.Message}" }, refusal);
        }
    }

    private static JsonNode? Copy(JsonNode? node, Func<string, string> evaluate) => node switch
    {
        JsonObject members => new JsonObject(members.Select(member =>
            KeyValuePair.Create(member.Key, Copy(member.Value, evaluate)))),
        JsonArray items => new JsonArray([.. items.Select(item => Copy(item, evaluate))]),
        JsonValue value when value.TryGetValue(out string? text) => Located(value, () => evaluate(text)),
        _ => node?.DeepClone(),
    };
}
