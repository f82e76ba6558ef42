using PracticeHub.Kernel.Expressions.Core;

namespace PracticeHub.Kernel.Expressions.JavaScript;

internal sealed partial class Parser
{
    private static readonly HashSet<string> Reserved = new(StringComparer.Ordinal)
    {
        "async", "await", "break", "case", "catch", "class", "const", "continue", "debugger", "default", "delete", "do",
        "else", "enum", "export", "extends", "finally", "for", "function", "if", "import", "in", "instanceof", "let", "new",
        "return", "super", "switch", "this", "throw", "try", "typeof", "var", "void", "while", "with", "yield",
    };

    private static readonly HashSet<string> Assignments = new(StringComparer.Ordinal)
    {
        "=", "+=", "-=", "*=", "/=", "%=", "**=", "<<=", ">>=", ">>>=", "&=", "|=", "^=", "&&=", "||=", "??=", "++", "--",
    };

    private readonly SourceText source;
    private readonly Lexer lexer;
    private readonly Nesting nesting;
    private Token token;

    public Parser(SourceText source, ExpressionLimits limits)
    {
        (this.source, lexer, nesting) = (source, new(source), new(source, limits));
        token = lexer.Next();
    }

    private bool IsAssignment => token.Kind == TokenKind.Sign && Assignments.Contains(token.Text);

    private void Advance() => token = lexer.Next();

    private bool Take(string sign)
    {
        if (!token.Is(sign))
        {
            return false;
        }

        Advance();
        return true;
    }

    private void Expect(string sign)
    {
        if (!Take(sign))
        {
            throw Unexpected(sign);
        }
    }

    private string TakeName()
    {
        if (token.Kind != TokenKind.Name || Reserved.Contains(token.Text))
        {
            throw Unexpected("a name");
        }

        var name = token.Text;
        Advance();
        return name;
    }

    private ExpressionException Unexpected(string? expected = null) => source.Error(token switch
    {
        { Kind: TokenKind.End } => expected is null ? "The source ends too early." : $"The source ends too early: {Named(expected)} is missing.",
        { Kind: TokenKind.Sign, Text: "=>" } => "An arrow function is supported only as the argument of map, filter, find, some and every.",
        { Kind: TokenKind.Sign, Text: "`" } => "A tagged template is not supported.",
        { Kind: TokenKind.Sign, Text: "/" } when expected is null => "A regular expression is not supported.",
        _ when IsAssignment => "Assigning to a variable is not supported; declare another one with let.",
        { Kind: TokenKind.Sign, Text: "..." or "**" or "<<" or ">>" or ">>>" or "&" or "|" or "^" or "~" } or { Kind: TokenKind.Name }
            when token.Kind == TokenKind.Sign || Reserved.Contains(token.Text) => $"{token.Shown} is not supported here.",
        _ => expected is null ? $"{token.Shown} was not expected here." : $"{token.Shown} was not expected here: {Named(expected)} is missing.",
    }, token.At);

    private static string Named(string expected) => expected.Contains(' ', StringComparison.Ordinal) ? expected : $"`{expected}`";
}
