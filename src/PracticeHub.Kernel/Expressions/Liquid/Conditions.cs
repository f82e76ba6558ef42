using PracticeHub.Kernel.Expressions.Core;

namespace PracticeHub.Kernel.Expressions.Liquid;

/// <summary>Comparisons joined by and (true) or or (false), read from the right, as Liquid does.</summary>
internal sealed class Condition(List<Comparison> comparisons, List<bool> joints)
{
    public bool Holds(Machine machine)
    {
        var holds = comparisons[^1].Holds(machine);
        for (var i = joints.Count - 1; i >= 0; i--)
        {
            var left = comparisons[i].Holds(machine);
            holds = joints[i] ? left && holds : left || holds;
        }

        return holds;
    }
}

internal sealed class Comparison(Node left, string? sign, Node? right, int at)
{
    public bool Holds(Machine machine)
    {
        machine.Step(at);
        var a = left.Evaluate(machine);
        if (right is null)
        {
            return IsTrue(a);
        }

        var b = right.Evaluate(machine);
        return sign switch
        {
            "==" => Equal(machine, a, b),
            "!=" or "<>" => !Equal(machine, a, b),
            "contains" => Contains(machine, a, b),
            _ => Ordered(machine, a, b),
        };
    }

    public static bool IsTrue(Value value) => !value.IsNullish && !(value.Kind == ValueKind.Boolean && !value.Boolean);

    private bool Equal(Machine machine, Value a, Value b) =>
        right is Nothing nothing ? nothing.Matches(a)
        : left is Nothing other ? other.Matches(b)
        : Same(machine, a, b);

    private bool Same(Machine machine, Value a, Value b)
    {
        if (a.IsNullish || b.IsNullish || a.Kind != b.Kind)
        {
            return a.IsNullish && b.IsNullish;
        }

        machine.Work(a.Kind == ValueKind.Text ? Math.Min(a.Text.Length, b.Text.Length) : 0, at);
        return a.Kind switch
        {
            ValueKind.Text => a.Text == b.Text,
            ValueKind.Number or ValueKind.Boolean => a.Number == b.Number,
            _ => ReferenceEquals(a.Reference, b.Reference),
        };
    }

    private bool Contains(Machine machine, Value a, Value b)
    {
        if (a.Kind == ValueKind.Array)
        {
            return machine.Items(a, at).Any(item => Same(machine, item, b));
        }

        if (a.Kind != ValueKind.Text || b.IsNullish)
        {
            return false;
        }

        var sought = machine.Shown(b, at);
        machine.Search(a.Text.Length, sought.Length, at);
        return a.Text.Contains(sought, StringComparison.Ordinal);
    }

    private bool Ordered(Machine machine, Value a, Value b)
    {
        var (x, y) = (a.Number, b.Number);
        if (a.Kind == ValueKind.Text && b.Kind == ValueKind.Text)
        {
            machine.Work(Math.Min(a.Text.Length, b.Text.Length), at);
            (x, y) = (string.CompareOrdinal(a.Text, b.Text), 0);
        }
        else if (a.Kind != ValueKind.Number || b.Kind != ValueKind.Number)
        {
            return false;
        }

        return sign switch
        {
            "<" => x < y,
            ">" => x > y,
            "<=" => x <= y,
            _ => x >= y,
        };
    }
}
