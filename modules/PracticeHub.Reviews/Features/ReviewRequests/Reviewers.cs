using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Reviews.Features.ReviewRequests;

/// <summary>Who may decide: the community's leaders of this day, but nobody who wrote the item.</summary>
public sealed class Reviewers(HubDb db)
{
    public async Task<IReadOnlyList<string>> OfAsync(string communityId, string itemId, DateTimeOffset now, CancellationToken ct)
    {
        var memberships = db.Set<Membership>();
        var leaders = await memberships.Where(m => m.CommunityId == communityId && m.Role == CommunityRole.Leader && (m.RoleUntilUtc == null || m.RoleUntilUtc > now))
            .Join(db.Users.Where(u => u.IsEnabled), m => m.UserId, u => u.Id, (m, u) => m.UserId).ToListAsync(ct);
        return [.. leaders.Except(await AuthorsAsync(itemId, ct))];
    }

    /// <summary>Everybody who wrote a version of it, and whose it is.</summary>
    public async Task<HashSet<string>> AuthorsAsync(string itemId, CancellationToken ct)
    {
        var authors = db.Versions.Where(v => v.ItemId == itemId).Select(v => v.AuthorId);
        var owner = db.Cards.Where(c => c.ItemId == itemId).Select(c => c.OwnerId);
        return [.. await authors.Union(owner).ToListAsync(ct)];
    }

    /// <summary>Who looks after leaders that do not answer: the community's coaches.</summary>
    public Task<List<string>> CoachesAsync(string communityId, CancellationToken ct)
    {
        var memberships = db.Set<Membership>();
        return memberships.Where(m => m.CommunityId == communityId && m.Role == CommunityRole.Coach).Select(m => m.UserId).ToListAsync(ct);
    }
}
