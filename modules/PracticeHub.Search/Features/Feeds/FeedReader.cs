using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Search.Features.Feeds;

/// <summary>An entry of a feed.</summary>
public sealed record FeedEntry(Card Card, string Html);

/// <summary>Reads the newest of what the reader may see, by one query.</summary>
public sealed class FeedReader(HubDb db, CurrentHub hub, CurrentMember me, TimeProvider clock)
{
    private const int Most = 40;
    private const int MostTopics = 8;

    public Task<List<FeedEntry>> ReadAsync(FeedFilter filter, CancellationToken ct)
    {
        var kinds = hub.Kinds.Where(k => k.IsContribution && Fits(k, filter.Kind)).Select(k => k.Type).ToList();
        var cards = db.Cards.VisibleTo(me).Published.Where(c => kinds.Contains(c.Kind));
        if (filter.Community is { Length: > 0 } community)
        {
            var path = $"communities/{community}";
            var ids = db.Set<Community>().Where(c => c.Id == community || c.Path == path).Select(c => c.Id);
            cards = cards.Where(c => ids.Contains(c.CommunityId));
        }

        foreach (var topic in (filter.Topic ?? []).Where(t => t.Length > 0).Distinct().Take(MostTopics))
        {
            cards = cards.Where(c => db.Set<ItemTerm>().Any(t => t.ItemId == c.ItemId && t.TermId == topic));
        }

        if (filter.Person?.ToLowerInvariant() is { Length: > 0 } person)
        {
            var ids = db.Users.Where(u => u.UserName == person).Select(u => u.Id);
            cards = cards.Where(c => ids.Contains(c.OwnerId));
        }

        return Standing(cards, filter).NewestFirst.Take(Most).AsNoTracking()
            .Join(db.Renderings, c => c.ItemId, r => r.ItemId, (card, rendering) => new { card, rendering.Html })
            .OrderByDescending(e => e.card.ListedUtc).ThenByDescending(e => e.card.ItemId)
            .Select(e => new FeedEntry(e.card, e.Html)).ToListAsync(ct);
    }

    private IQueryable<Card> Standing(IQueryable<Card> cards, FeedFilter filter)
    {
        var now = clock.GetUtcNow();
        cards = filter.State switch
        {
            "promoted" => cards.Where(c => c.Promotion != PromotionLevel.None),
            "verified" => cards.Where(c => c.VerifiedUntilUtc >= now),
            "due" => cards.Where(c => c.VerifiedUntilUtc < now),
            _ => cards,
        };
        cards = Enum.TryParse<PromotionLevel>(filter.Level, ignoreCase: true, out var level) ? cards.Where(c => c.Promotion == level) : cards;
        cards = Enum.TryParse<Audience>(filter.Audience, ignoreCase: true, out var audience) ? cards.Where(c => c.Audience == audience) : cards;
        return cards.Since(me.Since(filter.Time, now));
    }

    private static bool Fits(ContentKind kind, string? wanted) => string.IsNullOrEmpty(wanted)
        || string.Equals(wanted, kind.Type, StringComparison.OrdinalIgnoreCase) || string.Equals(wanted, kind.PathPrefix, StringComparison.OrdinalIgnoreCase);
}
