namespace PracticeHub.Kernel.Expressions.Core;

/// <summary>A source, or the part of it between start and end, that can name places.</summary>
internal sealed class SourceText(string text, int start, int end)
{
    public SourceText(string text) : this(text, 0, text.Length)
    {
    }

    public string Text { get; } = text;

    public int Start { get; } = start;

    public int End { get; } = end;

    public int Length => End - Start;

    public ExpressionException Error(string message, int at, Exception? inner = null)
    {
        var before = Text.AsSpan(0, Math.Clamp(at, 0, Text.Length));
        var line = before.Count('\n') + 1;
        var column = before.Length - before.LastIndexOf('\n');
        return new(new(message, line, column, Text), inner);
    }
}
