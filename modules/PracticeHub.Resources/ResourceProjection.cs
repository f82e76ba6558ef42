using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Text;

namespace PracticeHub.Resources;

/// <summary>What lists show and filter of a resource.</summary>
public sealed class ResourceProjection(MarkdownRenderer markdown) : IProjection
{
    public const string Paid = "~paid";
    /// <summary>Stands in a community and carries no topic: the curators' inbox.</summary>
    public const string Untagged = "~untagged";
    private const int SummaryLength = 280;

    public string? Type => "Resource";

    public static string FacetOf(ResourceKind kind) => "~" + kind.ToString().ToLowerInvariant();

    public Task ProjectAsync(Projection projection, CancellationToken ct)
    {
        var (part, card) = (projection.Item.Get<ResourcePart>(), projection.Card);
        var address = WebAddress.Parse(part.Url);
        card.Url = address?.Normalised;
        card.Detail = Excerpt.Of(address?.Site ?? "", 200) + (part.Paid ? $"{Card.DetailSeparator}~costs money" : "");
        var html = markdown.Render(part.Why);
        (projection.Html, projection.Text) = (html.Value, MarkdownRenderer.ToPlainText(html));
        card.Summary = Excerpt.Of(projection.Text, SummaryLength);
        projection.Facets.Add(FacetOf(part.Kind));
        if (part.Paid)
        {
            projection.Facets.Add(Paid);
        }

        if (projection.Community is not null && projection.Item.Get<TopicsPart>().TermIds.Count == 0)
        {
            projection.Facets.Add(Untagged);
        }

        return Task.CompletedTask;
    }
}
