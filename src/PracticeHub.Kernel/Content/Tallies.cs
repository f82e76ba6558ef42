using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Data;

namespace PracticeHub.Kernel.Content;

/// <summary>Keeps the counts of facets: what changes in one save is added up and written once, in the save's transaction.</summary>
public sealed class Tallies(HubDb db)
{
    private const int RowsPerStatement = 100;

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
        // Not queued: what is still here belongs to a save that failed.
        if (!_isHeld && db.ThenOnce(WriteAsync))
        {
            _changes.Clear();
        }

        foreach (var term in termIds.Append(""))
        {
            var key = (card.ReaderKey, card.Kind, card.CommunityId ?? "", term);
            _changes[key] = _changes.GetValueOrDefault(key) + by;
        }
    }

    internal async Task WriteAsync(CancellationToken ct)
    {
        // Always in the same order, on every node and in every language, so that two writers never wait for each other.
        var changes = _changes.Where(c => c.Value != 0)
            .OrderBy(c => string.Join('\n', c.Key.Reader, c.Key.Kind, c.Key.Community, c.Key.Term), StringComparer.Ordinal).ToList();
        _changes.Clear();
        foreach (var rows in changes.Chunk(RowsPerStatement))
        {
            var values = rows.SelectMany(c => new object[] { c.Key.Reader, c.Key.Kind, c.Key.Community, c.Key.Term, c.Value });
            await db.Database.ExecuteSqlRawAsync(Changed(rows.Length), values, ct);
        }
    }

    private static string Changed(int rows)
    {
        var places = Enumerable.Range(0, rows).Select(i => i * 5).Select(i => $"({{{i}}}, {{{i + 1}}}, {{{i + 2}}}, {{{i + 3}}}, {{{i + 4}}})");
        return $"INSERT INTO hub_tally_change (reader_key, kind, community_id, term_id, items) VALUES {string.Join(", ", places)}";
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
