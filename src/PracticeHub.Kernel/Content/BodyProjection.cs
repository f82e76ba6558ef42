using System.Text.Json.Nodes;
using PracticeHub.Kernel.Text;

namespace PracticeHub.Kernel.Content;

/// <summary>What every type with a body shares: its Markdown or HTML as sanitized HTML, plain text and a summary.</summary>
public sealed class BodyProjection(MarkdownRenderer markdown)
{
    private const int SummaryLength = 280;

    public void Project(Projection projection)
    {
        var source = projection.Item.Get<MarkdownBodyPart>().Markdown;
        if (source.Length > 0)
        {
            Show(projection, markdown.Render(source));
        }
        else if (projection.Item.Document["HtmlBodyPart"]?["Html"] is JsonValue value && value.TryGetValue(out string? html))
        {
            Show(projection, HtmlSanitizer.Sanitize(html));
        }
    }

    private static void Show(Projection projection, SanitizedHtml html)
    {
        var text = MarkdownRenderer.ToPlainText(html);
        projection.Html = html.Value;
        projection.Text = text;
        projection.Card.Summary = Excerpt.Of(text, SummaryLength);
    }
}
