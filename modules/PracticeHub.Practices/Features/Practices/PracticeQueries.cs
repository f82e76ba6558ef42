using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Taxonomies;

namespace PracticeHub.Practices.Features.Practices;

internal static class PracticeQueries
{
    private const int MostFacets = 15;

    extension(HubDb db)
    {
        public IQueryable<Card> PracticeAt(string slug, CurrentMember me)
        {
            var path = PracticeAddress.Of(slug);
            return db.Cards.VisibleTo(me).Where(c => c.Path == path && c.Kind == PracticePart.ContentType).AsNoTracking();
        }

        public IQueryable<Card> PracticesFor(CurrentMember me, PracticeFilter filter, DateTimeOffset now)
        {
            var all = filter.Topic is { Length: > 0 } topic ? db.CardsAbout(topic, PracticePart.ContentType) : db.Cards.OfKind(PracticePart.ContentType);
            var cards = all.VisibleTo(me).Since(me.Since(filter.Time, now));
            cards = filter.State is "mine" ? cards.WrittenBy(me.Id ?? "").Where(c => c.State != CardState.Published) : cards.Published;
            cards = string.IsNullOrEmpty(filter.Community) ? cards : cards.In(filter.Community);
            cards = filter.State switch
            {
                "verified" => cards.Where(c => c.VerifiedUntilUtc >= now),
                "due" => cards.Where(c => c.VerifiedUntilUtc < now),
                _ => cards,
            };
            return Enum.TryParse<PromotionLevel>(filter.Level, ignoreCase: true, out var level) ? cards.Where(c => c.Promotion == level) : cards;
        }

        /// <summary>Communities and topics with what the reader would find there, from the counts that every save keeps.</summary>
        public Task<List<PracticeFacet>> PracticeFacetsFor(CurrentMember me, PracticeFilter filter, CancellationToken ct)
        {
            var (community, topic) = (filter.Community ?? "", filter.Topic ?? "");
            var counts = db.Set<Tally>().VisibleTo(me).Where(t => t.Kind == PracticePart.ContentType && t.Items > 0);
            var topics = counts.Where(t => t.TermId != "" && (community == "" || t.CommunityId == community))
                .GroupBy(t => t.TermId, (id, rows) => new { id, count = rows.Sum(r => r.Items) })
                .Join(db.Terms, c => c.id, t => t.Id, (c, t) => new { Name = "topic", Key = c.id, t.Title, c.count })
                .OrderByDescending(f => f.count).ThenBy(f => f.Title).Take(MostFacets);
            var communities = counts.Where(t => t.CommunityId != "" && t.TermId == topic)
                .GroupBy(t => t.CommunityId, (id, rows) => new { id, count = rows.Sum(r => r.Items) })
                .Join(db.Set<Community>(), c => c.id, c => c.Id, (n, c) => new { Name = "community", Key = n.id, c.Title, n.count })
                .OrderByDescending(f => f.count).ThenBy(f => f.Title).Take(MostFacets);
            return topics.Concat(communities).Select(f => new PracticeFacet(f.Name, f.Key, f.Title, f.count)).ToListAsync(ct);
        }
    }
}
