namespace PracticeHub.Reviews.Features.ReviewRequests;

/// <summary>What somebody did in a round: handed it in, or decided.</summary>
public enum Verdict
{
    Submitted,
    Approve,
    Changes,
    Decline,
}

/// <summary>A line of the record: who, in which round, on which version, when and why. Rows are only ever added.</summary>
public sealed class ReviewStep
{
    public required string RequestId { get; init; }
    public required int Round { get; init; }
    /// <summary>With request and round the key: nobody decides twice in a round.</summary>
    public required string UserId { get; init; }
    public required Verdict Verdict { get; init; }
    public required string Note { get; init; }
    /// <summary>The numbers of the criteria that are met, from 0, with commas between them.</summary>
    public string CriteriaMet { get; init; } = "";
    public required string VersionId { get; init; }
    public required DateTimeOffset AtUtc { get; init; }
}
