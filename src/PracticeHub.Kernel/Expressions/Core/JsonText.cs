using System.Text.Encodings.Web;

namespace PracticeHub.Kernel.Expressions.Core;

/// <summary>Writes a value as compact JSON, as JSON.stringify does.</summary>
internal sealed class JsonText(Machine machine, JavaScriptEncoder encoder, int at)
{
    private readonly BoundedText text = new(machine);

    public static string Write(Machine machine, Value value, JavaScriptEncoder encoder, int at)
    {
        var writer = new JsonText(machine, encoder, at);
        writer.Write(value, 1);
        return writer.text.ToString();
    }

    private void Write(Value value, int depth)
    {
        machine.CheckDepth(depth, at);
        machine.Step(at);
        switch (value.Kind)
        {
            case ValueKind.Text:
                Quote(value.Text);
                break;
            case ValueKind.Array:
                WriteArray(value, depth);
                break;
            case ValueKind.Object:
                WriteObject(value, depth);
                break;
            case ValueKind.Number when !double.IsFinite(value.Number):
            case ValueKind.Undefined:
                text.Append("null", at);
                break;
            default:
                text.Append(value.PrimitiveText(), at);
                break;
        }
    }

    private void WriteArray(Value value, int depth)
    {
        for (var i = 0; i < value.Count; i++)
        {
            text.Append(i == 0 ? "[" : ",", at);
            Write(machine.Item(value, i, at), depth + 1);
        }

        text.Append(value.Count == 0 ? "[]" : "]", at);
    }

    private void WriteObject(Value value, int depth)
    {
        var separator = "{";
        foreach (var (name, member) in machine.Members(value, at))
        {
            if (member.Kind != ValueKind.Undefined)
            {
                text.Append(separator, at);
                Quote(name);
                text.Append(":", at);
                Write(member, depth + 1);
                separator = ",";
            }
        }

        text.Append(separator == "{" ? "{}" : "}", at);
    }

    private void Quote(string value)
    {
        machine.Work(value.Length, at);
        text.Append("\"" + encoder.Encode(value) + "\"", at);
    }
}
