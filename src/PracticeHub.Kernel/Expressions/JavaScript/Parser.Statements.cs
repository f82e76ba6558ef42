using PracticeHub.Kernel.Expressions.Core;

namespace PracticeHub.Kernel.Expressions.JavaScript;

internal sealed partial class Parser
{
    public IReadOnlyList<Statement> Script()
    {
        var statements = Statements();
        return token.Kind == TokenKind.End ? statements : throw Unexpected();
    }

    private List<Statement> Statements()
    {
        var statements = new List<Statement>();
        while (token.Kind != TokenKind.End && !token.Is("}"))
        {
            if (!Take(";"))
            {
                statements.Add(Statement());
            }
        }

        return statements;
    }

    private Statement Statement() => token switch
    {
        { Kind: TokenKind.Name, Text: "var" or "let" or "const" } => Declaration(),
        { Kind: TokenKind.Name, Text: "if" } => If(),
        { Kind: TokenKind.Name, Text: "return" } => Return(),
        { Kind: TokenKind.Sign, Text: "{" } => throw source.Error(
            "A block is supported only after if and else; put an object in parentheses.", token.At),
        _ => new ExpressionStatement(Ended(Expression())),
    };

    private Declaration Declaration()
    {
        var (at, kind) = (token.At, token.Text);
        var variables = new List<(string, Node?)>();
        do
        {
            Advance();
            var name = TakeName();
            var value = token.Is("=") ? Initializer() : null;
            variables.Add((name, value is null && kind == "const" ? throw Unexpected("=") : value));
        }
        while (token.Is(","));

        return new(kind == "var", Ended(variables), at);
    }

    private Node Initializer()
    {
        Advance();
        return Expression();
    }

    private If If()
    {
        var at = token.At;
        Advance();
        Expect("(");
        var condition = Expression();
        Expect(")");
        var then = Branch();
        return new(condition, then, token.IsName("else") ? Else() : null, at);
    }

    private IReadOnlyList<Statement> Else()
    {
        Advance();
        return Branch();
    }

    private IReadOnlyList<Statement> Branch() => nesting.Inside<IReadOnlyList<Statement>>(token.At, () =>
    {
        if (!Take("{"))
        {
            return token.IsName("let") || token.IsName("const") ? throw Unexpected() : [Statement()];
        }

        var statements = Statements();
        Expect("}");
        return statements;
    });

    private Return Return()
    {
        var at = token.At;
        Advance();
        var bare = token.Kind == TokenKind.End || token.AfterLine || token.Is(";") || token.Is("}");
        return new(Ended(bare ? null : Expression()), at);
    }

    /// <summary>A statement ends at a semicolon, a closing brace, the end of the source, or where a new line begins.</summary>
    private T Ended<T>(T statement) =>
        Take(";") || token.Kind == TokenKind.End || token.Is("}") || (token.AfterLine && !IsAssignment)
            ? statement
            : throw Unexpected(";");
}
