namespace PracticeHub.Kernel.Expressions;

/// <summary>Why an expression or template was refused, and where.</summary>
/// <param name="Message">A plain sentence for the person who wrote the source.</param>
/// <param name="Line">The line in <paramref name="Source"/>, from 1.</param>
/// <param name="Column">The column in that line, from 1, in UTF-16 units.</param>
/// <param name="Source">The whole source, as it was given.</param>
public sealed record ExpressionError(string Message, int Line, int Column, string Source);
