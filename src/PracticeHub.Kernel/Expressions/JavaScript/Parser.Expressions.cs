using PracticeHub.Kernel.Expressions.Core;

namespace PracticeHub.Kernel.Expressions.JavaScript;

internal sealed partial class Parser
{
    // From loose to tight, as JavaScript has them between && and the unary operators.
    private static readonly string[][] Levels =
    [
        ["===", "!==", "==", "!="],
        ["<", ">", "<=", ">="],
        ["+", "-"],
        ["*", "/", "%"],
    ];

    private Node Expression() => nesting.Inside(token.At, Conditional);

    private Node Conditional()
    {
        var condition = Either();
        if (!token.Is("?"))
        {
            return condition;
        }

        Advance();
        var then = Expression();
        Expect(":");
        return new Conditional(condition, then, Expression());
    }

    /// <summary>|| or ??: without parentheses JavaScript forbids to mix them, so that nobody has to know which binds tighter.</summary>
    private Node Either()
    {
        var at = token.At;
        var first = Logical("&&", () => Binary(0));
        var whole = token.Is("??") && first is not LogicalChain { Unwrapped: true }
            ? Logical("??", () => Binary(0), first)
            : Logical("||", () => Logical("&&", () => Binary(0)), first);
        return token.Is("??") || token.Is("||") || token.Is("&&")
            ? throw source.Error("Mixing ?? with && or || needs parentheses.", at)
            : whole;
    }

    private Node Logical(string sign, Func<Node> operand, Node? first = null)
    {
        first ??= operand();
        var rest = new List<Node>();
        while (Take(sign))
        {
            rest.Add(operand());
        }

        return rest.Count == 0 ? first : new LogicalChain(sign, first, rest);
    }

    private Node Binary(int level)
    {
        if (level == Levels.Length)
        {
            return Unary();
        }

        var first = Binary(level + 1);
        var rest = new List<Operation>();
        while (token.Kind == TokenKind.Sign && Levels[level].Contains(token.Text))
        {
            var (sign, at) = (token.Text, token.At);
            Advance();
            rest.Add(new(sign, Binary(level + 1), at));
        }

        return rest.Count == 0 ? first : new BinaryChain(first, rest);
    }

    private Node Unary()
    {
        if (!(token.Is("!") || token.Is("-") || token.Is("+")))
        {
            return Postfix();
        }

        var (sign, at) = (token.Text, token.At);
        Advance();
        return new Unary(sign, nesting.Inside(at, Unary), at);
    }

    private Node Parenthesized()
    {
        Advance();
        var inner = Expression();
        Expect(")");
        return inner is LogicalChain chain ? chain.Wrapped() : inner;
    }

    private Template Template()
    {
        var at = token.At;
        var parts = new List<Node>();
        while (true)
        {
            var partAt = lexer.Position;
            var (text, atHole) = lexer.ReadTemplate(at);
            parts.Add(new Literal(Value.Of(text), partAt));
            Advance();
            if (!atHole)
            {
                return new(parts, at);
            }

            parts.Add(Expression());
            if (!token.Is("}"))
            {
                throw Unexpected("}");
            }
        }
    }
}
