using PracticeHub.Kernel.Content;

namespace PracticeHub.Reviews.Features.ReviewRequests;

/// <summary>What a leader says about a version.</summary>
public enum Verdict
{
    Approve,
    Changes,
    Decline,
}

/// <summary>What can stand in the record. The first four are older than the others and keep their names.</summary>
public enum ReviewDeed
{
    Submitted,
    Approve,
    Changes,
    Decline,
    Asked,
    Claimed,
    TurnEnded,
    HandedOver,
    Postponed,
    Escalated,
    Undone,
    Reversed,
    Withdrawn,
    Promoted,
    Demoted,
    Verified,
    Confirmed,
    Flagged,
    Suggested,
    Reworded,
    Objected,
    Shortened,
    Nominated,
    ArchiveProposed,
    Kept,
    Retired,
    Restored,
    Changed,
    TakenOver,
    TurnedDown,
}

/// <summary>A line of the record: who, when, on which version and why. Rows are only ever added; the databases refuse everything else.</summary>
public sealed class RecordEntry
{
    public long Id { get; private set; }
    public required string ItemId { get; init; }
    public string? CommunityId { get; init; }
    public string? RequestId { get; init; }
    /// <summary>0 for what belongs to no review.</summary>
    public int Round { get; init; }
    /// <summary>Who did it; <see cref="Writer.Hub"/> for what the workflow does by itself.</summary>
    public required string UserId { get; init; }
    public required ReviewDeed Deed { get; init; }
    public string? VersionId { get; init; }
    /// <summary>Why, in that person's words.</summary>
    public string Note { get; init; } = "";
    /// <summary>What the author can do instead, where something was declined.</summary>
    public string NextStep { get; init; } = "";
    /// <summary>The numbers of the criteria that are met, from 0, with commas between them.</summary>
    public string CriteriaMet { get; init; } = "";
    /// <summary>Whom it went to.</summary>
    public string? ToUserId { get; init; }
    /// <summary>What takes the item's place, where it was retired.</summary>
    public string? SuccessorId { get; init; }
    public required DateTimeOffset AtUtc { get; init; }

    public static RecordEntry Of(ReviewRequest request, ReviewDeed deed, string byId, DateTimeOffset at, string note = "", string? to = null) => new()
    {
        ItemId = request.ItemId, CommunityId = request.CommunityId, RequestId = request.Id, Round = request.Round, VersionId = request.VersionId,
        UserId = byId, Deed = deed, Note = note, ToUserId = to, AtUtc = at,
    };

    public static RecordEntry Of(Card card, ReviewDeed deed, string byId, DateTimeOffset at, string note, string? version, string? successor = null) => new()
    {
        ItemId = card.ItemId, CommunityId = card.CommunityId, UserId = byId, Deed = deed, Note = note, VersionId = version, SuccessorId = successor, AtUtc = at,
    };
}
