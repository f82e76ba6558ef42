using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Taxonomies;

namespace PracticeHub.Kernel.Content;

/// <summary>
/// What read models were made from must still be so when they are saved, or an item would keep the readers of a community that
/// has closed meanwhile. The save first holds these rows: whoever changes them has been before, and is seen, or comes after,
/// and finds the item.
/// </summary>
public sealed class ProjectionGround(HubDb db, DatabaseEngine engine)
{
    private readonly SortedDictionary<string, string> _communities = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _terms = new(StringComparer.Ordinal);

    /// <summary>What the save itself changes is its own to answer for.</summary>
    internal void StandOn(Community? community, IEnumerable<Term> terms)
    {
        if (db.First(HoldAsync))
        {
            _communities.Clear();
            _terms.Clear();
        }

        if (community is not null && IsUnchanged(community))
        {
            _communities[community.Id] = $"{community.Openness}|{community.Title}";
        }

        foreach (var term in terms.Where(IsUnchanged))
        {
            _terms[term.Id] = $"{term.Lineage}|{term.Title}";
        }
    }

    private bool IsUnchanged(object row) => db.Entry(row).State is EntityState.Unchanged;

    private async Task HoldAsync(CancellationToken ct)
    {
        await HoldAsync("SELECT id AS \"Id\", openness || '|' || title AS \"Said\" FROM hub_community WHERE id IN", _communities, ct);
        await HoldAsync("SELECT id AS \"Id\", lineage || '|' || title AS \"Said\" FROM hub_term WHERE id IN", _terms, ct);
    }

    private async Task HoldAsync(string select, SortedDictionary<string, string> taken, CancellationToken ct)
    {
        if (taken.Count == 0)
        {
            return;
        }

        var places = string.Join(", ", Enumerable.Range(0, taken.Count).Select(i => $"{{{i}}}"));
        var sql = $"{select} ({places}) ORDER BY id {engine.ForShare}";
        var now = await db.Database.SqlQueryRaw<Row>(sql, [.. taken.Keys]).ToListAsync(ct);
        if (!now.Select(row => KeyValuePair.Create(row.Id, row.Said)).ToHashSet().SetEquals(taken))
        {
            throw new DbUpdateConcurrencyException("The community or a topic of the item has changed meanwhile.");
        }
    }

    private sealed record Row(string Id, string Said);
}
