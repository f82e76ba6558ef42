namespace PracticeHub.Reviews.Features.ReviewRequests;

/// <summary>That it is somebody's turn to decide, and until when. There is one for every approval that a round still needs, so nobody waits for somebody else.</summary>
public sealed class ReviewTurn
{
    public required string Id { get; init; }
    public required string RequestId { get; init; }
    public required int Round { get; init; }
    public required string UserId { get; init; }
    /// <summary>The leader who is away and whose deputy this is.</summary>
    public string? StandsInForId { get; init; }
    public required DateTimeOffset SinceUtc { get; init; }
    /// <summary>When it goes on to somebody else.</summary>
    public required DateTimeOffset UntilUtc { get; set; }
    /// <summary>When this person said that they take it; null as long as they were only asked.</summary>
    public DateTimeOffset? ClaimedUtc { get; private set; }
    public DateTimeOffset? EndedUtc { get; set; }
    public int Reminders { get; private set; }
    public DateTimeOffset? RemindedUtc { get; private set; }

    public void Claim(DateTimeOffset at, TimeSpan length) => (ClaimedUtc, UntilUtc) = (ClaimedUtc ?? at, ClaimedUtc is null ? at + length : UntilUtc);

    public void Remind(DateTimeOffset at) => (Reminders, RemindedUtc) = (Reminders + 1, at);
}
