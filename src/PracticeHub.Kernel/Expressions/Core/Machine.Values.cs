using System.Text.Json.Nodes;

namespace PracticeHub.Kernel.Expressions.Core;

internal sealed partial class Machine
{
    // A sixteenth of a step: a content item goes through a function cheaply, a tree grown by doubling does not.
    private const int CharactersPerNode = CharactersPerStep / 16;

    public Value Read(JsonNode? node, int at)
    {
        try
        {
            return JsonReading.Read(node);
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or FormatException)
        {
            throw Fail("A value in the data cannot be read: it is not well-formed JSON.", at, exception);
        }
    }

    public Value Item(Value array, int index, int at) => array.Reference switch
    {
        Value[] items when index >= 0 && index < items.Length => items[index],
        JsonArray items when index >= 0 && index < items.Count => Read(items[index], at),
        _ => Value.Undefined,
    };

    public Value[] Items(Value array, int at)
    {
        Step(at, array.Count);
        if (array.Reference is Value[] items)
        {
            return items;
        }

        var read = new Value[array.Count];
        for (var i = 0; i < read.Length; i++)
        {
            read[i] = Item(array, i, at);
        }

        return read;
    }

    public Value Member(Value target, string name, int at) => target.Reference switch
    {
        OrderedDictionary<string, Value> members => members.GetValueOrDefault(name),
        JsonObject members => members.TryGetPropertyValue(name, out var node) ? Read(node, at) : Value.Undefined,
        _ => Value.Undefined,
    };

    public IEnumerable<KeyValuePair<string, Value>> Members(Value target, int at) => target.Reference switch
    {
        JsonObject members => members.Select(member => KeyValuePair.Create(member.Key, Read(member.Value, at))),
        OrderedDictionary<string, Value> members => members,
        _ => [],
    };

    /// <summary>A copy that belongs to whoever receives it; undefined, NaN and infinities are null, as in JSON.</summary>
    public JsonNode? ToNode(Value value, int at, int depth = 1)
    {
        CheckDepth(depth, at);
        Work(CharactersPerNode, at);
        switch (value.Kind)
        {
            case ValueKind.Boolean:
                return JsonValue.Create(value.Boolean);
            case ValueKind.Number:
                // Parsed, because such a node can be asked for as any numeric type.
                return double.IsFinite(value.Number) ? JsonNode.Parse(NumberText.Format(value.Number)) : null;
            case ValueKind.Text:
                Work(value.Text.Length, at);
                return JsonValue.Create(value.Text);
            case ValueKind.Array:
                return ToArray(value, at, depth);
            case ValueKind.Object:
                return ToObject(value, at, depth);
            default:
                return null;
        }
    }

    private JsonArray ToArray(Value value, int at, int depth)
    {
        var array = new JsonArray();
        for (var i = 0; i < value.Count; i++)
        {
            array.Add(ToNode(Item(value, i, at), at, depth + 1));
        }

        return array;
    }

    private JsonObject ToObject(Value value, int at, int depth)
    {
        var result = new JsonObject();
        foreach (var (name, member) in Members(value, at))
        {
            if (member.Kind != ValueKind.Undefined)
            {
                Work(name.Length, at);
                result[name] = ToNode(member, at, depth + 1);
            }
        }

        return result;
    }
}
