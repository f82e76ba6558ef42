using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Communities.Features.Spaces;

/// <summary>The statement behind <see cref="SpaceReader"/>: one branch for each thing that the pages of a community show.</summary>
internal static class SpaceSql
{
    public const int Head = 0;
    public const int Leader = 1;
    public const int Kind = 2;
    public const int Topic = 3;
    public const int Waiting = 4;
    public const int Promoted = 5;
    public const int Count = 6;
    public const int Request = 7;
    public const int TopicTitle = 8;

    private const string This = "(SELECT id FROM hub_community WHERE path = {0})";

    public static string Text(CurrentHub hub, CurrentMember me, string slug, SpaceFilter filter, out object[] arguments)
    {
        var path = $"communities/{slug}";
        var all = new List<object> { path, me.Id ?? "", filter.Topic ?? "" };
        var keys = Placeholders(all, KeysAt(me, path));
        var kinds = hub.All<ContentKind>().Where(k => k.IsContribution).Select(k => k.Type).ToList();
        var every = Placeholders(all, kinds);
        var shown = filter.Kind is { } kind ? Placeholders(all, [kind.Type]) : every;
        arguments = [.. all];
        return Statement(me.SeesAll ? "1 = 1" : $"reader_key IN ({keys})", every, shown);
    }

    /// <summary>The few of the reader's keys that can open something here.</summary>
    private static IEnumerable<string> KeysAt(CurrentMember me, string path)
    {
        var id = me.Memberships.FirstOrDefault(m => m.Path == path)?.CommunityId;
        return me.ReaderKeys.Where(key => id is not null && (key == ReaderKeys.Members(id) || key == ReaderKeys.Leaders(id))
            || key is ReaderKeys.Everyone or ReaderKeys.SignedIn || key == ReaderKeys.Owner(me.Id ?? ""));
    }

    private static string Placeholders(List<object> arguments, IEnumerable<string> values)
    {
        var places = new List<string>();
        foreach (var value in values)
        {
            places.Add($"{{{arguments.Count}}}");
            arguments.Add(value);
        }

        return places.Count == 0 ? "NULL" : string.Join(", ", places);
    }

    private static string Statement(string visible, string every, string shown) => $"""
        SELECT 0 AS source, '' AS key, '' AS text1, '' AS text2, '' AS text3, CAST(0 AS bigint) AS number,
               CAST(NULL AS timestamp with time zone) AS at WHERE 1 = 0
        UNION ALL
        SELECT {Head}, c.id, c.title, c.openness, v.document, 0, NULL
          FROM hub_community c JOIN hub_item h ON h.item_id = c.id JOIN hub_version v ON v.version_id = h.published_version_id WHERE c.path = {"{0}"}
        UNION ALL
        SELECT {Leader}, u.user_name, u.display_name, '', '', 0, m.role_until_utc
          FROM hub_membership m JOIN hub_user u ON u.id = m.user_id WHERE m.community_id = {This} AND m.role = 'Leader'
        UNION ALL
        SELECT {Kind}, kind, '', '', '', CAST(SUM(items) AS bigint), NULL
          FROM hub_tally WHERE community_id = {This} AND term_id = '' AND kind IN ({every}) AND {visible} GROUP BY kind
        UNION ALL
        SELECT {Topic}, topic.id, topic.title, '', '', topic.items, NULL FROM (
          SELECT term.id, term.title, CAST(SUM(t.items) AS bigint) AS items
            FROM hub_tally t JOIN hub_term term ON term.id = t.term_id
           WHERE t.community_id = {This} AND t.kind IN ({shown}) AND {visible}
           GROUP BY term.id, term.title HAVING SUM(t.items) > 0 ORDER BY 3 DESC, 2 LIMIT 14) AS topic
        UNION ALL
        SELECT {Waiting}, w.reason, w.title, w.href, '', 0, w.since_utc
          FROM hub_wait w LEFT JOIN hub_card card ON card.item_id = w.item_id
         WHERE w.user_id = {"{1}"} AND (w.item_id = {This} OR card.community_id = {This})
        UNION ALL
        SELECT {Promoted}, raised.item_id, raised.title, raised.path, '', 0, raised.listed_utc FROM (
          SELECT item_id, title, path, listed_utc FROM hub_card
           WHERE community_id = {This} AND promotion <> 'None' AND state || '' = 'Published' /* so that SQLite takes the index of the promoted */ AND ({visible} OR owner_id = {"{1}"})
           ORDER BY listed_utc DESC LIMIT 5) AS raised
        UNION ALL
        SELECT {Count}, 'members', '', '', '', COUNT(*), NULL FROM hub_membership WHERE community_id = {This}
        UNION ALL
        SELECT {Count}, 'asking', '', '', '', COUNT(*), NULL FROM communities_request
         WHERE community_id = {This} AND invited_by_id IS NULL AND declined_utc IS NULL
        UNION ALL
        SELECT {Request}, '', words, answer, invited_by_id, 0, declined_utc FROM communities_request WHERE community_id = {This} AND user_id = {"{1}"}
        UNION ALL
        SELECT {TopicTitle}, id, title, '', '', 0, NULL FROM hub_term WHERE id = {"{2}"}
        """;
}
