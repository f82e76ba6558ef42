using System.Globalization;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Text;
using PracticeHub.Reviews.Features.ReviewRequests;
using PracticeHub.Reviews.Features.Standings;

namespace PracticeHub.Reviews.Features.ReviewDesk;

/// <summary>What was typed into the decision form.</summary>
public sealed record DecisionForm(string Note, string NextStep, IReadOnlyList<int> CriteriaMet, PromotionLevel Level);

/// <summary>What was typed about a passage.</summary>
public sealed record MarginForm(string Field, string Quote, string Prefix, string Suffix, string Note);

/// <summary>One request as its page and the desk show it.</summary>
public sealed record ReviewView
{
    private static readonly DecisionForm Empty = new("", "", [], PromotionLevel.Community);

    public required ReviewRequest Request { get; init; }
    public required Card Card { get; init; }
    public required string Title { get; init; }
    /// <summary>The version's number, as people count revisions.</summary>
    public required int Number { get; init; }
    public required IReadOnlyList<PathStep> Path { get; init; }
    public required IReadOnlyList<TurnRow> Turns { get; init; }
    public required IReadOnlyList<ReviewField> Fields { get; init; }
    /// <summary>What is said about passages that are gone.</summary>
    public required IReadOnlyList<MarginRow> Lost { get; init; }
    public required bool IsMine { get; init; }
    public required bool IsTheirTurn { get; init; }
    /// <summary>Whether what changed is shown since this reader's own last look; otherwise since the round before.</summary>
    public required bool IsOwnLook { get; init; }
    /// <summary>Whether this reader may decide now.</summary>
    public required bool MayDecide { get; init; }
    /// <summary>Whether they may let somebody else decide.</summary>
    public required bool MayHandOver { get; init; }
    /// <summary>Whether they were told of it because it is late.</summary>
    public required bool IsTold { get; init; }
    public required bool MayWithdraw { get; init; }
    public required bool MayReverse { get; init; }
    /// <summary>Whether the decision that ended it holds no longer.</summary>
    public required bool IsReversed { get; init; }
    /// <summary>How much harm it does when it no longer holds; null where nobody has said.</summary>
    public required Risk? Risk { get; init; }
    public DecisionForm Form { get; init; } = Empty;
    public MarginForm Margin { get; init; } = new("", "", "", "", "");
    /// <summary>Opened on the desk, to which the reader then returns.</summary>
    public bool IsOnDesk { get; init; }

    public string Id => Request.Id;
    public ReviewState State => Request.State;
    public int Round => Request.Round;
    public int Needed => Request.Needed;
    public IReadOnlyList<string> Criteria => Request.CriteriaList;
    public int Approvals => Path.Where(s => s.Round == Round && (s.Deed is nameof(Verdict.Approve) or nameof(ReviewDeed.Undone))).GroupBy(s => s.UserId).Count(own => own.Last().Deed is nameof(Verdict.Approve));
    /// <summary>The word that sent it back to its author.</summary>
    public PathStep? Word => Path.LastOrDefault(s => s.Round == Round && (s.Deed is nameof(Verdict.Changes) or nameof(Verdict.Decline)));
    /// <summary>Where one comes back to after a deed.</summary>
    public string Href => IsOnDesk ? "/reviews?id=" + Id : "/reviews/" + Id;

    private static bool IsReversedIn(IReadOnlyList<PathStep> path) => path.LastOrDefault(IsVerdict)?.Deed is nameof(ReviewDeed.Reversed);

    private static bool IsVerdict(PathStep step) => IsDecision(step) || step.Deed is nameof(ReviewDeed.Reversed);

    private static bool IsDecision(PathStep step) => step.Deed is nameof(Verdict.Approve) or nameof(Verdict.Changes) or nameof(Verdict.Decline);

    internal static ReviewView Of(FoundReview found, Desk desk, CurrentMember me, MarkdownRenderer markdown, DateTimeOffset now)
    {
        var request = found.Request;
        var isOpen = request.State is ReviewState.Open;
        var mine = desk.Path.LastOrDefault(s => s.Round == request.Round && s.UserId == me.Id && (IsDecision(s) || s.Deed is nameof(ReviewDeed.Undone)));
        var leads = me.RoleIn(request.CommunityId) is CommunityRole.Leader || found.IsTheirTurn;
        var fields = ReviewText.Fields(found.Document, found.Seen ?? found.Before, desk.Margin, markdown);
        // Who takes a decision back goes on with what they had written.
        var undone = mine is { Deed: nameof(ReviewDeed.Undone) }
            ? desk.Path.LastOrDefault(s => s.Round == request.Round && s.UserId == me.Id && IsDecision(s)) : null;
        return new()
        {
            Request = request,
            Card = found.Card,
            Title = ReviewText.TitleOf(found.Document) is { Length: > 0 } title ? title : request.Title,
            Number = found.Number,
            Path = desk.Path,
            Turns = desk.Turns,
            Fields = fields,
            Lost = [.. desk.Margin.Where(m => !fields.Any(f => f.Margin.Contains(m)))],
            Risk = found.Risk,
            IsMine = found.IsMine,
            IsTheirTurn = found.IsTheirTurn,
            IsOwnLook = found.IsOwnLook,
            Form = undone is null ? Empty : Empty with
            {
                Note = undone.Note, NextStep = undone.NextStep,
                CriteriaMet = [.. undone.CriteriaMet.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(c => int.Parse(c, CultureInfo.InvariantCulture))],
            },
            MayDecide = isOpen && !found.IsMine && leads && (mine is null || mine.Deed is nameof(ReviewDeed.Undone)),
            MayHandOver = isOpen && desk.Turns.Count > 0 && !found.IsMine && (leads || me.SeesAll || desk.Queue.Any(q => q.Key == request.Id)),
            IsTold = desk.Queue.Any(q => q.Key == request.Id && q.Kind == ReviewWaits.Escalation),
            MayWithdraw = !request.HasEnded && (isOpen || request.State is ReviewState.ChangesAsked) && found.Card.OwnerId == me.Id && !(request.SettlesUtc > now),
            IsReversed = request.HasEnded && IsReversedIn(desk.Path),
            MayReverse = !IsReversedIn(desk.Path) && (request.State is ReviewState.Approved or ReviewState.Declined) && request.HasEnded && !found.IsMine && me.Leads(request.CommunityId),
        };
    }
}
