namespace PracticeHub.Search.Features.Feeds;

/// <summary>What a feed holds; all of it optional, and each as in the address of the list.</summary>
/// <param name="Kind">A content type or the first part of its addresses: Practice, practices.</param>
/// <param name="Community">Its id, or the last part of its address.</param>
/// <param name="Topic">The ids of terms, all of which an item must carry; what lies below one is in.</param>
/// <param name="Person">A user name.</param>
/// <param name="State">promoted, verified or due; what is not published is in no feed.</param>
/// <param name="Level">A level of promotion.</param>
/// <param name="Audience">For whom it was written.</param>
/// <param name="Time">How far back: <see cref="Kernel.Content.ListTime"/>.</param>
public sealed record FeedFilter(
    string? Kind, string? Community, string[]? Topic, string? Person, string? State, string? Level, string? Audience, string? Time);
