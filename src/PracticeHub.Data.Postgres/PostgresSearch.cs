using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Search;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Data.Postgres;

/// <summary>Full text in a generated column of hub_search with a GIN index, asked by the function hub_search_matches.</summary>
internal static class PostgresSearch
{
    public static IQueryable<SearchHit> Matches(HubDb db, SearchQuery query, CurrentMember me, int limit) => db.Database.SqlQuery<SearchHit>($"""
        SELECT item_id AS "ItemId", rank AS "Rank"
          FROM hub_search_matches({Expression(query, isOpen: false)}, {Expression(query, isOpen: true)}, {(me.SeesAll ? null : me.ReaderKeys.ToArray())}, {me.Id ?? ""}, {limit})
        """);

    /// <summary>tsquery's own syntax, made only of quoted letters and digits, so that nothing typed can be an operator.</summary>
    private static string Expression(SearchQuery query, bool isOpen) =>
        string.Join(" & ", query.Terms.Select(t => (t.IsExcluded ? "!" : "") + Quoted(t, isOpen || t.IsExcluded)));

    private static string Quoted(SearchTerm term, bool isOpen)
    {
        var words = term.Words.Select((word, i) => $"'{word}'{(isOpen && term.IsOpen && i == term.Words.Count - 1 ? ":*" : "")}");
        return $"({string.Join(" <-> ", words)})";
    }
}
