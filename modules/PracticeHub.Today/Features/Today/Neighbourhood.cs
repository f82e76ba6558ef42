using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Taxonomies;

namespace PracticeHub.Today.Features.Today;

/// <summary>Something that waits for the reader, or somebody who can help them; the words are the page's.</summary>
internal sealed class Neighbour
{
    public const string Waits = "waits";
    public const string Leads = "leads";
    public const string Wrote = "wrote";

    public required string Source { get; init; }
    /// <summary>The item that waits, or the person.</summary>
    public required string Id { get; init; }
    public required string Href { get; init; }
    public required string Text { get; init; }
    public required string About { get; init; }
    /// <summary>When it is due; of a person since when they are here, because PostgreSQL wants the same type in every row.</summary>
    public required DateTimeOffset? At { get; init; }
    public required int Count { get; init; }
}

/// <summary>What stands beside the list, by one query: what waits for me, and who can help me.</summary>
public sealed class Neighbourhood(HubDb db, CurrentMember me)
{
    private const int MostWaits = 8;
    private const int MostPeople = 20;
    /// <summary>Among the newest items only, so that it takes no longer in a larger hub.</summary>
    private const int MostLookedAt = 200;

    internal Task<List<Neighbour>> ReadAsync(CancellationToken ct) => Waits().Concat(Leaders()).Concat(Writers()).ToListAsync(ct);

    private IQueryable<Neighbour> Waits()
    {
        var id = me.RequiredId;
        return db.Set<Wait>().Where(w => w.UserId == id).OrderBy(w => w.DueUtc == null).ThenBy(w => w.DueUtc).ThenByDescending(w => w.SinceUtc).Take(MostWaits)
            .Select(w => new Neighbour { Source = Neighbour.Waits, Id = w.ItemId, Href = w.Href, Text = w.Title, About = w.Reason, At = w.DueUtc, Count = 0 });
    }

    private IQueryable<Neighbour> Leaders()
    {
        var (id, mine) = (me.RequiredId, me.Memberships.Select(m => m.CommunityId).ToList());
        return db.Set<Membership>().Where(m => mine.Contains(m.CommunityId) && m.Role == CommunityRole.Leader && m.UserId != id)
            .Join(db.Users.Where(u => u.IsEnabled), m => m.UserId, u => u.Id, (m, user) => new { m.CommunityId, user })
            .Join(db.Set<Community>(), x => x.CommunityId, c => c.Id, (x, c) => new { x.user, c.Title })
            .OrderBy(x => x.user.DisplayName).ThenBy(x => x.Title).Take(MostPeople)
            .Select(x => new Neighbour { Source = Neighbour.Leads, Id = x.user.Id, Href = x.user.UserName!, Text = x.user.DisplayName, About = x.Title, At = x.user.JoinedUtc, Count = 0 });
    }

    /// <summary>Who wrote lately about the topics that I follow.</summary>
    private IQueryable<Neighbour> Writers()
    {
        var id = me.RequiredId;
        var topics = db.Follows.TargetsOf(id, FollowKind.Topic);
        return db.Cards.VisibleTo(me).Published.NewestFirst.Take(MostLookedAt)
            .Join(db.Set<ItemTerm>(), c => c.ItemId, t => t.ItemId, (c, t) => new { c.OwnerId, t.TermId })
            .Where(x => x.OwnerId != id)
            .GroupBy(x => x, (x, rows) => new { x.OwnerId, x.TermId, count = rows.Count() })
            // Asked of the groups and not of each tag, or PostgreSQL first reads all that was ever written about these topics.
            .Where(x => topics.Contains(x.TermId))
            .Join(db.Users.Where(u => u.IsEnabled), x => x.OwnerId, u => u.Id, (x, user) => new { user, x.TermId, x.count })
            .Join(db.Terms, x => x.TermId, t => t.Id, (x, t) => new { x.user, t.Title, x.count })
            .OrderByDescending(x => x.count).ThenBy(x => x.user.DisplayName).Take(MostPeople)
            .Select(x => new Neighbour { Source = Neighbour.Wrote, Id = x.user.Id, Href = x.user.UserName!, Text = x.user.DisplayName, About = x.Title, At = x.user.JoinedUtc, Count = x.count });
    }
}
