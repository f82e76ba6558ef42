namespace PracticeHub.Kernel.Expressions;

/// <summary>
/// What one evaluation may use. An expression evaluated by a function of another one shares the outer one's steps.
/// </summary>
public sealed class ExpressionLimits
{
    public static ExpressionLimits Default { get; } = new();

    /// <summary>Longest source, in characters.</summary>
    public int SourceLength { get; init; } = 65_536;

    /// <summary>Steps: one for each node evaluated and item visited, and one for every 4,096 characters handled.</summary>
    public int Steps { get; init; } = 10_000;

    /// <summary>Deepest nesting of the source and of the values that go in and out; at most 128.</summary>
    public int Depth { get; init => field = Math.Clamp(value, 1, 128); } = 64;

    /// <summary>Longest text made on the way and longest output of a template, in characters.</summary>
    public int StringLength { get; init; } = 1_048_576;
}
