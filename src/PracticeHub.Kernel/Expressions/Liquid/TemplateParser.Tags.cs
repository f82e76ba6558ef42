using PracticeHub.Kernel.Expressions.Core;

namespace PracticeHub.Kernel.Expressions.Liquid;

internal sealed partial class TemplateParser
{
    private void AddTag(List<Part> parts, Token name)
    {
        switch (name.Text)
        {
            case "assign":
                parts.Add(Assign());
                break;
            case "if" or "unless":
                parts.Add(nesting.Inside(name.At, () => If(name)));
                break;
            case "for":
                parts.Add(nesting.Inside(name.At, () => For(name)));
                break;
            case "raw":
                parts.Add(new PlainText(Raw(name), name.At));
                break;
            case "comment":
                Raw(name);
                break;
            default:
                throw source.Error($"The tag `{name.Text}` is not supported here.", name.At);
        }
    }

    private Assign Assign()
    {
        var name = tag.TakeName("a name");
        tag.Expect("=");
        var value = tag.Filtered();
        CloseTag();
        return new(name.Text, value, name.At);
    }

    private If If(Token opened)
    {
        var branches = new List<(Condition?, IReadOnlyList<Part>)>();
        Condition? condition = Condition();
        while (true)
        {
            branches.Add((condition, Parts(opened, out var ending)));
            if (ending.Text == "end" + opened.Text)
            {
                CloseTag();
                return new(branches, opened.Text == "unless", opened.At);
            }

            condition = condition is null ? throw source.Error($"`{ending.Text}` cannot follow `else`.", ending.At)
                : ending.Text == "elsif" ? Condition() : null;
            if (condition is null)
            {
                CloseTag();
            }
        }
    }

    private Condition Condition()
    {
        var condition = tag.Condition();
        CloseTag();
        return condition;
    }

    private For For(Token opened)
    {
        var name = tag.TakeName("a name");
        if (!tag.TakeName(word => word == "in"))
        {
            throw source.Error("`for` needs a name, `in` and a list.", name.At);
        }

        var list = tag.Operand();
        var limit = Limit();
        CloseTag();
        var body = Parts(opened, out var ending);
        IReadOnlyList<Part> otherwise = [];
        if (ending.Text == "else")
        {
            CloseTag();
            otherwise = Parts(opened, out ending);
        }

        if (ending.Text != "endfor")
        {
            throw source.Error("A second `else` is not supported.", ending.At);
        }

        CloseTag();
        return new(name.Text, list, limit, body, otherwise, opened.At);
    }

    private Node? Limit()
    {
        if (!tag.TakeName(word => word == "limit"))
        {
            return null;
        }

        tag.Expect(":");
        return tag.Operand();
    }

    private string Raw(Token opened)
    {
        var trimsStart = tag.Close("%}");
        var (text, trimsBefore, trimsAfter) = lexer.ReadRaw("end" + opened.Text) ?? throw Unended(opened);
        trims = trimsAfter;
        text = trimsStart ? text.TrimStart() : text;
        return trimsBefore ? text.TrimEnd() : text;
    }

    private ExpressionException Unended(Token opened) =>
        source.Error($"`{opened.Text}` has no `end{opened.Text}`.", opened.At);

    private void CloseTag() => trims = tag.Close("%}");
}
