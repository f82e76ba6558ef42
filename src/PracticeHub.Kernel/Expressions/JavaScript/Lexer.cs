using System.Globalization;
using System.Text;
using PracticeHub.Kernel.Expressions.Core;

namespace PracticeHub.Kernel.Expressions.JavaScript;

/// <summary>Tokens, one at a time; where a template or a bracket continues is the parser's to know.</summary>
internal sealed class Lexer(SourceText source) : Scanner(source)
{
    // Longest first. What the parser has no use for is read too, so that it can be named when it is refused.
    private static readonly string[] Signs =
    [
        ">>>=", "===", "!==", "...", "**=", "<<=", ">>=", ">>>", "&&=", "||=", "??=", "=>", "==", "!=", "<=", ">=", "&&",
        "||", "??", "?.", "++", "--", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<", ">>", "**", "(", ")", "{",
        "}", "[", "]", ",", ";", ".", "<", ">", "+", "-", "*", "/", "%", "!", "?", ":", "=", "`", "&", "|", "^", "~",
    ];

    public Token Next()
    {
        var afterLine = SkipBlank();
        return ReadToken() with { AfterLine = afterLine };
    }

    private Token ReadToken() => Current switch
    {
        _ when AtEnd => new(TokenKind.End, "", Position),
        '\'' or '"' => ReadText(Current),
        var c when char.IsAsciiDigit(c) || (c == '.' && char.IsAsciiDigit(Peek(1))) => ReadNumber(),
        var c when BeginsName(c) => ReadName(c => BeginsName(c) || char.IsDigit(c)),
        _ => ReadSign(),
    };

    // "1." and "1.5" are numbers, "1.e" and "1.name" are not.
    protected override bool NumberEndsAfterPoint() => !BeginsName(Peek(1)) && Peek(1) != '.';

    private static bool BeginsName(char c) => char.IsLetter(c) || c is '_' or '$';

    private Token ReadSign()
    {
        var at = Position;
        foreach (var sign in Signs)
        {
            // "a?.5:1" is a choice, not a chain.
            if (Rest.StartsWith(sign, StringComparison.Ordinal) && !(sign == "?." && char.IsAsciiDigit(Peek(2))))
            {
                Position += sign.Length;
                return new(TokenKind.Sign, sign, at);
            }
        }

        throw Source.Error($"The character `{Current}` was not expected here.", at);
    }

    private Token ReadText(char quote)
    {
        var at = Position++;
        var text = ReadUntil(at, c => c == quote, "This text has no closing quote.", linesAllowed: false);
        Position++;
        return new(TokenKind.Text, text, at);
    }

    /// <summary>The text of a template up to its end or its next ${, which is skipped.</summary>
    public (string Text, bool AtHole) ReadTemplate(int templateAt)
    {
        var text = ReadUntil(templateAt, c => c == '`' || (c == '$' && Peek(1) == '{'), "This template has no closing backtick.", linesAllowed: true);
        var atHole = Current == '$';
        Position += atHole ? 2 : 1;
        return (text, atHole);
    }

    private string ReadUntil(int at, Func<char, bool> ends, string unclosed, bool linesAllowed)
    {
        var text = new StringBuilder();
        while (!AtEnd && !ends(Current))
        {
            if (!linesAllowed && Current is '\n' or '\r')
            {
                break;
            }

            text.Append(Current == '\\' ? ReadEscape() : Source.Text[Position++]);
        }

        return !AtEnd && ends(Current) ? text.ToString() : throw Source.Error(unclosed, at);
    }

    private char ReadEscape()
    {
        var at = Position++;
        var escaped = Current;
        Position++;
        return escaped switch
        {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'b' => '\b',
            'f' => '\f',
            'v' => '\v',
            '0' when !char.IsDigit(Current) => '\0',
            'x' => ReadCode(2, at),
            'u' => ReadCode(4, at),
            '\\' or '\'' or '"' or '`' or '$' or '/' => escaped,
            _ => throw Source.Error("This escape is not supported.", at),
        };
    }

    private char ReadCode(int digits, int at)
    {
        var code = Rest.Length >= digits ? Rest[..digits] : [];
        if (!ushort.TryParse(code, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
        {
            throw Source.Error("This escape is not supported.", at);
        }

        Position += digits;
        return (char)unit;
    }

    private bool SkipBlank()
    {
        var start = Position;
        while (!AtEnd && (IsSpace(Current) || SkipComment()))
        {
            Position++;
        }

        return Source.Text.AsSpan(start, Position - start).ContainsAny('\n', '\r');
    }

    /// <summary>Stands on the last character of the comment if there is one here.</summary>
    private bool SkipComment()
    {
        if (Rest.StartsWith("//", StringComparison.Ordinal))
        {
            var line = Rest.IndexOfAny('\n', '\r');
            Position += (line < 0 ? Rest.Length : line) - 1;
            return true;
        }

        if (!Rest.StartsWith("/*", StringComparison.Ordinal))
        {
            return false;
        }

        var end = Rest[2..].IndexOf("*/", StringComparison.Ordinal);
        Position += end < 0 ? throw Source.Error("This comment has no end.", Position) : end + 3;
        return true;
    }
}
