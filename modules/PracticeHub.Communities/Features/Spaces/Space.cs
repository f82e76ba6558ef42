using PracticeHub.Communities.Features.Communities;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Communities.Features.Spaces;

/// <summary>Somebody who leads a community; a deputy's time has an end.</summary>
public sealed record LeaderInfo(string UserName, string DisplayName, DateTimeOffset? Until);

/// <summary>A topic with the number of items that the reader may see.</summary>
public sealed record TopicCount(string Id, string Title, long Items);

/// <summary>Something that waits for the reader in this community.</summary>
public sealed record WaitInfo(string Reason, string Title, string Href, DateTimeOffset SinceUtc);

/// <summary>An item in a short list.</summary>
public sealed record ItemInfo(string Id, string Title, string Path);

/// <summary>What the reader asked of this community, or was asked by it.</summary>
public sealed record StandingRequest(string Words, string Answer, bool IsInvitation, DateTimeOffset? DeclinedUtc)
{
    public bool IsPending => DeclinedUtc is null;
}

/// <summary>A community as the head and the side of its pages show it to one reader.</summary>
public sealed record Space(Community Community, CommunityPart Part, IReadOnlyList<string> TermIds, string VersionId)
{
    public string Id => Community.Id;
    public string Title => Community.Title;
    public string Href => "/" + Community.Path;
    public IReadOnlyList<LeaderInfo> Leaders { get; init; } = [];
    public IReadOnlyDictionary<string, long> KindCounts { get; init; } = new Dictionary<string, long>();
    public IReadOnlyList<TopicCount> Topics { get; init; } = [];
    public IReadOnlyList<WaitInfo> Waits { get; init; } = [];
    public IReadOnlyList<ItemInfo> Promoted { get; init; } = [];
    public StandingRequest? Request { get; init; }
    public long Members { get; init; }
    /// <summary>How many ask to join; for leaders.</summary>
    public long Asking { get; init; }
    /// <summary>The title of the topic that the list is filtered by.</summary>
    public string? TopicTitle { get; init; }
    /// <summary>The type whose items the page lists, empty for all; or one of the other tabs, or none.</summary>
    public string? Tab { get; init; }

    public const string PeopleTab = "/people";
    public const string AboutTab = "/about";

    /// <summary>For the panels that other features add to its settings.</summary>
    public Card Card => new() { ItemId = Id, Kind = CommunityProjection.ContentType, Title = Title, Path = Community.Path, CommunityId = Id, OwnerId = Id, ReaderKey = ReaderKeys.OfCommunity(Community) };

    /// <summary>The address as a Location header can carry it.</summary>
    public string Location => "/" + string.Join('/', Community.Path.Split('/').Select(Uri.EscapeDataString));
}

/// <summary>What the page lists, from its address.</summary>
/// <param name="Kind">A content type, or null for everything.</param>
public sealed record SpaceFilter(ContentKind? Kind = null, string? Topic = null);
