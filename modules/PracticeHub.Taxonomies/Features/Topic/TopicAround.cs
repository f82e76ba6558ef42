using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Taxonomies.Features.Topic;

/// <summary>A link to a topic, with how many items about it the reader may see.</summary>
public sealed record TopicLink(string Id, string Title, int Items);

/// <summary>A row of what stands around a topic.</summary>
internal sealed record TopicAroundRow(string Source, string Id, string Title, string? Text, int Position, int Items);

/// <summary>A topic, what is above and below it, and how much of each kind is about it: one query.</summary>
internal sealed record TopicAround(ILookup<string, TopicAroundRow> Rows)
{
    private const int MostBelow = 100;

    public static readonly TopicAround Nothing = new(Array.Empty<TopicAroundRow>().ToLookup(r => r.Source));

    public TopicAroundRow? Self => Rows["self"].FirstOrDefault();

    public IReadOnlyList<TopicLink> Above => [.. Rows["above"].OrderBy(r => r.Position).Select(AsLink)];

    public IReadOnlyList<TopicLink> Below => [.. Rows["below"].Take(MostBelow).OrderBy(r => r.Position).ThenBy(r => r.Title, StringComparer.CurrentCultureIgnoreCase).Select(AsLink)];

    /// <summary>The topic after which the next page of those below begins; null on the last one.</summary>
    public string? NextBelow => Rows["below"].Count() > MostBelow ? Rows["below"].ElementAt(MostBelow - 1).Id : null;

    public int CountOf(string kind) => Rows["kind"].Where(r => r.Id == kind).Sum(r => r.Items);

    /// <param name="after">The topic below it that the page before ended with; empty for the first page.</param>
    public static async Task<TopicAround> ReadAsync(HubDb db, CurrentMember me, string id, string after, CancellationToken ct)
    {
        var sql = Sql.Replace("@mine", ReaderSql.Mine(me, 2), StringComparison.Ordinal);
        var rows = await db.Database.SqlQueryRaw<TopicAroundRow>(sql, [id, after, .. me.ReaderKeys]).ToListAsync(ct);
        return new(rows.ToLookup(r => r.Source));
    }

    private static TopicLink AsLink(TopicAroundRow row) => new(row.Id, row.Title, row.Items);

    private static readonly string Sql = $$"""
        WITH RECURSIVE above(id, parent_id, title, steps) AS (
            SELECT p.id, p.parent_id, p.title, 1 FROM hub_term t JOIN hub_term p ON p.id = t.parent_id WHERE t.id = {0}
            UNION ALL
            SELECT p.id, p.parent_id, p.title, a.steps + 1 FROM above a JOIN hub_term p ON p.id = a.parent_id)
        SELECT 'self' AS source, id, title, document AS text, 0 AS position, 0 AS items FROM hub_term WHERE id = {0}
        UNION ALL
        SELECT 'above', id, title, NULL, -steps, 0 FROM above
        UNION ALL
        SELECT 'below', t.id, t.title, NULL, t.position,
               CAST((SELECT COALESCE(SUM(y.items), 0) FROM hub_tally y WHERE y.term_id = t.id AND @mine) AS integer)
          FROM (SELECT b.id, b.title, b.position FROM hub_term b
                 WHERE b.taxonomy_id = (SELECT taxonomy_id FROM hub_term WHERE id = {0}) AND b.parent_id = {0}
                   AND ({1} = '' OR (b.position, b.title, b.id) > (SELECT position, title, id FROM hub_term WHERE id = {1}))
                 ORDER BY b.position, b.title, b.id LIMIT {{MostBelow + 1}}) t
        UNION ALL
        SELECT 'kind', y.kind, '', NULL, 0, CAST(SUM(y.items) AS integer) FROM hub_tally y WHERE y.term_id = {0} AND @mine GROUP BY y.kind
        """;
}
