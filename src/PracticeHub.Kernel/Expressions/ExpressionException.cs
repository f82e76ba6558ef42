namespace PracticeHub.Kernel.Expressions;

/// <summary>The only exception that a source, whoever wrote it, can cause.</summary>
public sealed class ExpressionException(ExpressionError error, Exception? inner = null)
    : Exception($"{error.Message} (line {error.Line}, column {error.Column})", inner)
{
    public ExpressionError Error { get; } = error;
}
