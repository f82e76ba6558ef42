using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Data;

namespace PracticeHub.Kernel.Taxonomies;

/// <summary>
/// What lines of ancestors, lists, counts and search keep of terms, set right after terms were moved or renamed: by statements over sets,
/// so that a topic of a hundred thousand items takes seconds, not hours. They belong into the transaction that changed the terms.
/// Where they join across, SQLite begins with what stands first; on its own it reads the whole taxonomy for each row.
/// </summary>
public static class TermTraces
{
    /// <summary>How many terms one statement is about.</summary>
    private const int MostTerms = 200;

    /// <summary>Cards and search keep copies of titles, because they are read a million times for each rename.</summary>
    public static async Task RenamedAsync(HubDb db, IReadOnlyCollection<string> terms, CancellationToken ct)
    {
        foreach (var batch in terms.Chunk(MostTerms))
        {
            var items = $"SELECT item_id FROM hub_item_term WHERE term_id IN ({Places(batch.Length)}) AND is_direct";
            var cards = $"""
                UPDATE hub_card SET topics = COALESCE((
                    SELECT string_agg(t.title, {"{0}"} ORDER BY t.title) FROM hub_item_term it JOIN hub_term t ON t.id = it.term_id
                     WHERE it.item_id = hub_card.item_id AND it.is_direct), '')
                 WHERE item_id IN ({items})
                """;
            await db.Database.ExecuteSqlRawAsync(cards, ["\n", .. batch], ct);
            var search = $"""
                UPDATE hub_search SET topic_words = COALESCE((
                    SELECT string_agg(t.words, {"{0}"}) FROM hub_item_term it JOIN hub_term t ON t.id = it.term_id
                     WHERE it.item_id = hub_search.item_id AND it.is_direct), '')
                 WHERE item_id IN ({items})
                """;
            await db.Database.ExecuteSqlRawAsync(search, [" ", .. batch], ct);
        }
    }

    /// <summary>Terms have other parents now: all below follows them, and items are about the ancestors that their terms have now and about no others.</summary>
    /// <exception cref="InvalidOperationException">Something would stand too deep.</exception>
    public static async Task MovedAsync(HubDb db, string taxonomyId, IReadOnlyCollection<string> terms, CancellationToken ct)
    {
        foreach (var batch in terms.Chunk(MostTerms))
        {
            await FollowAsync(db, taxonomyId, batch, ct);
        }

        // Not before all lines of ancestors are right: what one term leaves, another one may have come to.
        foreach (var batch in terms.Chunk(MostTerms))
        {
            await TagAsync(db, taxonomyId, batch, ct);
        }
    }

    private static async Task FollowAsync(HubDb db, string taxonomyId, string[] moved, CancellationToken ct)
    {
        var tree = $$"""
            WITH RECURSIVE tree(id, lineage) AS (
                SELECT t.id, COALESCE(p.lineage, '') || t.id || '/' FROM hub_term t LEFT JOIN hub_term p ON p.id = t.parent_id WHERE t.id IN ({{Places(moved.Length)}})
                UNION SELECT t.id, tree.lineage || t.id || '/' FROM tree CROSS JOIN hub_term t WHERE t.taxonomy_id = {0} AND t.parent_id = tree.id)
            """;
        object[] values = [taxonomyId, .. moved];
        var deep = $"{tree} SELECT id AS \"Value\" FROM tree WHERE length(lineage) - length(replace(lineage, '/', '')) > {Term.MostDeep}";
        if ((await db.Database.SqlQueryRaw<string>(deep, values).ToListAsync(ct)).Min() is { } id)
        {
            throw new InvalidOperationException($"The term {id} stands deeper than {Term.MostDeep} levels.");
        }

        var follow = $"{tree} UPDATE hub_term SET lineage = tree.lineage FROM tree WHERE tree.id = hub_term.id AND hub_term.lineage <> tree.lineage";
        await db.Database.ExecuteSqlRawAsync(follow, values, ct);
    }

    private static async Task TagAsync(HubDb db, string taxonomyId, string[] moved, CancellationToken ct)
    {
        var items = $"SELECT item_id FROM hub_item_term WHERE term_id IN ({Places(moved.Length)})";
        var left = $$"""
            FROM hub_item_term it JOIN hub_card c ON c.item_id = it.item_id
             WHERE NOT it.is_direct AND it.item_id IN ({{items}}) AND EXISTS (SELECT 1 FROM hub_term a WHERE a.id = it.term_id AND a.taxonomy_id = {0} AND NOT EXISTS (
                SELECT 1 FROM hub_item_term other CROSS JOIN hub_term t
                 WHERE t.id = other.term_id AND other.item_id = it.item_id AND other.is_direct AND t.lineage >= a.lineage AND t.lineage < a.lineage || '~'))
            """;
        var joined = $$"""
            FROM (SELECT DISTINCT it.item_id, it.kind, it.listed_utc, a.term_id FROM above a JOIN hub_item_term it ON it.term_id = a.moved_id WHERE a.term_id IS NOT NULL) it
              JOIN hub_card c ON c.item_id = it.item_id
             WHERE NOT EXISTS (SELECT 1 FROM hub_item_term had WHERE had.item_id = it.item_id AND had.term_id = it.term_id)
            """;
        var above = $"""
            WITH RECURSIVE above(moved_id, term_id) AS (
                SELECT id, parent_id FROM hub_term WHERE id IN ({Places(moved.Length)})
                UNION SELECT a.moved_id, t.parent_id FROM above a JOIN hub_term t ON t.id = a.term_id)
            """;
        string[] statements =
        [
            Count("", "-", left),
            $"DELETE FROM hub_item_term WHERE (item_id, term_id) IN (SELECT it.item_id, it.term_id {left})",
            Count(above, "", joined),
            $"{above} INSERT INTO hub_item_term (term_id, item_id, kind, listed_utc, is_direct) SELECT it.term_id, it.item_id, it.kind, it.listed_utc, FALSE {joined}",
        ];
        foreach (var statement in statements)
        {
            await db.Database.ExecuteSqlRawAsync(statement, [taxonomyId, .. moved], ct);
        }
    }

    /// <summary>Counts are added to and not made anew: meanwhile others count too.</summary>
    private static string Count(string with, string sign, string tags) => $"""
        {with} INSERT INTO hub_tally_change (reader_key, kind, community_id, term_id, items)
        SELECT c.reader_key, c.kind, COALESCE(c.community_id, ''), it.term_id, {sign}COUNT(*) {tags} AND c.state = 'Published'
         GROUP BY c.reader_key, c.kind, COALESCE(c.community_id, ''), it.term_id
        """;

    private static string Places(int terms) => string.Join(", ", Enumerable.Range(1, terms).Select(i => $"{{{i}}}"));
}
