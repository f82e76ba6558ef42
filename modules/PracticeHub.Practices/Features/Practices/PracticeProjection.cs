using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Text;

namespace PracticeHub.Practices.Features.Practices;

/// <summary>What readers, lists and search see of a practice.</summary>
internal sealed class PracticeProjection(MarkdownRenderer markdown) : IProjection
{
    private const int SummaryLength = 280;

    public string? Type => PracticePart.ContentType;

    public Task ProjectAsync(Projection projection, CancellationToken ct)
    {
        var part = projection.Item.Get<PracticePart>();
        var sections = PracticeSections.FilledIn(part).Select(s => (s.Section, Html: markdown.Render(s.Markdown))).ToList();
        projection.Html = string.Concat(sections.Select(s => s.Section.Html(s.Section.Heading) + s.Html.Value));
        projection.Text = string.Join('\n', sections.Select(s => MarkdownRenderer.ToPlainText(s.Html)).Prepend(part.Summary));
        projection.Card.Summary = part.Summary.Length > 0 ? part.Summary : markdown.ToPlainText(part.What, SummaryLength);
        if (projection.Item.Get<VerificationPart>().UntilUtc is { } until && (projection.Card.VerifiedUntilUtc ?? until) <= until)
        {
            projection.Card.VerifiedUntilUtc = until;
        }

        return Task.CompletedTask;
    }
}
