using PracticeHub.Kernel.Expressions.Core;

namespace PracticeHub.Kernel.Expressions.Liquid;

internal sealed partial class TemplateParser
{
    private readonly SourceText source;
    private readonly TagLexer lexer;
    private readonly TagParser tag;
    private readonly Nesting nesting;
    private bool trims;

    public TemplateParser(SourceText source, Scope scope, ExpressionLimits limits)
    {
        (this.source, lexer, nesting) = (source, new(source), new(source, limits));
        tag = new(source, scope, lexer, nesting);
    }

    public IReadOnlyList<Part> Template() => Parts(null, out _);

    /// <summary>Reads on to the tag that ends or divides the one that was opened; its name is read, its rest is not.</summary>
    private List<Part> Parts(Token? opened, out Token ending)
    {
        var parts = new List<Part>();
        while (true)
        {
            var (text, at) = lexer.ReadText();
            var open = lexer.Open();
            AddText(parts, text, at, open?.Trims ?? false);
            if (open is null)
            {
                ending = default;
                return opened is null ? parts : throw Unended(opened.Value);
            }

            tag.Advance();
            if (!open.Value.IsTag)
            {
                parts.Add(new Written(tag.Filtered(), open.Value.At));
                trims = tag.Close("}}");
            }
            else if (IsEnding(ending = tag.TakeName("the name of a tag"), opened))
            {
                return parts;
            }
            else
            {
                AddTag(parts, ending);
            }
        }
    }

    private void AddText(List<Part> parts, string text, int at, bool trimsEnd)
    {
        text = trims ? text.TrimStart() : text;
        text = trimsEnd ? text.TrimEnd() : text;
        trims = false;
        if (text.Length > 0)
        {
            parts.Add(new PlainText(text, at));
        }
    }

    private static bool IsEnding(Token name, Token? opened) => opened is { } tag
        && (name.Text == "end" + tag.Text || name.Text == "else" || (name.Text == "elsif" && tag.Text != "for"));
}
