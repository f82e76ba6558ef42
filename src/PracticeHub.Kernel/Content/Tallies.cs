using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Data;

namespace PracticeHub.Kernel.Content;

/// <summary>Keeps the counts of facets: what changes in one save is added up and written once, in the save's transaction.</summary>
public sealed class Tallies(HubDb db)
{
    private readonly Dictionary<(string Reader, string Kind, string Community, string Term), int> _changes = [];
    private bool _isHeld;

    /// <summary>Until the answer is disposed, changes are added up over several saves; <see cref="WriteAsync"/> then writes them.</summary>
    internal IDisposable Hold()
    {
        _isHeld = true;
        return new Held(this);
    }

    public void Take(Card card, IEnumerable<ItemTerm> tags) => Change(card, tags.Select(t => t.TermId), -1);

    public void Put(Card card, IEnumerable<string> termIds) => Change(card, termIds, +1);

    private void Change(Card card, IEnumerable<string> termIds, int by)
    {
        if (_changes.Count == 0 && !_isHeld)
        {
            db.Then(WriteAsync);
        }

        foreach (var term in termIds.Append(""))
        {
            var key = (card.ReaderKey, card.Kind, card.CommunityId ?? "", term);
            _changes[key] = _changes.GetValueOrDefault(key) + by;
        }
    }

    internal async Task WriteAsync(CancellationToken ct)
    {
        // Always in the same order, so that two writers never wait for each other.
        var changes = _changes.Where(c => c.Value != 0).OrderBy(c => c.Key).ToList();
        _changes.Clear();
        foreach (var ((reader, kind, community, term), by) in changes)
        {
            await db.Database.ExecuteSqlAsync($"""
                INSERT INTO hub_tally (reader_key, kind, community_id, term_id, items) VALUES ({reader}, {kind}, {community}, {term}, {by})
                ON CONFLICT (reader_key, kind, community_id, term_id) DO UPDATE SET items = hub_tally.items + excluded.items
                """, ct);
        }
    }

    private sealed class Held(Tallies tallies) : IDisposable
    {
        public void Dispose()
        {
            tallies._isHeld = false;
            tallies._changes.Clear();
        }
    }
}
