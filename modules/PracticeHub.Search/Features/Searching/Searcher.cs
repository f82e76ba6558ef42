using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Search;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Search.Features.Searching;

/// <summary>Answers a search by two queries: one finds and counts, one reads what the page shows.</summary>
public sealed class Searcher(HubDb db, DatabaseEngine engine, CurrentHub hub, CurrentMember me, TimeProvider clock)
{
    private const string CommunityKind = "Community";
    private const int MostCounted = 300;
    private const int MostNamed = 4;
    private const int MostFacets = 12;

    public async Task<SearchResults> FindAsync(SearchFilter filter, CancellationToken ct)
    {
        var query = SearchQuery.Parse(filter.Q);
        if (query.IsEmpty)
        {
            return SearchResults.None;
        }

        var rows = await Matches(query, me.Since(filter.Time, clock.GetUtcNow())).Concat(People(query, MostNamed)).Concat(Communities(query, MostNamed)).ToListAsync(ct);
        var items = rows.Where(r => r.Source == Found.Item).ToList();
        var chosen = items.Where(r => r.Passes(filter)).OrderBy(r => r.Rank).ThenByDescending(r => r.Key, StringComparer.Ordinal).ToList();
        var first = Math.Clamp((filter.Page ?? 1) - 1, 0, MostCounted / SearchResults.Size) * SearchResults.Size;
        var shown = chosen.Skip(first).Take(SearchResults.Size).Select(r => r.Key).ToList();
        return new(
            await ReadAsync(shown, query, ct), chosen.Count, items.Count >= MostCounted,
            Facets(items.Where(r => r.Passes(filter with { Type = null })), r => [(r.Kind, r.Kind)]),
            Facets(items.Where(r => r.Passes(filter with { Community = null })), r => r.CommunityId is { } id ? [(id, r.Title)] : []),
            Facets(items.Where(r => r.Passes(filter with { Topic = null })), r => r.Topics.Select(t => (t, t))),
            [.. rows.Where(r => r.Source == Found.Person).Select(r => new NamedPlace($"/people/{r.Key}", r.Title, r.Text))],
            [.. rows.Where(r => r.Source == Found.Community).Select(r => new NamedPlace($"/{r.Key}", r.Title, r.Text))]);
    }

    /// <summary>The few best while somebody is typing: communities and people by name, then items.</summary>
    public async Task<IReadOnlyList<Suggestion>> SuggestAsync(string? text, CancellationToken ct)
    {
        const int most = 6;
        var query = SearchQuery.Parse(text);
        if (query.IsEmpty)
        {
            return [];
        }

        var items = Hits(query, MostCounted).OrderBy(f => f.Rank).ThenByDescending(f => f.Card.ItemId).Take(most)
            .Select(f => new Found { Source = Found.Item, Key = f.Card.Path, Rank = f.Rank, Kind = f.Card.Kind, CommunityId = null, Title = f.Card.Title, Text = f.Card.OwnerName });
        var rows = await items.Concat(People(query, 2)).Concat(Communities(query, 2)).ToListAsync(ct);
        return [.. rows.OrderBy(r => r.Source == Found.Item).ThenBy(r => r.Rank).Take(most + 2).Select(AsSuggestion)];
    }

    private static Suggestion AsSuggestion(Found row) =>
        new(row.Source == Found.Person ? $"/people/{row.Key}" : $"/{row.Key}", row.Title, row.Source == Found.Person ? "" : row.Kind, row.Text);

    private IQueryable<Found> Matches(SearchQuery query, DateTimeOffset? since) => Hits(query, MostCounted, since)
        .Select(f => new Found { Source = Found.Item, Key = f.Card.ItemId, Rank = f.Rank, Kind = f.Card.Kind, CommunityId = f.Card.CommunityId, Title = f.Card.CommunityTitle, Text = f.Card.Topics });

    /// <summary>The matches that this reader may see; what is hidden is neither found nor counted.</summary>
    private IQueryable<RankedCard> Hits(SearchQuery query, int limit, DateTimeOffset? since = null)
    {
        var kinds = hub.Kinds.Where(k => k.IsContribution).Select(k => k.Type).ToList();
        return engine.Search(db, query, me, limit).Join(
            db.Cards.VisibleTo(me).Since(since).Where(c => kinds.Contains(c.Kind)), h => h.ItemId, c => c.ItemId, (h, card) => new RankedCard { Rank = h.Rank, Card = card });
    }

    /// <summary>People, for members only: a visitor has no business with the list of names.</summary>
    private IQueryable<Found> People(SearchQuery query, int most)
    {
        var isMember = me.IsSignedIn;
        var people = db.Users.Where(u => isMember && u.IsEnabled);
        foreach (var word in query.Wanted)
        {
            // Databases fold case differently; a name begins with a capital, and a user name has neither capitals nor accents.
            var capital = char.ToUpperInvariant(word[0]) + word[1..];
            people = people.Where(u => u.DisplayName.Contains(capital) || u.DisplayName.Contains(word) || u.UserName!.Contains(word));
        }

        return people.OrderBy(u => u.DisplayName).Take(most).Select(u => new Found { Source = Found.Person, Key = u.UserName!, Rank = 0.0, Kind = "", CommunityId = null, Title = u.DisplayName, Text = u.JobTitle });
    }

    private IQueryable<Found> Communities(SearchQuery query, int most)
    {
        var communities = db.Cards.VisibleTo(me).Published.OfKind(CommunityKind)
            .Join(db.SearchEntries, c => c.ItemId, e => e.ItemId, (card, entry) => new { card, entry.TitleWords });
        foreach (var word in query.Wanted)
        {
            communities = communities.Where(c => c.TitleWords.Contains(word));
        }

        return communities.OrderBy(c => c.card.Title).Take(most)
            .Select(c => new Found { Source = Found.Community, Key = c.card.Path, Rank = 0.0, Kind = c.card.Kind, CommunityId = null, Title = c.card.Title, Text = c.card.Summary });
    }

    private async Task<IReadOnlyList<SearchResult>> ReadAsync(List<string> ids, SearchQuery query, CancellationToken ct)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        var rows = await db.Cards.VisibleTo(me).Where(c => ids.Contains(c.ItemId)).AsNoTracking()
            .Join(db.SearchEntries, c => c.ItemId, e => e.ItemId, (card, entry) => new { card, entry.Body }).ToDictionaryAsync(r => r.card.ItemId, ct);
        return [.. ids.Where(rows.ContainsKey).Select(id => new SearchResult(rows[id].card, SearchSnippet.Of(rows[id].Body, query)))];
    }

    private static List<SearchFacet> Facets(IEnumerable<Found> items, Func<Found, IEnumerable<(string Key, string Title)>> of) =>
        [.. items.SelectMany(of).GroupBy(f => f.Key).Select(g => new SearchFacet(g.Key, g.First().Title, g.Count()))
            .OrderByDescending(f => f.Count).ThenBy(f => f.Title, StringComparer.CurrentCulture).Take(MostFacets)];

    private sealed class RankedCard
    {
        public required double Rank { get; init; }
        public required Card Card { get; init; }
    }
}
