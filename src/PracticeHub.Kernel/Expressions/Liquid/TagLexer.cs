using PracticeHub.Kernel.Expressions.Core;

namespace PracticeHub.Kernel.Expressions.Liquid;

/// <summary>Tokens inside {{ }} and {% %}, and the text between them.</summary>
internal sealed class TagLexer(SourceText source) : Scanner(source)
{
    private static readonly string[] Signs =
        ["-%}", "-}}", "%}", "}}", "==", "!=", "<>", "<=", ">=", "<", ">", "|", ":", ",", ".", "[", "]", "(", ")", "=", "-"];

    public Token Next()
    {
        while (!AtEnd && IsSpace(Current))
        {
            Position++;
        }

        return Current switch
        {
            _ when AtEnd => new(TokenKind.End, "", Position),
            '\'' or '"' => ReadText(Current),
            var c when char.IsAsciiDigit(c) || (c == '-' && char.IsAsciiDigit(Peek(1))) => ReadSignedNumber(),
            var c when char.IsLetter(c) || c == '_' => ReadName(BelongsToName),
            _ => ReadSign(),
        };
    }

    /// <summary>The text up to the next {{ or {% (which stays) or the end.</summary>
    public (string Text, int At) ReadText()
    {
        var (at, next) = (Position, Position);
        while ((next = Source.Text.IndexOf('{', next, Source.End - next)) >= 0 && !OpensAt(next))
        {
            next++;
        }

        Position = next < 0 ? Source.End : next;
        return (Source.Text[at..Position], at);
    }

    /// <summary>Skips {{ or {% and its dash; null at the end of the source.</summary>
    public (bool IsTag, bool Trims, int At)? Open()
    {
        if (AtEnd)
        {
            return null;
        }

        var (at, isTag, trims) = (Position, Peek(1) == '%', Peek(2) == '-');
        Position += trims ? 3 : 2;
        return (isTag, trims, at);
    }

    /// <summary>The text up to {% name %}, which is skipped, with whether its two sides trim.</summary>
    public (string Text, bool TrimsBefore, bool TrimsAfter)? ReadRaw(string name)
    {
        var start = Position;
        for (var open = Rest.IndexOf("{%"); open >= 0; open = Rest.IndexOf("{%"))
        {
            var tagAt = Position + open;
            Position = tagAt + 2;
            var trimsBefore = Current == '-';
            Position += trimsBefore ? 1 : 0;
            if (SkipName(name) is { } trimsAfter)
            {
                return (Source.Text[start..tagAt], trimsBefore, trimsAfter);
            }

            Position = tagAt + 2;
        }

        return null;
    }

    private bool OpensAt(int place) => place + 1 < Source.End && Source.Text[place + 1] is '{' or '%';

    private bool? SkipName(string name)
    {
        var rest = Rest.TrimStart();
        if (!rest.StartsWith(name, StringComparison.Ordinal))
        {
            return null;
        }

        rest = rest[name.Length..].TrimStart();
        var trims = rest is ['-', ..];
        rest = trims ? rest[1..] : rest;
        if (!rest.StartsWith("%}", StringComparison.Ordinal))
        {
            return null;
        }

        Position = Source.End - rest.Length + 2;
        return trims;
    }

    // A dash belongs to a name unless it trims: "{{ a-}}".
    private bool BelongsToName(char c) =>
        char.IsLetterOrDigit(c) || c is '_' or '?' || (c == '-' && !(Peek(1) is '}' or '%' && Peek(2) == '}'));

    private Token ReadSignedNumber()
    {
        var at = Position;
        var negative = Current == '-';
        Position += negative ? 1 : 0;
        var token = ReadNumber();
        return negative ? token with { Number = -token.Number, At = at } : token;
    }

    private Token ReadText(char quote)
    {
        var at = Position;
        var length = Rest[1..].IndexOf(quote);
        if (length < 0)
        {
            throw Source.Error("This text has no closing quote.", at);
        }

        Position += length + 2;
        return new(TokenKind.Text, Source.Text.Substring(at + 1, length), at);
    }

    private Token ReadSign()
    {
        var at = Position;
        foreach (var sign in Signs)
        {
            if (Rest.StartsWith(sign, StringComparison.Ordinal))
            {
                Position += sign.Length;
                return new(TokenKind.Sign, sign, at);
            }
        }

        throw Source.Error($"The character `{Current}` was not expected here.", at);
    }
}
