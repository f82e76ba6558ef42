using PracticeHub.Kernel.Expressions.Core;

namespace PracticeHub.Kernel.Expressions.Liquid;

/// <summary>What stands inside one pair of delimiters.</summary>
internal sealed partial class TagParser(SourceText source, Scope scope, TagLexer lexer, Nesting nesting)
{
    private static readonly HashSet<string> Comparisons =
        new(StringComparer.Ordinal) { "==", "!=", "<>", "<", ">", "<=", ">=", "contains" };

    private Token token;

    public void Advance() => token = lexer.Next();

    public Token TakeName(string what)
    {
        var name = token;
        if (name.Kind != TokenKind.Name)
        {
            throw Unexpected(what);
        }

        Advance();
        return name;
    }

    public bool TakeName(Predicate<string> matches)
    {
        if (token.Kind != TokenKind.Name || !matches(token.Text))
        {
            return false;
        }

        Advance();
        return true;
    }

    public void Expect(string sign)
    {
        if (!Take(sign))
        {
            throw Unexpected($"`{sign}`");
        }
    }

    /// <summary>Ends at %} or }} without reading on; true if it trims what follows.</summary>
    public bool Close(string sign) =>
        token.Is(sign) || token.Is("-" + sign) ? token.Text[0] == '-' : throw Unexpected($"`{sign}`");

    public Filtered Filtered()
    {
        var input = Operand();
        var filters = new List<AppliedFilter>();
        while (Take("|"))
        {
            filters.Add(Filter());
        }

        return new(input, filters);
    }

    public Condition Condition()
    {
        var (comparisons, joints) = (new List<Comparison> { Comparison() }, new List<bool>());
        while (token.IsName("and") || token.IsName("or"))
        {
            joints.Add(token.IsName("and"));
            Advance();
            comparisons.Add(Comparison());
        }

        return new(comparisons, joints);
    }
}
