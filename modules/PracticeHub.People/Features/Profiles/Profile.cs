using PracticeHub.Kernel.Security;

namespace PracticeHub.People.Features.Profiles;

/// <summary>A topic that a person knows.</summary>
/// <param name="Items">How many of their items are about it, where it is shown by what they wrote.</param>
public sealed record KnownTopic(string Id, string Title, long Items);

/// <summary>A community of a person that the reader may know of.</summary>
public sealed record SharedCommunity(string Title, string Path, CommunityRole Role);

/// <summary>A person as one reader sees them.</summary>
public sealed record Profile(string Id, string UserName, string DisplayName, string JobTitle, string Place, string About, string TimeZone)
{
    public IReadOnlyList<KnownTopic> Claimed { get; init; } = [];
    public IReadOnlyList<KnownTopic> Shown { get; init; } = [];
    public IReadOnlyList<OfferedRole> Offers { get; init; } = [];
    public IReadOnlyList<SharedCommunity> Communities { get; init; } = [];

    /// <summary>The time where they are; null where the hub does not know it.</summary>
    public DateTimeOffset? TimeThere(DateTimeOffset now) =>
        TimeZone.Length > 0 && TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out var zone) ? TimeZoneInfo.ConvertTime(now, zone) : null;

    /// <summary>English; the localizer's key.</summary>
    public static string Words(OfferedRole role) => role is OfferedRole.RoleModel ? "Role model" : role.ToString();
}
