using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Search;

namespace PracticeHub.Data.Sqlite;

/// <summary>FTS5 over hub_search, kept in step by triggers in the same transaction.</summary>
internal static class SqliteSearch
{
    /// <summary>Ranking reads every match; of a word that stands everywhere only the newest are ranked.</summary>
    private const int MostRanked = 2000;

    public static IQueryable<SearchHit> Matches(HubDb db, SearchQuery query, int limit) => db.Database.SqlQuery<SearchHit>($"""
        SELECT s.item_id AS "ItemId", found.score AS "Rank"
          FROM (SELECT rowid AS id, bm25(hub_search_fts, 8.0, 1.0, 4.0) AS score FROM hub_search_fts
                 WHERE rowid IN (SELECT rowid FROM hub_search_fts WHERE hub_search_fts MATCH {Expression(query)} ORDER BY rowid DESC LIMIT {MostRanked})
                   AND hub_search_fts MATCH {Expression(query)}
                 ORDER BY score LIMIT {limit}) AS found
          JOIN hub_search s ON s.id = found.id
        """);

    /// <summary>FTS5's own syntax, made only of quoted letters and digits, so that nothing typed can be an operator.</summary>
    private static string Expression(SearchQuery query)
    {
        var wanted = string.Join(" AND ", query.Terms.Where(t => !t.IsExcluded).Select(Quoted));
        var unwanted = query.Terms.Where(t => t.IsExcluded).Select(Quoted).ToList();
        return unwanted.Count == 0 ? wanted : $"({wanted}) NOT ({string.Join(" OR ", unwanted)})";
    }

    private static string Quoted(SearchTerm term) => $"\"{string.Join(' ', term.Words)}\"{(term.IsOpen ? "*" : "")}";
}
