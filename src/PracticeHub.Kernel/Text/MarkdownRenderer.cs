using Markdig;
using Markdig.Syntax;

namespace PracticeHub.Kernel.Text;

/// <summary>The one way from the Markdown that members write to what pages show and search reads.</summary>
public sealed class MarkdownRenderer
{
    /// <summary>Longer Markdown is cut here, in UTF-16 units.</summary>
    public const int MaxLength = 1_500_000;

    private const int WordsPerMinute = 220;

    private readonly MarkdownPipeline _pipeline = Everything().UseAutoLinks().Build();

    private readonly MarkdownPipeline _withoutBareLinks = Everything().Build();

    public SanitizedHtml Render(string? markdown) =>
        string.IsNullOrWhiteSpace(markdown) ? SanitizedHtml.Empty : HtmlSanitizer.Sanitize(ToHtml(markdown));

    /// <summary>Who is mentioned outside of code and links: user names in lower case, each once, in order.</summary>
    public IReadOnlyList<string> MentionsIn(string? markdown) =>
        markdown?.Contains('@') == true ? Try(markdown, NamesIn) ?? [] : [];

    /// <summary>For summaries and search: no markup, blanks folded.</summary>
    /// <param name="maxLength">In UTF-16 units, the closing “…” included; the cut is made between words where it can.</param>
    public string ToPlainText(string? markdown, int maxLength = int.MaxValue) => ToPlainText(Render(markdown), maxLength);

    /// <summary>The same for Markdown that is rendered already.</summary>
    public static string ToPlainText(SanitizedHtml html, int maxLength = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(html);
        ArgumentOutOfRangeException.ThrowIfNegative(maxLength);
        return Excerpt.Of(PlainText.Of(html), maxLength);
    }

    /// <summary>At least one for any text, zero for none.</summary>
    public int MinutesToRead(string? markdown) =>
        (PlainText.CountWords(ToPlainText(markdown)) + WordsPerMinute - 1) / WordsPerMinute;

    private static string[] NamesIn(MarkdownDocument document, MarkdownPipeline pipeline) =>
        [.. document.Descendants<MentionInline>().Select(mention => mention.UserName).Distinct()];

    private static MarkdownPipelineBuilder Everything() => new MarkdownPipelineBuilder()
        .UsePipeTables()
        .UseTaskLists()
        .UseFootnotes()
        .UseEmphasisExtras()
        .Use<MentionExtension>()
        .Use<HouseRules>()
        .Use<HeadingRules>();

    private string ToHtml(string markdown) =>
        Try(markdown, static (document, pipeline) => document.ToHtml(pipeline)) ?? $"<pre>\n{HtmlText.Escape(Cut(markdown))}</pre>";

    private static string Cut(string markdown) => markdown.Length > MaxLength ? markdown[..MaxLength] : markdown;

    /// <summary>Null if the text is beyond what any reader could follow; it is then shown as typed.</summary>
    private T? Try<T>(string markdown, Func<MarkdownDocument, MarkdownPipeline, T> use)
        where T : class
    {
        var text = Cut(markdown);
        if (MarkdownFlood.IsHopeless(text))
        {
            return null;
        }

        var pipeline = MarkdownFlood.HasTooManyLinks(text) ? _withoutBareLinks : _pipeline;
        try
        {
            return use(Markdown.Parse(text, pipeline), pipeline);
        }
        catch (ArgumentException)
        {
            // Markdig's word for “nested too deeply”, while parsing or while rendering; it offers no milder one.
            return null;
        }
    }
}
