using System.Runtime.CompilerServices;

namespace PracticeHub.Kernel.Expressions.Core;

/// <summary>An expression of either syntax, with its place in the source.</summary>
internal abstract class Node(int at)
{
    public int At { get; } = at;

    public Value Evaluate(Machine machine)
    {
        machine.Step(At);
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw machine.Fail("This is nested too deeply.", At);
        }

        return Run(machine);
    }

    protected abstract Value Run(Machine machine);
}

internal sealed class Literal(Value value, int at) : Node(at)
{
    protected override Value Run(Machine machine) => value;
}
