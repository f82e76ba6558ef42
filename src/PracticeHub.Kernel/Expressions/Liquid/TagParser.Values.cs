using PracticeHub.Kernel.Expressions.Core;

namespace PracticeHub.Kernel.Expressions.Liquid;

internal sealed partial class TagParser
{
    public Node Operand()
    {
        var at = token.At;
        switch (token.Kind)
        {
            case TokenKind.Number:
                return Constant(Value.Of(token.Number));
            case TokenKind.Text:
                return Constant(Value.Of(token.Text));
            case TokenKind.Name:
                return Named(at);
            default:
                throw token.Is("(") ? source.Error("Parentheses and ranges are not supported.", at) : Unexpected("a value");
        }
    }

    private Node Named(int at) => token.Text switch
    {
        "true" => Constant(Value.Of(true)),
        "false" => Constant(Value.Of(false)),
        "nil" or "null" => Constant(Value.Null),
        "empty" or "blank" => Nothing(at),
        _ => Path(at),
    };

    private Nothing Nothing(int at)
    {
        var blank = token.Text == "blank";
        Advance();
        return new(blank, at);
    }

    private Literal Constant(Value value)
    {
        var at = token.At;
        Advance();
        return new(value, at);
    }

    private LiquidPath Path(int at)
    {
        var name = TakeName("a name").Text;
        var steps = new List<Node>();
        while (token.Is(".") || token.Is("["))
        {
            steps.Add(Take(".") ? Dotted() : Indexed());
        }

        return new(name, steps, at);
    }

    private Literal Dotted()
    {
        var name = TakeName("a name");
        return new(Value.Of(name.Text), name.At);
    }

    private Node Indexed()
    {
        Advance();
        var index = nesting.Inside(token.At, Operand);
        Expect("]");
        return index;
    }

    private Comparison Comparison()
    {
        var left = Operand();
        if (token.Kind is not (TokenKind.Sign or TokenKind.Name) || !Comparisons.Contains(token.Text))
        {
            return new(left, null, null, left.At);
        }

        var (sign, at) = (token.Text, token.At);
        Advance();
        return new(left, sign, Operand(), at);
    }

    private AppliedFilter Filter()
    {
        var name = TakeName("the name of a filter");
        var arguments = new List<Node>();
        if (Take(":"))
        {
            do
            {
                arguments.Add(Operand());
            }
            while (Take(","));
        }

        if (token.Is(":"))
        {
            throw source.Error("Arguments with names are not supported.", token.At);
        }

        return Filters.Resolve(scope, source, name, arguments);
    }

    private bool Take(string sign)
    {
        if (!token.Is(sign))
        {
            return false;
        }

        Advance();
        return true;
    }

    private ExpressionException Unexpected(string missing) => source.Error(
        token.Kind == TokenKind.End
            ? $"The template ends too early: {missing} is missing."
            : $"{token.Shown} was not expected here: {missing} is missing.",
        token.At);
}
