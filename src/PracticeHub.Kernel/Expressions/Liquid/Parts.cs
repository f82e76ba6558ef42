using PracticeHub.Kernel.Expressions.Core;

namespace PracticeHub.Kernel.Expressions.Liquid;

/// <summary>A piece of a template: text, an output or a tag.</summary>
internal abstract class Part(int at)
{
    public int At { get; } = at;

    public abstract void Render(Machine machine, Output output);
}

internal sealed class PlainText(string text, int at) : Part(at)
{
    public override void Render(Machine machine, Output output) => output.WritePlain(text, At);
}

internal sealed class Written(Filtered value, int at) : Part(at)
{
    public override void Render(Machine machine, Output output) =>
        output.Write(value.Evaluate(machine), value.EndsEscaped, At);
}

internal sealed class Assign(string name, Filtered value, int at) : Part(at)
{
    public override void Render(Machine machine, Output output) =>
        machine.Locals.Root.Set(name, value.Evaluate(machine));
}

internal sealed class If(List<(Condition? Condition, IReadOnlyList<Part> Parts)> branches, bool negated, int at) : Part(at)
{
    public override void Render(Machine machine, Output output)
    {
        for (var i = 0; i < branches.Count; i++)
        {
            var (condition, parts) = branches[i];
            if (condition is null || condition.Holds(machine) != (negated && i == 0))
            {
                output.Render(parts);
                return;
            }
        }
    }
}

internal sealed class For(
    string name, Node list, Node? limit, IReadOnlyList<Part> body, IReadOnlyList<Part> otherwise, int at) : Part(at)
{
    public override void Render(Machine machine, Output output)
    {
        var items = Items(machine);
        if (items.Count == 0)
        {
            output.Render(otherwise);
            return;
        }

        var outer = machine.Locals;
        machine.Locals = new(outer);
        for (var i = 0; i < items.Count; i++)
        {
            machine.Step(At);
            machine.Locals.Set(name, items[i]);
            machine.Locals.Set("forloop", Value.Of(Loop(i, items.Count)));
            output.Render(body);
        }

        machine.Locals = outer;
    }

    private static OrderedDictionary<string, Value> Loop(int index, int count) => new()
    {
        ["index"] = Value.Of(index + 1),
        ["index0"] = Value.Of(index),
        ["first"] = Value.Of(index == 0),
        ["last"] = Value.Of(index == count - 1),
        ["length"] = Value.Of(count),
    };

    private List<Value> Items(Machine machine)
    {
        var value = list.Evaluate(machine);
        var count = limit is null ? int.MaxValue : Limit(machine, limit);
        return value.Kind switch
        {
            ValueKind.Array => [.. Enumerable.Range(0, Math.Min(count, value.Count)).Select(i => machine.Item(value, i, At))],
            ValueKind.Object => [.. machine.Members(value, At).Take(count).Select(member => Value.Of([Value.Of(member.Key), member.Value]))],
            _ => [],
        };
    }

    private static int Limit(Machine machine, Node limit) =>
        limit.Evaluate(machine) is { Kind: ValueKind.Number } number
            ? (int)Math.Clamp(number.Number, 0, int.MaxValue)
            : throw machine.Fail("`limit` needs a number.", limit.At);
}
