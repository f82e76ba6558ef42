using PracticeHub.Kernel.Content;

namespace PracticeHub.Kernel.Security;

/// <summary>
/// Visibility, decided in one place. Every card carries one reader key, the smallest group that may read the item; every
/// reader holds the keys of the groups they belong to; SQL compares the two (<see cref="Visibility"/>).
/// </summary>
public static class ReaderKeys
{
    /// <summary>Everyone who may read in this hub; visitors too, where the role Anonymous may view content.</summary>
    public const string Everyone = "*";

    /// <summary>Everyone who is signed in.</summary>
    public const string SignedIn = "+";

    public static string Owner(string userId) => "u:" + userId;

    public static string Members(string communityId) => "c:" + communityId;

    public static string Leaders(string communityId) => "l:" + communityId;

    /// <summary>Who may read a published item: those its author meant, or more, as far as leaders have promoted it.</summary>
    public static string Of(Audience audience, string ownerId, Community? community, PromotionLevel promotion) => audience switch
    {
        Audience.Everyone => Everyone,
        _ when promotion is PromotionLevel.Everyone => Everyone,
        _ when promotion is PromotionLevel.Communities => SignedIn,
        Audience.Community when community is { Openness: Openness.Open } => SignedIn,
        Audience.Community when community is not null => Members(community.Id),
        _ => Owner(ownerId),
    };

    /// <summary>Who may see that a community exists.</summary>
    public static string OfCommunity(Community community) =>
        community.Openness is Openness.Private ? Members(community.Id) : Everyone;
}
