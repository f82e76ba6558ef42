using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Search;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Data.Sqlite;

/// <summary>FTS5 over hub_search, kept in step by triggers in the same transaction.</summary>
internal static class SqliteSearch
{
    /// <summary>
    /// Up to so many matches are ranked by their words. A query that more items match says little: then titles come before
    /// texts and new before old, which the index gives without reading every match.
    /// </summary>
    private const int MostRanked = 300;
    private const int MostTitles = 60;
    /// <summary>How far back the newest are looked for, where the reader may not see most of them.</summary>
    private const int MostRead = 20_000;

    public static IQueryable<SearchHit> Matches(HubDb db, SearchQuery query, CurrentMember me, int limit)
    {
        var unwanted = Unwanted(query);
        var keys = JsonSerializer.Serialize(me.ReaderKeys);
        // Whether the last word may go on: that reads all that begin with it, and is asked only where the word itself finds little.
        var (exact, open) = (Expression(query, unwanted, isOpen: false), Expression(query, unwanted, isOpen: true));
        return db.Database.SqlQuery<SearchHit>($"""
            WITH asked AS MATERIALIZED (
                SELECT CASE WHEN COUNT(*) = {MostRanked} THEN {exact} ELSE {open} END AS words,
                       CASE WHEN COUNT(*) = {MostRanked} THEN {Wanted(query, isOpen: false)} ELSE {Wanted(query, isOpen: true)} END AS title
                  FROM (SELECT 1 FROM hub_search_fts WHERE hub_search_fts MATCH {exact} LIMIT {MostRanked})),
            most AS MATERIALIZED (
                SELECT CASE WHEN COUNT(*) < {MostRanked} THEN {MostRanked} ELSE 0 END AS ranked, CASE WHEN COUNT(*) < {MostRanked} THEN 0 ELSE {MostRead} END AS newest
                  FROM (SELECT 1 FROM hub_search_fts WHERE hub_search_fts MATCH (SELECT words FROM asked) LIMIT {MostRanked})),
            readable AS (
                SELECT s.id, s.item_id FROM hub_search s JOIN hub_card c ON c.item_id = s.item_id
                 WHERE {me.SeesAll} OR c.reader_key IN (SELECT value FROM json_each({keys})) OR c.owner_id = {me.Id ?? ""})
            SELECT readable.item_id AS "ItemId", MIN(found.score) AS "Rank"
              FROM (SELECT id, score FROM (
                        SELECT rowid AS id, bm25(hub_search_fts, 8.0, 1.0, 4.0) AS score FROM hub_search_fts
                         WHERE hub_search_fts MATCH (SELECT words FROM asked) LIMIT (SELECT ranked FROM most))
                    UNION ALL
                    SELECT id, -1000000000.0 - id FROM (
                        SELECT match.id FROM (
                            SELECT rowid AS id FROM hub_search_title_fts WHERE hub_search_title_fts MATCH (SELECT title FROM asked)
                             ORDER BY rowid DESC LIMIT (SELECT newest FROM most)) AS match
                         WHERE EXISTS (SELECT 1 FROM readable WHERE readable.id = match.id)
                           AND ({unwanted} IS NULL OR NOT EXISTS (SELECT 1 FROM hub_search_fts AS text WHERE hub_search_fts MATCH {unwanted} AND text.rowid = match.id))
                         LIMIT {MostTitles})
                    UNION ALL
                    SELECT id, -1.0 * id FROM (
                        SELECT match.id FROM (
                            SELECT rowid AS id FROM hub_search_fts WHERE hub_search_fts MATCH (SELECT words FROM asked)
                             ORDER BY rowid DESC LIMIT (SELECT newest FROM most)) AS match
                         WHERE EXISTS (SELECT 1 FROM readable WHERE readable.id = match.id)
                         LIMIT {MostRanked})) AS found
              JOIN readable ON readable.id = found.id
             GROUP BY found.id ORDER BY "Rank" LIMIT {limit}
            """);
    }

    // FTS5's own syntax, made only of quoted letters and digits, so that nothing typed can be an operator.
    private static string? Unwanted(SearchQuery query) =>
        query.Terms.Where(t => t.IsExcluded).Select(t => Quoted(t) + (t.IsOpen ? "*" : "")).ToList() is { Count: > 0 } terms ? string.Join(" OR ", terms) : null;

    private static string Expression(SearchQuery query, string? unwanted, bool isOpen) =>
        unwanted is null ? Wanted(query, isOpen) : $"({Wanted(query, isOpen)}) NOT ({unwanted})";

    private static string Wanted(SearchQuery query, bool isOpen) =>
        string.Join(" AND ", query.Terms.Where(t => !t.IsExcluded).Select(t => Quoted(t) + (t.IsOpen && isOpen ? "*" : "")));

    private static string Quoted(SearchTerm term) => $"\"{string.Join(' ', term.Words)}\"";
}
