using PracticeHub.Kernel;
using PracticeHub.Kernel.Content;

namespace PracticeHub.Reviews.Features.ReviewRequests;

/// <summary>Where a request stands; the leaders' word, whatever the workflow makes of it.</summary>
public enum ReviewState
{
    Open,
    ChangesAsked,
    Approved,
    Declined,
    Withdrawn,
}

/// <summary>The question to a community's leaders whether an item is good enough. It lives through as many rounds as it takes.</summary>
public sealed class ReviewRequest
{
    public required string Id { get; init; }
    public required string ItemId { get; init; }
    /// <summary>The item, as long as the request has not ended: an item has one such request at most.</summary>
    public string? OpenItemId { get; private set; }
    public required string CommunityId { get; init; }
    public required string SubmittedBy { get; init; }
    public DateTimeOffset SubmittedUtc { get; private set; }
    /// <summary>The version that is decided on.</summary>
    public string VersionId { get; private set; } = "";
    public string Title { get; private set; } = "";
    public DateTimeOffset DueUtc { get; private set; }
    public ReviewState State { get; private set; }
    public int Round { get; private set; }
    /// <summary>Approvals that it takes.</summary>
    public int Needed { get; private set; }
    /// <summary>Leaders who could be asked.</summary>
    public int Asked { get; private set; }
    /// <summary>The community's criteria as they were when it was submitted, a line each.</summary>
    public string Criteria { get; private set; } = "";
    public int VerifyDays { get; private set; }
    /// <summary>Hours after which somebody's turn goes on to somebody else.</summary>
    public int ClaimHours { get; private set; }
    /// <summary>Seconds in which the decision that ended a round can be taken back.</summary>
    public int UndoSeconds { get; private set; }
    /// <summary>Reminders sent in this round.</summary>
    public int Reminders { get; private set; }
    public DateTimeOffset? EscalatedUtc { get; private set; }
    /// <summary>Whose decision ended the round.</summary>
    public string? DecidedById { get; private set; }
    /// <summary>When the consequences of that decision begin.</summary>
    public DateTimeOffset? SettlesUtc { get; private set; }
    /// <summary>How far it is promoted when it is approved.</summary>
    public PromotionLevel Level { get; private set; } = PromotionLevel.Community;
    public DateTimeOffset? EndedUtc { get; private set; }

    public bool HasEnded => OpenItemId is null;

    public TimeSpan ClaimLength => TimeSpan.FromHours(ClaimHours);

    public IReadOnlyList<string> CriteriaList => Criteria.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Begins the first round, or the next one after changes.</summary>
    /// <param name="leaders">How many could be asked.</param>
    /// <param name="zone">In whose working days it is due.</param>
    public void Submit(string versionId, string title, ReviewRules agreed, FlowRules drawn, int leaders, DateTimeOffset at, TimeZoneInfo zone)
    {
        OpenItemId = ItemId;
        State = ReviewState.Open;
        Round++;
        (VersionId, Title, SubmittedUtc) = (versionId, title, at);
        (Needed, Asked) = (Math.Clamp(drawn.Needed ?? agreed.ApprovalsNeeded, 1, leaders), leaders);
        (Criteria, VerifyDays) = (string.Join('\n', (agreed.Criteria ?? []).Select(c => c.ReplaceLineEndings(" "))), agreed.VerifyDays);
        (ClaimHours, UndoSeconds) = (drawn.ClaimHours, drawn.UndoSeconds);
        DueUtc = WorkingDays.After(at, drawn.WorkingDays ?? agreed.ReviewDays, zone);
        (Reminders, EscalatedUtc, DecidedById, SettlesUtc, Level) = (0, null, null, null, PromotionLevel.Community);
    }

    /// <summary>Why nobody may decide on what this person saw; null when they may.</summary>
    public Refusal? RefuseDecision(int round, string versionId, DateTimeOffset at) => this switch
    {
        { State: ReviewState.Withdrawn } => new("withdrawn", "The author has withdrawn it meanwhile, so there is nothing left to decide. Your note is kept."),
        { State: not ReviewState.Open } when SettlesUtc > at => new("being-decided", "Somebody has decided in the same moment and may take it back for a few seconds. Look at the path below, then try again."),
        { State: not ReviewState.Open } when round == Round => new("round-over", "This round has already ended. Look at the path below to see how."),
        { State: not ReviewState.Open } => new("round-over", "This review has ended meanwhile. Look at the path below to see how."),
        _ when round != Round || versionId != VersionId => new("older-version", "The author has submitted a newer version meanwhile. Read it and decide again; your note is kept."),
        _ => null,
    };

    /// <summary>Counts a verdict; one that asks for changes or declines ends the round, as do enough approvals.</summary>
    /// <param name="approvals">Approvals in this round, this one included.</param>
    /// <param name="available">Leaders who could approve: when some have left, fewer are enough.</param>
    public ReviewState Count(Verdict verdict, string byId, PromotionLevel level, int approvals, int available, DateTimeOffset at)
    {
        State = verdict switch
        {
            Verdict.Changes => ReviewState.ChangesAsked,
            Verdict.Decline => ReviewState.Declined,
            Verdict.Approve when approvals >= Math.Max(1, Math.Min(Needed, available)) => ReviewState.Approved,
            _ => ReviewState.Open,
        };
        if (State is not ReviewState.Open)
        {
            (DecidedById, SettlesUtc, Level) = (byId, at.AddSeconds(UndoSeconds), level is PromotionLevel.None ? PromotionLevel.Community : level);
        }

        // A workflow that leaves no time to take it back does not come by again to say so.
        if (UndoSeconds == 0)
        {
            Settle(at);
        }

        return State;
    }

    /// <summary>The time to take the decision back is over: what follows from it may begin.</summary>
    public void Settle(DateTimeOffset at)
    {
        if (State is ReviewState.Approved or ReviewState.Declined)
        {
            (OpenItemId, EndedUtc) = (null, EndedUtc ?? at);
        }
    }

    /// <summary>The decision that ended the round is taken back in time.</summary>
    public void Reopen() => (State, DecidedById, SettlesUtc) = (ReviewState.Open, null, null);

    /// <summary>The author wants no decision any more.</summary>
    public void Withdraw(DateTimeOffset at) => (State, OpenItemId, EndedUtc) = (ReviewState.Withdrawn, null, at);

    public void Postpone(DateTimeOffset due) => DueUtc = due;

    public void Remind() => Reminders++;

    public void Escalate(DateTimeOffset at) => EscalatedUtc ??= at;
}
