using System.Text.Json;
using System.Text.Json.Nodes;

namespace PracticeHub.Kernel.Expressions.Core;

/// <summary>From nodes of the scope to values. Whatever the node holds inside, its JSON kind decides.</summary>
internal static class JsonReading
{
    public static Value Read(JsonNode? node) => node switch
    {
        null => Value.Null,
        // Counting makes a node that was parsed lazily show a doubled member here and not somewhere later.
        JsonObject members => members.Count >= 0 ? Value.Of(members) : Value.Undefined,
        JsonArray items => Value.Of(items),
        JsonValue value => Primitive(value),
        _ => throw new InvalidOperationException("This kind of value cannot be read."),
    };

    public static Value Primitive(JsonValue value) => value.GetValueKind() switch
    {
        JsonValueKind.String => Value.Of(Text(value)),
        JsonValueKind.Number => Value.Of(Number(value)),
        JsonValueKind.True => Value.Of(true),
        JsonValueKind.False => Value.Of(false),
        JsonValueKind.Null or JsonValueKind.Undefined => Value.Null,
        _ => throw new InvalidOperationException("This kind of value cannot be read."),
    };

    private static string Text(JsonValue value) =>
        value.TryGetValue(out string? text) ? text : JsonNode.Parse(value.ToJsonString())!.GetValue<string>();

    private static double Number(JsonValue value) =>
        value.TryGetValue(out double number) ? number
        : value.TryGetValue(out int whole) ? whole
        : JsonNode.Parse(value.ToJsonString())!.GetValue<double>();
}
