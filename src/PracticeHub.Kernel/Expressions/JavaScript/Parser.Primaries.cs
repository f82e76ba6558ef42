using PracticeHub.Kernel.Expressions.Core;

namespace PracticeHub.Kernel.Expressions.JavaScript;

internal sealed partial class Parser
{
    private Node Primary()
    {
        var (at, text) = (token.At, token.Text);
        switch (token.Kind)
        {
            case TokenKind.Number:
                return Constant(Value.Of(token.Number));
            case TokenKind.Text:
                return Constant(Value.Of(text));
            case TokenKind.Name when !Reserved.Contains(text):
                return Named(at);
            case TokenKind.Sign when text == "(":
                return Parenthesized();
            case TokenKind.Sign when text == "[":
                return new ArrayLiteral(List("]"), at);
            case TokenKind.Sign when text == "{":
                return Object();
            case TokenKind.Sign when text == "`":
                return Template();
            default:
                throw Unexpected();
        }
    }

    private Literal Constant(Value value)
    {
        var at = token.At;
        Advance();
        return new(value, at);
    }

    private Node Named(int at) => token.Text switch
    {
        "true" => Constant(Value.Of(true)),
        "false" => Constant(Value.Of(false)),
        "null" => Constant(Value.Null),
        "undefined" => Constant(Value.Undefined),
        "NaN" => Constant(Value.Of(double.NaN)),
        "Infinity" => Constant(Value.Of(double.PositiveInfinity)),
        "Math" or "JSON" => Builtin(at),
        _ => Variable(at),
    };

    private Node Variable(int at)
    {
        var name = TakeName();
        return token.Is("(") ? new Call(name, List(")"), at) : new Variable(name, at);
    }

    private BuiltinCall Builtin(int at)
    {
        var owner = TakeName();
        Expect(".");
        var name = $"{owner}.{TakeName()}";
        return Builtins.Find(name) is { } function && token.Is("(")
            ? new(function, List(")"), at)
            : throw source.Error($"`{name}` is not supported here.", at);
    }

    /// <summary>Expressions between the bracket that the parser stands on and its closing one; a last comma is allowed.</summary>
    private List<Node> List(string close)
    {
        Advance();
        var items = new List<Node>();
        while (!token.Is(close))
        {
            items.Add(Expression());
            if (!token.Is(close))
            {
                Expect(",");
            }
        }

        Advance();
        return items;
    }

    private ObjectLiteral Object()
    {
        var at = token.At;
        Advance();
        var members = new List<(string, Node)>();
        while (!token.Is("}"))
        {
            members.Add(Member());
            if (!token.Is("}"))
            {
                Expect(",");
            }
        }

        Advance();
        return new(members, at);
    }

    private (string Name, Node Value) Member()
    {
        var key = token;
        if (key.Kind is not (TokenKind.Name or TokenKind.Text or TokenKind.Number))
        {
            throw Unexpected("a member name");
        }

        Advance();
        if (key.Kind == TokenKind.Name && !Reserved.Contains(key.Text) && (token.Is(",") || token.Is("}")))
        {
            return (key.Text, new Variable(key.Text, key.At));
        }

        Expect(":");
        return (key.Kind == TokenKind.Number ? NumberText.Format(key.Number) : key.Text, Expression());
    }
}
