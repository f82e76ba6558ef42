using Markdig;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace PracticeHub.Kernel.Text;

/// <summary>
/// Headings go one level down, as the page owns the first, and get an address. Markdig's own extension looks for a free
/// name from one on for each heading, which takes minutes for a text of a hundred thousand equal ones.
/// </summary>
internal sealed class HeadingRules : IMarkdownExtension
{
    private const int Lowest = 6;

    public void Setup(MarkdownPipelineBuilder pipeline) => pipeline.DocumentProcessed += Apply;

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer)
    {
    }

    private static void Apply(MarkdownDocument document)
    {
        var seen = new Dictionary<string, int>();
        foreach (var heading in document.Descendants<HeadingBlock>())
        {
            heading.Level = Math.Min(heading.Level + 1, Lowest);
            heading.GetAttributes().Id = Free(Slug.From(TextOf(heading)), seen);
        }
    }

    private static string Free(string name, Dictionary<string, int> seen)
    {
        var candidate = name;
        for (var number = seen.GetValueOrDefault(name); !seen.TryAdd(candidate, 1); candidate = $"{name}-{number++}")
        {
            seen[name] = number + 1;
        }

        return candidate;
    }

    private static string TextOf(HeadingBlock heading) => string.Concat(heading.Inline?.Descendants().Select(inline => inline switch
    {
        LiteralInline literal => literal.Content.ToString(),
        CodeInline code => code.Content,
        MentionInline mention => mention.TypedName,
        LineBreakInline => " ",
        _ => "",
    }) ?? []);
}
