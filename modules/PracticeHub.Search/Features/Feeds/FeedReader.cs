using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Search.Features.Feeds;

/// <summary>An entry of a feed.</summary>
public sealed record FeedEntry(Card Card, string Html);

/// <summary>Reads the newest of what the reader may see, by one query.</summary>
public sealed class FeedReader(HubDb db, CurrentHub hub, CurrentMember me)
{
    private const int Most = 40;

    public Task<List<FeedEntry>> ReadAsync(FeedFilter filter, CancellationToken ct)
    {
        var kinds = hub.All<ContentKind>().Where(k => k.IsContribution && Fits(k, filter.Kind)).Select(k => k.Type).ToList();
        var cards = db.Cards.VisibleTo(me).Published.Where(c => kinds.Contains(c.Kind));
        if (filter.Community is { Length: > 0 } community)
        {
            var path = $"communities/{community}";
            var ids = db.Set<Community>().Where(c => c.Id == community || c.Path == path).Select(c => c.Id);
            cards = cards.Where(c => ids.Contains(c.CommunityId));
        }

        if (filter.Topic is { Length: > 0 } topic)
        {
            cards = cards.Where(c => db.Set<ItemTerm>().Any(t => t.ItemId == c.ItemId && t.TermId == topic));
        }

        if (filter.Person is { Length: > 0 } person)
        {
            var ids = db.Users.Where(u => u.UserName == person).Select(u => u.Id);
            cards = cards.Where(c => ids.Contains(c.OwnerId));
        }

        return cards.NewestFirst.Take(Most).AsNoTracking()
            .Join(db.Renderings, c => c.ItemId, r => r.ItemId, (card, rendering) => new { card, rendering.Html })
            .OrderByDescending(e => e.card.ListedUtc).ThenByDescending(e => e.card.ItemId)
            .Select(e => new FeedEntry(e.card, e.Html)).ToListAsync(ct);
    }

    private static bool Fits(ContentKind kind, string? wanted) => string.IsNullOrEmpty(wanted)
        || string.Equals(wanted, kind.Type, StringComparison.OrdinalIgnoreCase) || string.Equals(wanted, kind.PathPrefix, StringComparison.OrdinalIgnoreCase);
}
