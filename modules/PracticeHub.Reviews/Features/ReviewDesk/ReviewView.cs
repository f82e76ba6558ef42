using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Text;
using PracticeHub.Reviews.Features.ReviewRequests;

namespace PracticeHub.Reviews.Features.ReviewDesk;

/// <summary>What was typed into the decision form.</summary>
public sealed record DecisionForm(string Note, IReadOnlyList<int> CriteriaMet);

/// <summary>One request as its page and the desk show it.</summary>
public sealed record ReviewView
{
    public required string Id { get; init; }
    public required Card Card { get; init; }
    public required string Title { get; init; }
    public required ReviewState State { get; init; }
    public required int Round { get; init; }
    /// <summary>The version's number, as people count revisions.</summary>
    public required int Number { get; init; }
    public required string VersionId { get; init; }
    public required int Needed { get; init; }
    public required int Asked { get; init; }
    public required int Reminders { get; init; }
    public required DateTimeOffset DueUtc { get; init; }
    public required DateTimeOffset? EscalatedUtc { get; init; }
    public required IReadOnlyList<string> Criteria { get; init; }
    public required IReadOnlyList<PathStep> Path { get; init; }
    public required IReadOnlyList<ReviewField> Fields { get; init; }
    public required bool IsMine { get; init; }
    /// <summary>Whether this reader may decide now.</summary>
    public required bool MayDecide { get; init; }
    public DecisionForm Form { get; init; } = new("", []);
    /// <summary>Opened on the desk, to which the reader then returns.</summary>
    public bool IsOnDesk { get; init; }
    public int Approvals => Path.Count(s => s.Round == Round && s.Verdict == nameof(Verdict.Approve));

    internal static ReviewView Of(FoundReview found, CurrentMember me, MarkdownRenderer markdown)
    {
        var request = found.Request;
        var hasDecided = found.Path.Any(s => s.Round == request.Round && s.UserId == me.Id && s.Verdict != nameof(Verdict.Submitted));
        return new()
        {
            Id = request.Id,
            Card = found.Card,
            Title = ReviewText.TitleOf(found.Document) is { Length: > 0 } title ? title : request.Title,
            State = request.State,
            Round = request.Round,
            Number = found.Number,
            VersionId = request.VersionId,
            Needed = request.Needed,
            Asked = request.Asked,
            Reminders = request.Reminders,
            DueUtc = request.DueUtc,
            EscalatedUtc = request.EscalatedUtc,
            Criteria = request.CriteriaList,
            Path = found.Path,
            Fields = ReviewText.Fields(found.Document, found.Before, markdown),
            IsMine = found.IsMine,
            MayDecide = request.State is ReviewState.Open && !found.IsMine && !hasDecided && me.RoleIn(request.CommunityId) is CommunityRole.Leader,
        };
    }
}
