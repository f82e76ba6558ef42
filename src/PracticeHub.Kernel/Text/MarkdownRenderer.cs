using Markdig;
using Markdig.Syntax;

namespace PracticeHub.Kernel.Text;

/// <summary>The one way from the Markdown that members write to what pages show and search reads.</summary>
public sealed class MarkdownRenderer
{
    /// <summary>Longer Markdown is cut here, in UTF-16 units.</summary>
    public const int MaxLength = 2_000_000;

    private const int WordsPerMinute = 220;

    private readonly MarkdownPipeline _pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables()
        .UseTaskLists()
        .UseAutoLinks()
        .UseFootnotes()
        .UseEmphasisExtras()
        .Use<MentionExtension>()
        .Use<HouseRules>()
        .Use<HeadingRules>()
        .Build();

    public SanitizedHtml Render(string? markdown) =>
        string.IsNullOrWhiteSpace(markdown) ? SanitizedHtml.Empty : HtmlSanitizer.Sanitize(ToHtml(markdown));

    /// <summary>Who is mentioned outside of code and links: user names in lower case, each once, in order.</summary>
    public IReadOnlyList<string> MentionsIn(string? markdown) =>
        markdown is null || !markdown.Contains('@') || Parse(markdown) is not { } document
            ? []
            : [.. document.Descendants<MentionInline>().Select(mention => mention.UserName).Distinct()];

    /// <summary>For summaries and search: no markup, blanks folded.</summary>
    /// <param name="maxLength">In UTF-16 units, the closing “…” included; the cut is made between words where it can.</param>
    public string ToPlainText(string? markdown, int maxLength = int.MaxValue) => ToPlainText(Render(markdown), maxLength);

    /// <summary>The same for Markdown that is rendered already.</summary>
    public static string ToPlainText(SanitizedHtml html, int maxLength = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(html);
        ArgumentOutOfRangeException.ThrowIfNegative(maxLength);
        return PlainText.Shorten(PlainText.Of(html), maxLength);
    }

    /// <summary>At least one for any text, zero for none.</summary>
    public int MinutesToRead(string? markdown) =>
        (PlainText.CountWords(ToPlainText(markdown)) + WordsPerMinute - 1) / WordsPerMinute;

    private string ToHtml(string markdown) =>
        Parse(markdown)?.ToHtml(_pipeline) ?? $"<pre>\n{HtmlText.Escape(markdown)}</pre>";

    /// <summary>Null if the text nests deeper than any reader could follow; it is then shown as typed.</summary>
    private MarkdownDocument? Parse(string markdown)
    {
        try
        {
            return Markdown.Parse(markdown.Length > MaxLength ? markdown[..MaxLength] : markdown, _pipeline);
        }
        catch (ArgumentException)
        {
            // Markdig's word for “nested too deeply”; it offers no milder one.
            return null;
        }
    }
}
