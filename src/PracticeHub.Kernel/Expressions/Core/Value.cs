using System.Text.Json.Nodes;

namespace PracticeHub.Kernel.Expressions.Core;

internal enum ValueKind
{
    Undefined,
    Null,
    Boolean,
    Number,
    Text,
    Array,
    Object,
}

/// <summary>
/// A value on its way through the evaluator. Arrays and objects are either nodes of the scope, read in place, or made
/// here and shared; neither is ever changed, so nothing is copied before it leaves.
/// </summary>
internal readonly struct Value
{
    private readonly double number;

    private Value(ValueKind kind, double number = 0, object? reference = null) =>
        (Kind, this.number, Reference) = (kind, number, reference);

    public ValueKind Kind { get; }

    public object? Reference { get; }

    public static Value Undefined => default;

    public static Value Null => new(ValueKind.Null);

    public double Number => number;

    public bool Boolean => number != 0;

    public string Text => (string)Reference!;

    public bool IsNullish => Kind is ValueKind.Undefined or ValueKind.Null;

    public bool IsTrue => Kind switch
    {
        ValueKind.Boolean => Boolean,
        ValueKind.Number => number != 0 && !double.IsNaN(number),
        ValueKind.Text => Text.Length > 0,
        ValueKind.Array or ValueKind.Object => true,
        _ => false,
    };

    /// <summary>Items of an array or members of an object.</summary>
    public int Count => Reference switch
    {
        Value[] items => items.Length,
        JsonArray items => items.Count,
        OrderedDictionary<string, Value> members => members.Count,
        JsonObject members => members.Count,
        _ => 0,
    };

    public string KindName => Kind switch
    {
        ValueKind.Undefined => "undefined",
        ValueKind.Null => "null",
        ValueKind.Boolean => "a boolean",
        ValueKind.Number => "a number",
        ValueKind.Text => "a string",
        ValueKind.Array => "an array",
        _ => "an object",
    };

    public static Value Of(bool value) => new(ValueKind.Boolean, value ? 1 : 0);

    public static Value Of(double value) => new(ValueKind.Number, value);

    public static Value Of(string value) => new(ValueKind.Text, 0, value);

    // The runtime shares one empty array, but [] === [] is false.
    public static Value Of(Value[] items) => new(ValueKind.Array, 0, items.Length == 0 ? new JsonArray() : items);

    public static Value Of(OrderedDictionary<string, Value> members) => new(ValueKind.Object, 0, members);

    public static Value Of(JsonArray items) => new(ValueKind.Array, 0, items);

    public static Value Of(JsonObject members) => new(ValueKind.Object, 0, members);

    /// <summary>The text of anything but an array or object, as JavaScript writes it.</summary>
    public string PrimitiveText() => Kind switch
    {
        ValueKind.Undefined => "undefined",
        ValueKind.Null => "null",
        ValueKind.Boolean => Boolean ? "true" : "false",
        ValueKind.Number => NumberText.Format(number),
        ValueKind.Text => Text,
        _ => "[object Object]",
    };
}
