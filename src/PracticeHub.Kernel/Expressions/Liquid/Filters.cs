using PracticeHub.Kernel.Expressions.Core;

namespace PracticeHub.Kernel.Expressions.Liquid;

/// <summary>What a filter works on.</summary>
internal sealed record FilterCall(Machine Machine, Value Input, Value[] Arguments, int At)
{
    public string InputText => Machine.Shown(Input, At);

    public string Text(int index) => Machine.Shown(Arguments[index], At);

    public string Text(int index, string otherwise) => index < Arguments.Length ? Text(index) : otherwise;

    public int Whole(int index, int otherwise) => index < Arguments.Length
        ? (int)Math.Clamp(Numeric.Of(this, Arguments[index]), 0, int.MaxValue)
        : otherwise;

    public Value Result(string text) => Machine.Text(text, At);
}

internal sealed record Filter(int Least, int Most, Func<FilterCall, Value> Body);

internal sealed class AppliedFilter(string name, Func<Machine, Value, Value[], Value> body, List<Node> arguments, int at)
{
    public bool IsEscape => name == "escape";

    public Value Apply(Machine machine, Value input)
    {
        machine.Step(at);
        return body(machine, input, [.. arguments.Select(argument => argument.Evaluate(machine))]);
    }
}

internal static class Filters
{
    private static readonly Dictionary<string, Filter> Known = new[]
    {
        TextFilters.All, ListFilters.All, NumberFilters.All,
    }.SelectMany(filters => filters).ToDictionary(StringComparer.Ordinal);

    /// <summary>A filter of the scope, else a built-in one.</summary>
    public static AppliedFilter Resolve(Scope scope, SourceText source, Token name, List<Node> arguments)
    {
        var (text, at) = (name.Text, name.At);
        if (scope.FindFilter(text) is { } own)
        {
            return new("", (machine, input, values) => machine.Filter(own, input, values, at), arguments, at);
        }

        if (!Known.TryGetValue(text, out var known))
        {
            throw source.Error($"The filter `{text}` is not known here.", at);
        }

        return arguments.Count >= known.Least && arguments.Count <= known.Most
            ? new(text, (machine, input, values) => known.Body(new(machine, input, values, at)), arguments, at)
            : throw source.Error($"The filter `{text}` takes {Range(known)}.", at);
    }

    private static string Range(Filter filter) => filter switch
    {
        { Most: 0 } => "no argument",
        { Least: var least, Most: var most } when least == most => $"{most} argument{(most == 1 ? "" : "s")}",
        _ => $"{filter.Least} to {filter.Most} arguments",
    };
}
