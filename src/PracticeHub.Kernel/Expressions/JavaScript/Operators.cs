using PracticeHub.Kernel.Expressions.Core;

namespace PracticeHub.Kernel.Expressions.JavaScript;

internal readonly record struct Operation(string Sign, Node Operand, int At);

/// <summary>Operands of one level from left to right; a list and not a tree, so that its length costs no stack.</summary>
internal sealed class BinaryChain(Node first, List<Operation> rest) : Node(first.At)
{
    protected override Value Run(Machine machine)
    {
        var value = first.Evaluate(machine);
        foreach (var (sign, operand, at) in rest)
        {
            machine.Step(at);
            value = Apply(machine, sign, value, operand.Evaluate(machine), at);
        }

        return value;
    }

    private static Value Apply(Machine machine, string sign, Value left, Value right, int at) => sign switch
    {
        "===" => Value.Of(machine.StrictlyEqual(left, right, at)),
        "!==" => Value.Of(!machine.StrictlyEqual(left, right, at)),
        "==" => Value.Of(machine.LooselyEqual(left, right, at)),
        "!=" => Value.Of(!machine.LooselyEqual(left, right, at)),
        "+" => machine.Add(left, right, at),
        "-" => Value.Of(machine.Number(left, at) - machine.Number(right, at)),
        "*" => Value.Of(machine.Number(left, at) * machine.Number(right, at)),
        "/" => Value.Of(machine.Number(left, at) / machine.Number(right, at)),
        "%" => Value.Of(machine.Number(left, at) % machine.Number(right, at)),
        _ => Value.Of(machine.Compare(sign, left, right, at)),
    };
}

internal sealed class LogicalChain(string sign, Node first, List<Node> rest, bool unwrapped = true) : Node(first.At)
{
    /// <summary>It stands in the source without parentheses around it.</summary>
    public bool Unwrapped => unwrapped;

    public LogicalChain Wrapped() => new(sign, first, rest, false);

    protected override Value Run(Machine machine)
    {
        var value = first.Evaluate(machine);
        foreach (var operand in rest)
        {
            if (Decides(value))
            {
                return value;
            }

            value = operand.Evaluate(machine);
        }

        return value;
    }

    private bool Decides(Value value) => sign switch
    {
        "&&" => !value.IsTrue,
        "||" => value.IsTrue,
        _ => !value.IsNullish,
    };
}

internal sealed class Unary(string sign, Node operand, int at) : Node(at)
{
    protected override Value Run(Machine machine)
    {
        var value = operand.Evaluate(machine);
        return sign switch
        {
            "!" => Value.Of(!value.IsTrue),
            "-" => Value.Of(-machine.Number(value, At)),
            _ => Value.Of(machine.Number(value, At)),
        };
    }
}

internal sealed class Conditional(Node condition, Node then, Node otherwise) : Node(condition.At)
{
    protected override Value Run(Machine machine) =>
        (condition.Evaluate(machine).IsTrue ? then : otherwise).Evaluate(machine);
}
