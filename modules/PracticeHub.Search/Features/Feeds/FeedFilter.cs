namespace PracticeHub.Search.Features.Feeds;

/// <summary>What a feed holds; all of it optional.</summary>
/// <param name="Kind">A content type or the first part of its addresses: Practice, practices.</param>
/// <param name="Community">Its id, or the last part of its address.</param>
/// <param name="Topic">The id of a term; what lies below it is in.</param>
/// <param name="Person">A user name.</param>
public sealed record FeedFilter(string? Kind, string? Community, string? Topic, string? Person);
