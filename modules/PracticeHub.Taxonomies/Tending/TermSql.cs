using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Taxonomies;

namespace PracticeHub.Taxonomies;

/// <summary>The statements behind a rename and a move: set-based, so that a topic of a hundred thousand items takes seconds, not hours.</summary>
internal static class TermSql
{
    /// <summary>Cards and search keep copies of topic titles, because they are read a million times for each rename.</summary>
    public static async Task CopyTitlesAsync(HubDb db, string termId, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"""
            UPDATE hub_card SET topics = COALESCE((
                SELECT string_agg(t.title, {"\n"} ORDER BY t.title) FROM hub_item_term it JOIN hub_term t ON t.id = it.term_id
                 WHERE it.item_id = hub_card.item_id AND it.is_direct), '')
             WHERE item_id IN (SELECT item_id FROM hub_item_term WHERE term_id = {termId} AND is_direct)
            """, ct);
        await db.Database.ExecuteSqlAsync($"""
            UPDATE hub_search SET topic_words = COALESCE((
                SELECT string_agg(t.words, ' ') FROM hub_item_term it JOIN hub_term t ON t.id = it.term_id
                 WHERE it.item_id = hub_search.item_id AND it.is_direct), '')
             WHERE item_id IN (SELECT item_id FROM hub_item_term WHERE term_id = {termId} AND is_direct)
            """, ct);
    }

    public static async Task MoveAsync(HubDb db, Term term, Term? parent, CancellationToken ct)
    {
        var before = AncestorsOf(term.Lineage, term.Id);
        var after = parent is null ? [] : AncestorsOf(parent.Lineage, null);
        await MoveLineageAsync(db, term, parent, ct);
        foreach (var left in before.Except(after))
        {
            await LeaveAsync(db, term.Id, left, ct);
        }

        foreach (var joined in after.Except(before))
        {
            await JoinAsync(db, term.Id, joined, ct);
        }

        foreach (var changed in before.Except(after).Concat(after.Except(before)).Order(StringComparer.Ordinal))
        {
            await CountAsync(db, changed, ct);
        }
    }

    private static List<string> AncestorsOf(string lineage, string? except) =>
        [.. lineage.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(id => id != except)];

    private static async Task MoveLineageAsync(HubDb db, Term term, Term? parent, CancellationToken ct)
    {
        var lineage = $"{parent?.Lineage}{term.Id}/";
        var (first, last, rest) = (term.Lineage, term.Lineage + "~", term.Lineage.Length + 1);
        await db.Database.ExecuteSqlAsync($"UPDATE hub_term SET parent_id = {parent?.Id} WHERE id = {term.Id}", ct);
        await db.Database.ExecuteSqlAsync(
            $"UPDATE hub_term SET lineage = {lineage} || substr(lineage, {rest}) WHERE lineage >= {first} AND lineage < {last}", ct);
    }

    /// <summary>Items of the moved topic are no longer about an ancestor that it left, unless another topic of theirs still stands below that.</summary>
    private static Task LeaveAsync(HubDb db, string movedId, string ancestorId, CancellationToken ct) => db.Database.ExecuteSqlAsync($"""
        DELETE FROM hub_item_term
         WHERE term_id = {ancestorId} AND NOT is_direct
           AND item_id IN (SELECT item_id FROM hub_item_term WHERE term_id = {movedId})
           AND NOT EXISTS (
               SELECT 1 FROM hub_item_term other JOIN hub_term t ON t.id = other.term_id JOIN hub_term a ON a.id = {ancestorId}
                WHERE other.item_id = hub_item_term.item_id AND other.is_direct AND t.lineage >= a.lineage AND t.lineage < a.lineage || '~')
        """, ct);

    private static Task JoinAsync(HubDb db, string movedId, string ancestorId, CancellationToken ct)
    {
        var isDirect = false;
        return db.Database.ExecuteSqlAsync($"""
            INSERT INTO hub_item_term (term_id, item_id, kind, listed_utc, is_direct)
            SELECT {ancestorId}, item_id, kind, listed_utc, {isDirect} FROM hub_item_term WHERE term_id = {movedId}
            ON CONFLICT (item_id, term_id) DO NOTHING
            """, ct);
    }

    private static async Task CountAsync(HubDb db, string termId, CancellationToken ct)
    {
        await db.CountNowAsync(ct);
        await db.Database.ExecuteSqlAsync($"DELETE FROM hub_tally WHERE term_id = {termId}", ct);
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO hub_tally (reader_key, kind, community_id, term_id, items)
            SELECT c.reader_key, c.kind, COALESCE(c.community_id, ''), it.term_id, COUNT(*)
              FROM hub_item_term it JOIN hub_card c ON c.item_id = it.item_id
             WHERE it.term_id = {termId} AND c.state = 'Published'
             GROUP BY c.reader_key, c.kind, COALESCE(c.community_id, ''), it.term_id
            """, ct);
    }
}
