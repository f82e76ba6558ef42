using System.Runtime.CompilerServices;

namespace PracticeHub.Kernel.Expressions.Core;

/// <summary>Keeps a parser, and so the tree it makes and the stack that walks it, from going too deep.</summary>
internal sealed class Nesting(SourceText source, ExpressionLimits limits)
{
    private int depth;

    public T Inside<T>(int at, Func<T> parse)
    {
        if (++depth > limits.Depth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw source.Error($"This is nested more than {limits.Depth} levels deep.", at);
        }

        var result = parse();
        depth--;
        return result;
    }
}
