using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Data;

namespace PracticeHub.Kernel.Security;

/// <summary>Communities and who belongs to them, as access knows them.</summary>
public static class CommunityQueries
{
    extension(HubDb db)
    {
        public DbSet<Community> Communities => db.Set<Community>();

        public DbSet<Membership> Memberships => db.Set<Membership>();
    }

    extension(IQueryable<Community> communities)
    {
        /// <summary>A private community is there for its members only; see <see cref="ReaderKeys.OfCommunity"/>.</summary>
        public IQueryable<Community> VisibleTo(CurrentMember me)
        {
            var reads = me.ReaderKeys.Contains(ReaderKeys.Everyone);
            var mine = me.Memberships.Select(m => m.CommunityId).ToList();
            return me.SeesAll ? communities : communities.Where(c => (reads && c.Openness != Openness.Private) || mine.Contains(c.Id));
        }
    }

    extension(IQueryable<Membership> memberships)
    {
        public IQueryable<Membership> In(string communityId) => memberships.Where(m => m.CommunityId == communityId);

        /// <summary>Leaders, and deputies whose time is not over.</summary>
        public IQueryable<Membership> Leading(DateTimeOffset now) =>
            memberships.Where(m => m.Role == CommunityRole.Leader && (m.RoleUntilUtc == null || m.RoleUntilUtc > now));
    }
}
