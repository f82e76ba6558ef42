using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Search;

namespace PracticeHub.Data.Postgres;

/// <summary>Full text in a generated column of hub_search with a GIN index.</summary>
internal static class PostgresSearch
{
    /// <summary>Ranking reads every match; of a word that stands everywhere only the newest titles and the newest texts are ranked.</summary>
    private const int MostRanked = 500;
    private const int MostTitles = 100;

    public static IQueryable<SearchHit> Matches(HubDb db, SearchQuery query, int limit) => db.Database.SqlQuery<SearchHit>($"""
        SELECT s.item_id AS "ItemId", -ts_rank_cd(ARRAY[0.1, 0.1, 0.5, 1.0]::float4[], s.words, s.wanted)::float8 AS "Rank"
          FROM (SELECT item_id, words, to_tsquery('simple', {Expression(query)}) AS wanted FROM hub_search WHERE id IN (
                    (SELECT id FROM hub_search WHERE words @@ to_tsquery('simple', {Expression(query)}) ORDER BY id DESC LIMIT {MostRanked})
                    UNION ALL
                    (SELECT id FROM hub_search WHERE to_tsvector('simple', title_words) @@ to_tsquery('simple', {Expression(query)})
                        AND words @@ to_tsquery('simple', {Expression(query)}) ORDER BY id DESC LIMIT {MostTitles}))) AS s
         ORDER BY "Rank" LIMIT {limit}
        """);

    /// <summary>tsquery's own syntax, made only of quoted letters and digits, so that nothing typed can be an operator.</summary>
    private static string Expression(SearchQuery query) =>
        string.Join(" & ", query.Terms.Select(t => (t.IsExcluded ? "!" : "") + Quoted(t)));

    private static string Quoted(SearchTerm term)
    {
        var words = term.Words.Select((word, i) => $"'{word}'{(term.IsOpen && i == term.Words.Count - 1 ? ":*" : "")}");
        return $"({string.Join(" <-> ", words)})";
    }
}
