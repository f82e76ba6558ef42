using System.Globalization;

namespace PracticeHub.Kernel.Expressions.Core;

/// <summary>Reads what both syntaxes have in common, character by character.</summary>
internal abstract class Scanner(SourceText source)
{
    public int Position { get; set; } = source.Start;

    protected SourceText Source { get; } = source;

    protected bool AtEnd => Position >= Source.End;

    /// <summary>The rest of the source.</summary>
    protected ReadOnlySpan<char> Rest => Source.Text.AsSpan(Position, Source.End - Position);

    protected char Current => Peek(0);

    protected char Peek(int ahead) => Position + ahead < Source.End ? Source.Text[Position + ahead] : '\0';

    protected static bool IsSpace(char c) => char.IsWhiteSpace(c) || c == '\uFEFF';

    protected Token ReadName(Func<char, bool> belongs)
    {
        var at = Position;
        while (!AtEnd && belongs(Current))
        {
            Position++;
        }

        return new(TokenKind.Name, Source.Text[at..Position], at);
    }

    protected Token ReadNumber()
    {
        var at = Position;
        SkipDigits();
        if (Current == '.' && (char.IsAsciiDigit(Peek(1)) || NumberEndsAfterPoint()))
        {
            Position++;
            SkipDigits();
        }

        SkipExponent();
        var text = Source.Text[at..Position];
        var leadingZero = text.Length > 1 && text[0] == '0' && char.IsAsciiDigit(text[1]);
        if (leadingZero || char.IsLetter(Current) || Current is '_' or '$')
        {
            throw Source.Error("Only plain decimal numbers are supported.", at);
        }

        return new(TokenKind.Number, text, at, double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture));
    }

    protected virtual bool NumberEndsAfterPoint() => false;

    private void SkipExponent()
    {
        var sign = Peek(1) is '+' or '-' ? 1 : 0;
        if (Current is 'e' or 'E' && char.IsAsciiDigit(Peek(1 + sign)))
        {
            Position += 1 + sign;
            SkipDigits();
        }
    }

    private void SkipDigits()
    {
        while (char.IsAsciiDigit(Current))
        {
            Position++;
        }
    }
}
