using System.Text.Json.Nodes;

namespace PracticeHub.Kernel.Expressions;

/// <summary>
/// What an expression can see: variables, functions and filters by name, then those of the parent.
/// Nodes handed in are only read; functions receive copies and null where a script has undefined.
/// </summary>
public sealed class Scope(Scope? parent = null)
{
    private readonly Dictionary<string, JsonNode?> variables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Func<IReadOnlyList<JsonNode?>, JsonNode?>> functions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Func<JsonNode?, IReadOnlyList<JsonNode?>, JsonNode?>> filters = new(StringComparer.Ordinal);

    /// <summary>A scope of its own that sees this one behind it.</summary>
    public Scope Child() => new(this);

    public Scope Variable(string name, JsonNode? value)
    {
        variables[name] = value;
        return this;
    }

    /// <summary>
    /// An <see cref="ArgumentException"/>, <see cref="FormatException"/>, <see cref="InvalidOperationException"/> or
    /// <see cref="IOException"/> of the function becomes a refusal at the place of the call, with its message.
    /// </summary>
    public Scope Function(string name, Func<IReadOnlyList<JsonNode?>, JsonNode?> function)
    {
        functions[name] = function;
        return this;
    }

    /// <summary>A Liquid filter: the input, then the arguments after the colon. It wins over a built-in one.</summary>
    public Scope Filter(string name, Func<JsonNode?, IReadOnlyList<JsonNode?>, JsonNode?> filter)
    {
        filters[name] = filter;
        return this;
    }

    /// <summary>A Liquid filter from text to text, without arguments.</summary>
    public Scope Filter(string name, Func<string, string> filter) =>
        Filter(name, (input, _) => filter(new[] { input }.Text(0)));

    internal bool TryVariable(string name, out JsonNode? value) =>
        variables.TryGetValue(name, out value) || (parent?.TryVariable(name, out value) ?? false);

    internal Func<IReadOnlyList<JsonNode?>, JsonNode?>? FindFunction(string name) =>
        functions.GetValueOrDefault(name) ?? parent?.FindFunction(name);

    internal Func<JsonNode?, IReadOnlyList<JsonNode?>, JsonNode?>? FindFilter(string name) =>
        filters.GetValueOrDefault(name) ?? parent?.FindFilter(name);
}
