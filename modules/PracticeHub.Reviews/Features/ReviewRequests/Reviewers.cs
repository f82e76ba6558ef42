using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Reviews.Features.ReviewRequests;

/// <summary>Somebody who may decide on an item.</summary>
/// <param name="StandsInForId">The leader who is away and named them.</param>
/// <param name="Load">How many reviews are their turn already.</param>
/// <param name="LastUtc">When they were last asked.</param>
public sealed record Reviewer(string UserId, string Name, string TimeZone, bool IsAway, string? StandsInForId, int Load, DateTimeOffset? LastUtc);

/// <summary>Who may decide: the community's leaders of this day and the deputies of those who are away, but nobody who wrote the item.</summary>
public sealed class Reviewers(HubDb db)
{
    /// <summary>Whose turn it should be comes first: who is here and has the least to do, and of those who was asked longest ago.</summary>
    public async Task<IReadOnlyList<Reviewer>> AllAsync(string communityId, string itemId, DateTimeOffset now, CancellationToken ct)
    {
        var (turns, leading) = (db.ReviewTurns, db.Memberships.In(communityId).Leading(now));
        var people = await (from member in db.Memberships.In(communityId)
                            join user in db.Users on member.UserId equals user.Id
                            where user.IsEnabled
                            let leads = leading.Any(l => l.UserId == user.Id)
                            where leads || db.Users.Any(away => away.DeputyId == user.Id && away.AwayFromUtc <= now && away.AwayUntilUtc > now && leading.Any(l => l.UserId == away.Id))
                            select new
                            {
                                user.Id, user.DisplayName, user.TimeZone, user.DeputyId, leads,
                                isAway = user.AwayFromUtc <= now && user.AwayUntilUtc > now,
                                load = turns.Count(t => t.UserId == user.Id && t.EndedUtc == null),
                                last = turns.Where(t => t.UserId == user.Id).Max(t => (DateTimeOffset?)t.SinceUtc),
                            }).ToListAsync(ct);
        var authors = await AuthorsAsync(itemId, ct);
        return [.. from person in people
                   where !authors.Contains(person.Id)
                   let absent = person.leads ? null : people.Find(p => p.leads && p.isAway && p.DeputyId == person.Id)?.Id
                   where person.leads || absent is not null
                   orderby person.isAway, person.load, person.last ?? DateTimeOffset.MinValue, person.Id
                   select new Reviewer(person.Id, person.DisplayName, person.TimeZone, person.isAway, absent, person.load, person.last)];
    }

    /// <summary>Everybody who wrote a version of it, and whose it is.</summary>
    public async Task<HashSet<string>> AuthorsAsync(string itemId, CancellationToken ct)
    {
        var authors = db.Versions.Where(v => v.ItemId == itemId).Select(v => v.AuthorId);
        var owner = db.Cards.Where(c => c.ItemId == itemId).Select(c => c.OwnerId);
        return [.. await authors.Union(owner).ToListAsync(ct)];
    }

    /// <summary>Who looks after leaders that do not answer: the community's coaches.</summary>
    public Task<List<string>> CoachesAsync(string communityId, CancellationToken ct) =>
        db.Memberships.In(communityId).Where(m => m.Role == CommunityRole.Coach).Select(m => m.UserId).ToListAsync(ct);

    /// <summary>Who holds a role of the hub, as learning advisors do.</summary>
    public Task<List<string>> HoldersAsync(string role, CancellationToken ct)
    {
        var (roles, held) = (db.Roles, db.UserRoles);
        return (from user in db.Users
                where user.IsEnabled && held.Any(h => h.UserId == user.Id && roles.Any(r => r.Id == h.RoleId && r.Name == role))
                orderby user.Id
                select user.Id).ToListAsync(ct);
    }
}
