namespace PracticeHub.Reviews.Features.ReviewRequests;

/// <summary>What somebody says about one passage. It is found again by its words and those around it, so that it outlives edits.</summary>
public sealed class MarginComment
{
    public const int NoteLength = 2000;
    public const int QuoteLength = 500;
    public const int ContextLength = 60;

    public required string Id { get; init; }
    public required string RequestId { get; init; }
    public required string UserId { get; init; }
    /// <summary>The version on which it was made.</summary>
    public required string VersionId { get; init; }
    /// <summary>The part and field, as in <c>PracticePart.What</c>.</summary>
    public required string Field { get; init; }
    public required string Quote { get; init; }
    public required string Prefix { get; init; }
    public required string Suffix { get; init; }
    public required string Note { get; init; }
    public required DateTimeOffset AtUtc { get; init; }
    public DateTimeOffset? DoneUtc { get; private set; }
    public string? DoneById { get; private set; }

    public void Settle(string byId, DateTimeOffset at) => (DoneById, DoneUtc) = (DoneById ?? byId, DoneUtc ?? at);
}

/// <summary>The version that somebody saw last, and the one they saw before it: what changed since their last look lies between.</summary>
public sealed class Look(string requestId, string userId, string versionId)
{
    public string RequestId { get; private set; } = requestId;
    public string UserId { get; private set; } = userId;
    public string VersionId { get; private set; } = versionId;
    public string? BeforeVersionId { get; private set; }
    public DateTimeOffset AtUtc { get; private set; }

    public void At(string versionId, DateTimeOffset at)
    {
        (BeforeVersionId, VersionId) = versionId == VersionId ? (BeforeVersionId, VersionId) : (VersionId, versionId);
        AtUtc = at;
    }
}
