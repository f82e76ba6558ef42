using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Text;

namespace PracticeHub.WorkLogs;

/// <summary>An entry's title is mostly its first line: its summary goes on from there instead of saying it twice.</summary>
public sealed class LogProjection : IProjection
{
    private const int SummaryLength = 280;

    public string? Type => "WorkLog";

    public Task ProjectAsync(Projection projection, CancellationToken ct)
    {
        var title = projection.Card.Title.TrimEnd('…');
        if (title.Length > 0 && projection.Text.StartsWith(title, StringComparison.Ordinal))
        {
            projection.Card.Summary = Excerpt.Of(projection.Text[title.Length..].TrimStart(' ', '.', '。', ':'), SummaryLength);
        }

        return Task.CompletedTask;
    }
}
