using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Search;

namespace PracticeHub.Data.Sqlite;

/// <summary>FTS5 over hub_search, kept in step by triggers in the same transaction.</summary>
internal static class SqliteSearch
{
    /// <summary>
    /// Up to so many matches are ranked by their words. A query that more items match says little: then titles come before
    /// texts and new before old, which the index gives without reading every match.
    /// </summary>
    private const int MostRanked = 500;

    public static IQueryable<SearchHit> Matches(HubDb db, SearchQuery query, int limit)
    {
        var (any, title) = (Expression(query, Wanted(query)), Expression(query, $"{{title_words}} : ({Wanted(query)})"));
        return db.Database.SqlQuery<SearchHit>($"""
            SELECT s.item_id AS "ItemId", MIN(found.score) AS "Rank"
              FROM (SELECT id, score FROM (
                        SELECT rowid AS id, bm25(hub_search_fts, 8.0, 1.0, 4.0) AS score FROM hub_search_fts WHERE hub_search_fts MATCH {any}
                           AND (SELECT COUNT(*) FROM (SELECT 1 FROM hub_search_fts WHERE hub_search_fts MATCH {any} LIMIT {MostRanked})) < {MostRanked})
                    UNION ALL
                    SELECT id, -1000000000.0 - id FROM (
                        SELECT rowid AS id FROM hub_search_fts WHERE hub_search_fts MATCH {title}
                           AND (SELECT COUNT(*) FROM (SELECT 1 FROM hub_search_fts WHERE hub_search_fts MATCH {any} LIMIT {MostRanked})) = {MostRanked}
                         ORDER BY rowid DESC LIMIT {MostRanked})
                    UNION ALL
                    SELECT id, -1.0 * id FROM (
                        SELECT rowid AS id FROM hub_search_fts WHERE hub_search_fts MATCH {any}
                           AND (SELECT COUNT(*) FROM (SELECT 1 FROM hub_search_fts WHERE hub_search_fts MATCH {any} LIMIT {MostRanked})) = {MostRanked}
                         ORDER BY rowid DESC LIMIT {MostRanked})) AS found
              JOIN hub_search s ON s.id = found.id
             GROUP BY s.item_id ORDER BY "Rank" LIMIT {limit}
            """);
    }

    /// <summary>FTS5's own syntax, made only of quoted letters and digits, so that nothing typed can be an operator.</summary>
    private static string Expression(SearchQuery query, string wanted)
    {
        var unwanted = query.Terms.Where(t => t.IsExcluded).Select(Quoted).ToList();
        return unwanted.Count == 0 ? wanted : $"({wanted}) NOT ({string.Join(" OR ", unwanted)})";
    }

    private static string Wanted(SearchQuery query) => string.Join(" AND ", query.Terms.Where(t => !t.IsExcluded).Select(Quoted));

    private static string Quoted(SearchTerm term) => $"\"{string.Join(' ', term.Words)}\"{(term.IsOpen ? "*" : "")}";
}
