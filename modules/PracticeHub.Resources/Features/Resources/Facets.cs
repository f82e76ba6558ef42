using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Resources.Features.Resources;

/// <summary>One thing to filter by.</summary>
/// <param name="Items">How many resources the list then has; null when counting would read too many.</param>
public sealed record Facet(string Id, string Title, int? Items);

internal sealed record FacetRow(string Source, string Id, string Title, int Position, int Items);

/// <summary>
/// What the list can be narrowed by, with counts: one query. Alone or in a community, counts are kept by the hub; in
/// combination they are counted, as long as the list is short.
/// </summary>
public sealed class Facets
{
    private const int MostCounted = 1000;

    private readonly ILookup<string, FacetRow> _rows;
    private readonly bool _countsTags;
    private readonly bool _countsAll;

    private Facets(ILookup<string, FacetRow> rows, ResourceFilter filter)
    {
        _rows = rows;
        _countsAll = !Combines(filter) || rows["found"].Sum(r => r.Items) <= MostCounted;
        _countsTags = _countsAll && (filter.Tags.Count == 0 || Combines(filter));
    }

    public IReadOnlyList<Facet> Chosen => [.. _rows["chosen"].Select(r => new Facet(r.Id, r.Title, null))];

    public IReadOnlyList<Facet> Topics => [.. _rows["below"].Where(r => r.Items > 0 || !_countsAll)
        .OrderByDescending(r => r.Items).ThenBy(r => r.Position).Select(r => new Facet(r.Id, r.Title, _countsAll ? r.Items : null))];

    public IReadOnlyList<Facet> Communities => [.. _rows["community"].OrderByDescending(r => r.Items).Select(r => new Facet(r.Id, r.Title, _countsAll ? r.Items : null))];

    public int? CountOf(string tag) => _countsTags ? _rows["tag"].Where(r => r.Id == tag).Sum(r => r.Items) : null;

    public static async Task<Facets> ReadAsync(HubDb db, CurrentMember me, ResourceFilter filter, CancellationToken ct)
    {
        var sql = new FacetSql(me, filter);
        var rows = await db.Database.SqlQueryRaw<FacetRow>(Combines(filter) ? sql.Counted(MostCounted) : sql.Kept(), sql.Parameters).ToListAsync(ct);
        return new(rows.ToLookup(r => r.Source), filter);
    }

    /// <summary>A topic alone is kept by the hub together with what lies below it; anything more has to be counted.</summary>
    private static bool Combines(ResourceFilter filter) => filter.Tags.Count > 1 || (filter.Tags.Count == 1 && filter.Topics.Count == 0);
}
