using Markdig;
using Markdig.Extensions.TaskLists;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace PracticeHub.Kernel.Text;

/// <summary>What every rendered text keeps to, whatever its author wrote.</summary>
internal sealed class HouseRules : IMarkdownExtension
{
    public void Setup(MarkdownPipelineBuilder pipeline) => pipeline.DocumentProcessed += Apply;

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer)
    {
    }

    private static void Apply(MarkdownDocument document)
    {
        var blocks = document.Descendants<Block>().ToList();
        var readsBothWays = blocks.OfType<LeafBlock>().Any(HasRightToLeft);
        foreach (var block in blocks)
        {
            if (block is ParagraphBlock { Inline.FirstChild: TaskList } task)
            {
                LabelTask(task.Inline!);
            }

            if (readsBothWays && block is ParagraphBlock or HeadingBlock or ListBlock or ListItemBlock or QuoteBlock)
            {
                block.GetAttributes().AddPropertyIfNotExist("dir", "auto");
            }
        }
    }

    /// <summary>A checkbox without a label says nothing to those who cannot see it.</summary>
    private static void LabelTask(ContainerInline task)
    {
        task.FirstChild!.InsertBefore(new HtmlInline("<label>"));
        task.AppendChild(new HtmlInline("</label>"));
    }

    private static bool HasRightToLeft(LeafBlock block) =>
        block.Inline?.FindDescendants<LiteralInline>().Any(text => text.Content.AsSpan().ContainsAnyInRange('\u0590', '\u08FF')) == true;
}
