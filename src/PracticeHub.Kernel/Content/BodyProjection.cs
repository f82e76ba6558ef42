using System.Text.Json.Nodes;
using PracticeHub.Kernel.Fields;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Text;

namespace PracticeHub.Kernel.Content;

/// <summary>What every type shares: its body, and what its definition names, as sanitized HTML, plain text and a summary.</summary>
public sealed class BodyProjection(CurrentHub hub, MarkdownRenderer markdown, ItemRenderer renderer)
{
    private const int SummaryLength = 280;

    /// <summary>Before the modules': the body, or all of an item whose type no module brings.</summary>
    public void Project(Projection projection)
    {
        // Lists find what stands in them as topics do, by the index of tags.
        if (projection.Item.Get<ContainedPart>().ListContentItemId is { Length: > 0 and <= Ids.Length } list)
        {
            projection.Facets.Add(list);
        }

        if (!hub.HasModuleFor(projection.Item.Type))
        {
            Show(projection, renderer.Render(projection.Item));
        }
        else if (projection.Item.Get<MarkdownBodyPart>().Markdown is { Length: > 0 } source)
        {
            Show(projection, markdown.Render(source));
        }
        else if (projection.Item.Document["HtmlBodyPart"]?["Html"] is JsonValue value && value.TryGetValue(out string? html))
        {
            Show(projection, HtmlSanitizer.Sanitize(html));
        }
    }

    /// <summary>After the modules': the fields that an administrator has added to a type of theirs.</summary>
    public void ProjectFields(Projection projection)
    {
        if (hub.HasModuleFor(projection.Item.Type) && renderer.RenderFields(projection.Item) is { IsEmpty: false } html)
        {
            var shown = html.ToSanitized();
            projection.Html += shown.Value;
            projection.Text += "\n" + MarkdownRenderer.ToPlainText(shown);
            projection.Links.AddRange(html.Links);
        }
    }

    private static void Show(Projection projection, ItemHtml html)
    {
        Show(projection, html.ToSanitized());
        projection.Links.AddRange(html.Links);
    }

    private static void Show(Projection projection, SanitizedHtml html)
    {
        var text = MarkdownRenderer.ToPlainText(html);
        projection.Html = html.Value;
        projection.Text = text;
        projection.Card.Summary = Excerpt.Of(text, SummaryLength);
    }
}
