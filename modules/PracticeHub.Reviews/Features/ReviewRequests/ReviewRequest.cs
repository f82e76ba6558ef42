using PracticeHub.Kernel;

namespace PracticeHub.Reviews.Features.ReviewRequests;

/// <summary>Where a request stands; the leaders' word, whatever the workflow makes of it.</summary>
public enum ReviewState
{
    Open,
    ChangesAsked,
    Approved,
    Declined,
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
    /// <summary>Leaders who were asked.</summary>
    public int Asked { get; private set; }
    /// <summary>The community's criteria as they were when it was submitted, a line each.</summary>
    public string Criteria { get; private set; } = "";
    public int VerifyDays { get; private set; }
    /// <summary>Reminders sent in this round.</summary>
    public int Reminders { get; private set; }
    public DateTimeOffset? EscalatedUtc { get; private set; }
    public DateTimeOffset? EndedUtc { get; private set; }

    public bool HasEnded => OpenItemId is null;

    public IReadOnlyList<string> CriteriaList => Criteria.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Begins the first round, or the next one after changes.</summary>
    public void Submit(string versionId, string title, ReviewRules rules, int leaders, DateTimeOffset at, TimeZoneInfo zone)
    {
        OpenItemId = ItemId;
        State = ReviewState.Open;
        Round++;
        (VersionId, Title, SubmittedUtc) = (versionId, title, at);
        (Needed, Asked) = (Math.Clamp(rules.ApprovalsNeeded, 1, leaders), leaders);
        (Criteria, VerifyDays) = (string.Join('\n', (rules.Criteria ?? []).Select(c => c.ReplaceLineEndings(" "))), rules.VerifyDays);
        DueUtc = WorkingDays.After(at, rules.ReviewDays, zone);
        (Reminders, EscalatedUtc) = (0, null);
    }

    /// <summary>Why nobody may decide on what this person saw; null when they may.</summary>
    public Refusal? RefuseDecision(int round, string versionId) => this switch
    {
        { State: not ReviewState.Open } when round == Round => new("round-over", "This round has already ended. Look at the path below to see how."),
        { State: not ReviewState.Open } => new("round-over", "This review has ended meanwhile. Look at the path below to see how."),
        _ when round != Round || versionId != VersionId => new("older-version", "The author has submitted a newer version meanwhile. Read it and decide again; your note is kept."),
        _ => null,
    };

    /// <summary>Counts a verdict; one that asks for changes or declines ends the round, as do enough approvals.</summary>
    /// <param name="approvals">Approvals in this round, this one included.</param>
    /// <param name="available">Leaders who could approve: when some have left, fewer are enough.</param>
    public ReviewState Count(Verdict verdict, int approvals, int available, DateTimeOffset at)
    {
        State = verdict switch
        {
            Verdict.Changes => ReviewState.ChangesAsked,
            Verdict.Decline => ReviewState.Declined,
            Verdict.Approve when approvals >= Math.Max(1, Math.Min(Needed, available)) => ReviewState.Approved,
            _ => ReviewState.Open,
        };
        if (State is ReviewState.Approved or ReviewState.Declined)
        {
            (OpenItemId, EndedUtc) = (null, at);
        }

        return State;
    }

    public void Remind() => Reminders++;

    public void Escalate(DateTimeOffset at) => EscalatedUtc ??= at;
}
