using Markdig;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace PracticeHub.Kernel.Text;

internal sealed class MentionExtension : IMarkdownExtension
{
    private static readonly string[] Silencers = ["a", "code", "kbd", "pre", "samp"];

    public void Setup(MarkdownPipelineBuilder pipeline)
    {
        pipeline.InlineParsers.Insert(0, new MentionParser());
        pipeline.DocumentProcessed += Silence;
    }

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer) =>
        renderer.ObjectRenderers.Insert(0, new MentionRenderer());

    /// <summary>Turns mentions inside of links and of raw HTML code back into text.</summary>
    private static void Silence(MarkdownDocument document)
    {
        foreach (var block in document.Descendants<LeafBlock>())
        {
            var silencersOpen = 0;
            foreach (var inline in block.Inline?.Descendants().ToList() ?? [])
            {
                if (inline is HtmlInline html)
                {
                    silencersOpen = Math.Max(0, silencersOpen + Step(html.Tag));
                }
                else if (inline is MentionInline mention && (silencersOpen > 0 || mention.FindParentOfType<LinkInline>().Any()))
                {
                    mention.ReplaceBy(new LiteralInline('@' + mention.TypedName));
                }
            }
        }
    }

    private static int Step(string tag)
    {
        var isEnd = tag.StartsWith("</", StringComparison.Ordinal);
        var name = new string([.. tag.Skip(isEnd ? 2 : 1).TakeWhile(char.IsAsciiLetter)]);
        return !Silencers.Contains(name, StringComparer.OrdinalIgnoreCase) ? 0 : isEnd ? -1 : 1;
    }

    private sealed class MentionRenderer : HtmlObjectRenderer<MentionInline>
    {
        protected override void Write(HtmlRenderer renderer, MentionInline obj) => renderer
            .Write("<a class=\"mention\" href=\"/people/").Write(Uri.EscapeDataString(obj.UserName)).Write("\">@")
            .WriteEscape(obj.TypedName).Write("</a>");
    }
}
