using PracticeHub.Kernel.Expressions.Core;

namespace PracticeHub.Kernel.Expressions.Liquid;

/// <summary>A variable and the way into it; what is not there is nil.</summary>
internal sealed class LiquidPath(string name, List<Node> steps, int at) : Node(at)
{
    protected override Value Run(Machine machine)
    {
        var value = machine.Locals.TryGet(name, out var local) ? local
            : machine.Scope.TryVariable(name, out var node) ? machine.Read(node, At)
            : Value.Null;
        foreach (var step in steps)
        {
            value = Into(machine, value, step.Evaluate(machine));
        }

        return value;
    }

    private Value Into(Machine machine, Value target, Value key)
    {
        if (key.Kind == ValueKind.Number)
        {
            var index = Math.Truncate(key.Number < 0 ? key.Number + target.Count : key.Number);
            return target.Kind == ValueKind.Array && index >= 0 && index < target.Count
                ? machine.Item(target, (int)index, At)
                : Value.Null;
        }

        if (key.Kind != ValueKind.Text)
        {
            return Value.Null;
        }

        var member = machine.Member(target, key.Text, At);
        return member.Kind != ValueKind.Undefined ? member : key.Text switch
        {
            "size" => ListFilters.Size(target),
            "first" when target.Kind == ValueKind.Array => machine.Item(target, 0, At),
            "last" when target.Kind == ValueKind.Array => machine.Item(target, target.Count - 1, At),
            _ => Value.Null,
        };
    }
}

/// <summary>The words empty and blank: only comparisons know what they mean.</summary>
internal sealed class Nothing(bool blank, int at) : Node(at)
{
    public bool Matches(Value value) => value.Kind switch
    {
        ValueKind.Text => blank ? string.IsNullOrWhiteSpace(value.Text) : value.Text.Length == 0,
        ValueKind.Array or ValueKind.Object => value.Count == 0,
        ValueKind.Boolean => blank && !value.Boolean,
        ValueKind.Number => false,
        _ => blank,
    };

    protected override Value Run(Machine machine) => Value.Of("");
}

internal sealed class Filtered(Node input, List<AppliedFilter> filters) : Node(input.At)
{
    public bool EndsEscaped => filters is [.., { IsEscape: true }];

    protected override Value Run(Machine machine)
    {
        var value = input.Evaluate(machine);
        foreach (var filter in filters)
        {
            value = filter.Apply(machine, value);
        }

        return value;
    }
}
