using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Taxonomies.Features.Topics;

/// <summary>A topic in the tree, with how many stand right below it and how many items about it the reader may see.</summary>
public sealed record TopicRow(string Id, string? ParentId, string Title, int Position, int Below, int Items);

/// <summary>A topic and what is shown below it.</summary>
public sealed record TopicBranch(TopicRow Topic, ILookup<string?, TopicRow> All)
{
    public IEnumerable<TopicBranch> Below => All[Topic.Id].Select(topic => this with { Topic = topic });

    public bool HasMore => All[Topic.Id].Count() < Topic.Below;
}

/// <summary>Two levels of the tree by one query, which looks at no more of it than the page shows.</summary>
internal static class TopicTree
{
    public const int MostRoots = 500;
    private const int MostOfLevel = 300;
    private const int MostOfBranch = 25;

    /// <param name="above">The topic below which they stand; null for the upper levels.</param>
    public static async Task<ILookup<string?, TopicRow>> ReadAsync(HubDb db, CurrentMember me, string? above, CancellationToken ct)
    {
        var sql = Sql(above is null ? "IS NULL" : "= {1}", ReaderSql.Mine(me, 2));
        var rows = await db.Database.SqlQueryRaw<TopicRow>(sql, [TopicsPart.TaxonomyId, above ?? "", .. me.ReaderKeys]).ToListAsync(ct);
        return rows.OrderBy(t => t.Position).ThenBy(t => t.Title, StringComparer.CurrentCultureIgnoreCase).ToLookup(t => t.ParentId);
    }

    // A cross join, because SQLite then begins with the few above instead of reading all terms.
    private static string Sql(string above, string mine) => $$"""
        WITH firsts AS ({{Level($"FROM hub_term t WHERE t.taxonomy_id = {{0}} AND t.parent_id {above}", MostRoots)}}),
             seconds AS ({{Level("FROM firsts above CROSS JOIN hub_term t WHERE t.taxonomy_id = {0} AND t.parent_id = above.id AND t.position <= above.last", MostOfLevel)}})
        SELECT t.id, t.parent_id AS parentid, t.title, t.position,
               CAST((SELECT COUNT(*) FROM hub_term c WHERE c.taxonomy_id = {0} AND c.parent_id = t.id) AS integer) AS below,
               CAST((SELECT COALESCE(SUM(y.items), 0) FROM hub_tally y WHERE y.term_id = t.id AND {{mine}}) AS integer) AS items
          FROM (SELECT * FROM firsts UNION ALL SELECT * FROM seconds) t
        """;

    /// <summary>Topics with the place of the last one that is shown below each.</summary>
    private static string Level(string from, int most) => $$"""
        SELECT t.id, t.parent_id, t.title, t.position, COALESCE((
                   SELECT c.position FROM hub_term c WHERE c.taxonomy_id = {0} AND c.parent_id = t.id ORDER BY c.position LIMIT 1 OFFSET {{MostOfBranch - 1}}), 2147483647) AS last
          {{from}} ORDER BY t.position, t.title LIMIT {{most}}
        """;
}
