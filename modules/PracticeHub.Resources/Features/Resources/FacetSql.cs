using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Resources.Features.Resources;

/// <summary>The statements behind the facets. Everything from outside is a parameter.</summary>
internal sealed class FacetSql
{
    /// <summary>Topics of one branch that are offered; whoever needs another finds it by name.</summary>
    private const int MostTopics = 300;

    private readonly List<object> _parameters = [];
    private readonly ResourceFilter _filter;
    private readonly string _mine;
    private readonly string _visible;
    private readonly string _known;
    private readonly string _below;
    private readonly string _chosen;

    public FacetSql(CurrentMember me, ResourceFilter filter)
    {
        _filter = filter;
        var keys = List(me.ReaderKeys);
        _mine = me.SeesAll ? "1 = 1" : $"y.reader_key IN ({keys})";
        _visible = me.SeesAll ? "1 = 1" : $"(c.reader_key IN ({keys}) OR c.owner_id = {Parameter(me.Id ?? "")})";
        // What everyone reads may stand in a community that not everyone may know of.
        _known = me.SeesAll ? "1 = 1" : $"(m.openness <> 'Private' OR m.id IN ({List(me.Memberships.Select(x => x.CommunityId))}))";
        _below = filter.Deepest is { } deepest ? $"= {Parameter(deepest)}" : "IS NULL";
        _chosen = List(filter.Topics);
    }

    public object[] Parameters => [.. _parameters];

    /// <summary>Reads the counts that the hub keeps.</summary>
    public string Kept()
    {
        var community = _filter.CommunityId is { } id ? $" AND y.community_id = {Parameter(id)}" : "";
        var tag = Parameter(_filter.Deepest ?? "");
        return $"""
            {Terms($"(SELECT COALESCE(SUM(y.items), 0) FROM hub_tally y WHERE y.term_id = t.id AND y.kind = 'Resource' AND {_mine}{community})")}
            UNION ALL
            SELECT 'tag', y.term_id, '', 0, CAST(SUM(y.items) AS integer) FROM hub_tally y
             WHERE y.term_id >= '~' AND y.term_id < '~~' AND y.kind = 'Resource' AND {_mine}{community} GROUP BY y.term_id
            UNION ALL
            SELECT 'community', m.id, m.title, 0, CAST(SUM(y.items) AS integer) FROM hub_tally y JOIN hub_community m ON m.id = y.community_id
             WHERE y.term_id = {tag} AND y.kind = 'Resource' AND {_mine} AND {_known} GROUP BY m.id, m.title HAVING SUM(y.items) > 0
            """;
    }

    /// <summary>Counts what the filter leaves, up to a limit.</summary>
    public string Counted(int most)
    {
        var tags = _filter.Tags;
        var community = _filter.CommunityId is { } id ? $" AND c.community_id = {Parameter(id)}" : "";
        var others = string.Concat(tags.Skip(1).Select(tag =>
            $" AND EXISTS (SELECT 1 FROM hub_item_term o WHERE o.item_id = c.item_id AND o.term_id = {Parameter(tag)})"));
        return $"""
            WITH found AS (
                SELECT c.item_id, c.community_id FROM hub_item_term d JOIN hub_card c ON c.item_id = d.item_id
                 WHERE d.term_id = {Parameter(tags[0])} AND d.kind = 'Resource' AND c.state = 'Published' AND {_visible}{community}{others} LIMIT {most + 1}),
            counts AS (SELECT it.term_id, COUNT(*) AS n FROM found f JOIN hub_item_term it ON it.item_id = f.item_id GROUP BY it.term_id)
            {Terms("COALESCE((SELECT n FROM counts WHERE counts.term_id = t.id), 0)")}
            UNION ALL
            SELECT 'tag', term_id, '', 0, CAST(n AS integer) FROM counts WHERE term_id >= '~' AND term_id < '~~'
            UNION ALL
            SELECT 'community', m.id, m.title, 0, CAST(COUNT(*) AS integer) FROM found f JOIN hub_community m ON m.id = f.community_id WHERE {_known} GROUP BY m.id, m.title
            UNION ALL
            SELECT 'found', '', '', 0, CAST(COUNT(*) AS integer) FROM found
            """;
    }

    // Names the few first: with an OR between chosen and below, PostgreSQL reads every term there is.
    private string Terms(string count) => $"""
        SELECT CASE WHEN t.id IN ({_chosen}) THEN 'chosen' ELSE 'below' END AS source, t.id, t.title, t.position, CAST({count} AS integer) AS items
          FROM (SELECT id FROM hub_term WHERE id IN ({_chosen})
                UNION
                SELECT id FROM (SELECT id FROM hub_term WHERE taxonomy_id = '{TopicsPart.TaxonomyId}' AND parent_id {_below} ORDER BY position LIMIT {MostTopics}) AS branch
               ) AS few JOIN hub_term t ON t.id = few.id
        """;

    private string List(IEnumerable<string> values) => string.Join(", ", values.Select(Parameter).DefaultIfEmpty("''"));

    private string Parameter(string value)
    {
        _parameters.Add(value);
        return $"{{{_parameters.Count - 1}}}";
    }
}
