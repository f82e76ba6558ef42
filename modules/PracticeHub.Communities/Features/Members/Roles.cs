using PracticeHub.Kernel;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Communities.Features.Members;

/// <summary>Changing roles, removing people, leaving. Whoever calls it has checked that the actor may.</summary>
public static class Roles
{
    public static readonly Refusal NoMember = new("no-member", "This person is not a member here any more.");
    public static readonly Refusal LastLeader = new("last-leader", "Nobody else leads this community for good. Name another leader first.");

    extension(MembershipBook book)
    {
        /// <param name="until">The end of a deputy's time; null for everybody else.</param>
        public Task<Refusal?> WearAsync(string communityId, string userId, CommunityRole role, DateTimeOffset? until, string by, CancellationToken ct) =>
            book.InTurnAsync(communityId, async () =>
            {
                if (await book.FindAsync(communityId, userId, ct) is not { } membership)
                {
                    return NoMember;
                }

                var staysLeader = role is CommunityRole.Leader && until is null;
                if (IsLeader(membership) && !staysLeader && !await book.HasOtherLeaderAsync(communityId, userId, ct))
                {
                    return LastLeader;
                }

                membership.Wear(role, role is CommunityRole.Leader ? until : null);
                book.Record("membership.role-changed", by, communityId, new() { ["userId"] = userId, ["role"] = role.ToString() });
                book.TellLeaders(communityId);
                return null;
            }, ct);

        /// <summary>What the person wrote stays where it is.</summary>
        public Task<Refusal?> EndAsync(HubDb db, string communityId, string userId, string by, CancellationToken ct) => book.InTurnAsync(communityId, async () =>
        {
            if (await book.FindAsync(communityId, userId, ct) is not { } membership)
            {
                return NoMember;
            }

            if (IsLeader(membership) && !await book.HasOtherLeaderAsync(communityId, userId, ct))
            {
                return LastLeader;
            }

            db.Remove(membership);
            book.Record("membership.left", by, communityId, new() { ["userId"] = userId });
            book.TellLeaders(communityId);
            return null;
        }, ct);

        /// <summary>Leaves, and makes somebody else a leader in the same moment.</summary>
        public Task<Refusal?> HandOverAsync(HubDb db, string communityId, string userId, string heirId, CancellationToken ct) => book.InTurnAsync(communityId, async () =>
            heirId == userId ? LastLeader
                : await book.FindAsync(communityId, userId, ct) is null ? NoMember
                : await book.WearAsync(communityId, heirId, CommunityRole.Leader, null, userId, ct)
                    ?? await book.EndAsync(db, communityId, userId, userId, ct), ct);
    }

    private static bool IsLeader(Membership membership) => membership is { Role: CommunityRole.Leader, RoleUntilUtc: null };
}
