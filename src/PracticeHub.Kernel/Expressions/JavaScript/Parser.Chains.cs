using PracticeHub.Kernel.Expressions.Core;

namespace PracticeHub.Kernel.Expressions.JavaScript;

internal sealed partial class Parser
{
    private static readonly HashSet<string> TakesArrow = new(StringComparer.Ordinal) { "map", "filter", "find", "some", "every" };

    /// <summary>A value and what is asked of it: a list and not a tree, so that its length costs no stack.</summary>
    private Node Postfix()
    {
        var first = Primary();
        var links = new List<Link>();
        while (NextLink() is { } link)
        {
            links.Add(link);
        }

        return token.Is("(") || token.Is("`") ? throw NotCallable() : links.Count == 0 ? first : new Chain(first, links);
    }

    private Link? NextLink()
    {
        var (at, optional) = (token.At, token.Is("?."));
        if (token.Is(".") || optional)
        {
            Advance();
            return optional && token.Is("[") ? Index(at, optional) : Dotted(at, optional);
        }

        return token.Is("[") ? Index(at, false) : null;
    }

    private IndexLink Index(int at, bool optional)
    {
        Advance();
        var index = Expression();
        Expect("]");
        return new(index, optional, at);
    }

    private Link Dotted(int at, bool optional)
    {
        if (token.Kind != TokenKind.Name)
        {
            throw Unexpected("a member name");
        }

        var (name, nameAt) = (token.Text, token.At);
        Advance();
        return token.Is("(") ? Method(name, optional, nameAt) : new MemberLink(name, optional, at);
    }

    private Link Method(string name, bool optional, int at)
    {
        if (!TakesArrow.Contains(name))
        {
            return new MethodLink(name, List(")"), optional, at);
        }

        Advance();
        var arrow = Arrow(name);
        Take(",");
        Expect(")");
        return new ArrowLink(name, arrow, optional, at);
    }

    private Arrow Arrow(string method)
    {
        var at = token.At;
        var parameters = new List<string>();
        if (Take("("))
        {
            while (!token.Is(")") && parameters.Count < 2)
            {
                parameters.Add(TakeName());
                if (!token.Is(")"))
                {
                    Expect(",");
                }
            }

            Expect(")");
        }
        else if (token.Kind == TokenKind.Name && !Reserved.Contains(token.Text))
        {
            parameters.Add(TakeName());
        }

        if (!token.Is("=>"))
        {
            throw source.Error($"`{method}` needs an arrow function such as x => x.Name, of the item and, if needed, its index.", at);
        }

        Advance();
        return token.Is("{")
            ? throw source.Error("An arrow function with a block is not supported; write one expression.", token.At)
            : new(parameters, Expression());
    }

    private ExpressionException NotCallable() => token.Is("`")
        ? Unexpected()
        : source.Error("Only a function or method can be called, by its name.", token.At);
}
