using PracticeHub.Reviews.Features.ReviewRequests;

namespace PracticeHub.Reviews.Features.ReviewDesk;

/// <summary>A row of whatever the desk shows; see <see cref="DeskSql"/>.</summary>
internal sealed record DeskSqlRow(
    string Source, string Key, string? Text1, string? Text2, string? Text3, string? Text4, string? Text5, string? Text6, string? Text7,
    int Number, long? Serial, long? Version, DateTime? At, DateTime? Until);

/// <summary>The statement behind <see cref="DeskReader"/>: one branch for each thing that the desk shows.</summary>
internal static class DeskSql
{
    public const string Step = "step";
    public const string Turn = "turn";
    public const string Margin = "margin";
    public const string Undo = "undo";
    public const string Reworded = "reworded";

    private const string NoTime = "CAST(NULL AS timestamp with time zone)";
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(14);
    /// <summary>No workflow may leave longer than that to take a decision back.</summary>
    private static readonly TimeSpan LongestUndo = TimeSpan.FromMinutes(10);

    public static string Text(string userId, IEnumerable<string> led, string requestId, DateTimeOffset now, out object[] arguments)
    {
        var all = new List<object> { userId, requestId, (now + Ahead).UtcDateTime, (now - LongestUndo).UtcDateTime, now.UtcDateTime };
        var places = new List<string> { "NULL" };
        foreach (var community in led)
        {
            places.Add($"{{{all.Count}}}");
            all.Add(community);
        }

        arguments = [.. all];
        var mine = string.Join(", ", places);
        return string.Join("\nUNION ALL\n", Mine, Others(mine), Verify(mine), Small(mine), Around);
    }

    /// <summary>What I was asked for, or told of because it is late.</summary>
    private const string Mine = $$"""
        SELECT * FROM (SELECT w.reason AS source, r.id AS key, r.title AS text1, c.community_title AS text2, '' AS text3, NULL AS text4, NULL AS text5, NULL AS text6, NULL AS text7,
               r.round AS number, CAST(NULL AS bigint) AS serial, CAST(NULL AS bigint) AS version, r.due_utc AS at,
               (SELECT MIN(t.until_utc) FROM reviews_turn t WHERE t.request_id = r.id AND t.user_id = {0} AND t.ended_utc IS NULL) AS until
          FROM hub_wait w JOIN reviews_request r ON r.open_item_id = w.item_id JOIN hub_card c ON c.item_id = r.item_id
         WHERE w.user_id = {0} AND w.reason IN ('{{ReviewWaits.Review}}', '{{ReviewWaits.Escalation}}') ORDER BY r.due_utc, r.id LIMIT 100) AS mine
        """;

    /// <summary>What others were asked for in the communities that I lead, and I could decide as well.</summary>
    private static string Others(string led) => $$"""
        SELECT * FROM (SELECT '{{DeskRow.Others}}', r.id, r.title, c.community_title,
               (SELECT STRING_AGG(u.display_name, ', ' ORDER BY u.display_name) FROM reviews_turn t JOIN hub_user u ON u.id = t.user_id WHERE t.request_id = r.id AND t.ended_utc IS NULL), NULL, NULL, NULL, NULL,
               r.round, CAST(NULL AS bigint), CAST(NULL AS bigint), r.due_utc, {{NoTime}}
          FROM reviews_request r JOIN hub_card c ON c.item_id = r.item_id
         WHERE r.community_id IN ({{led}}) AND r.state = 'Open' AND c.owner_id <> {0}
           AND NOT EXISTS (SELECT 1 FROM reviews_turn t WHERE t.request_id = r.id AND t.user_id = {0} AND t.ended_utc IS NULL)
           AND NOT EXISTS (SELECT 1 FROM reviews_record s WHERE s.request_id = r.id AND s.round = r.round AND s.user_id = {0} AND s.deed = 'Approve')
           AND NOT EXISTS (SELECT 1 FROM hub_version v WHERE v.item_id = r.item_id AND v.author_id = {0})
         ORDER BY r.due_utc, r.id LIMIT 100) AS others
        """;

    private static string Verify(string led) => $$"""
        SELECT * FROM (SELECT '{{DeskRow.Verify}}', c.item_id, c.title, c.community_title, '', NULL, NULL, NULL, NULL, 0, CAST(NULL AS bigint), CAST(NULL AS bigint), c.verified_until_utc, {{NoTime}}
          FROM hub_card c WHERE c.community_id IN ({{led}}) AND c.state = 'Published' AND c.verified_until_utc < {2} AND c.owner_id <> {0}
         ORDER BY c.verified_until_utc, c.item_id LIMIT 100) AS stale
        """;

    /// <summary>What others changed a little in something trusted, as long as one may object.</summary>
    private static string Small(string led) => $$"""
        SELECT * FROM (SELECT '{{Reworded}}', w.id, c.title, c.community_title, u.display_name, NULL, NULL, NULL, NULL, w.changed, CAST(w.words AS bigint), CAST(NULL AS bigint), w.at_utc, w.until_utc
          FROM reviews_rewording w JOIN hub_card c ON c.item_id = w.item_id LEFT JOIN hub_user u ON u.id = w.by_id
         WHERE w.community_id IN ({{led}}) AND w.until_utc > {4} AND w.objected_utc IS NULL AND w.by_id <> {0} AND c.state = 'Published'
           AND NOT EXISTS (SELECT 1 FROM reviews_verification v WHERE v.item_id = w.item_id AND v.at_utc > w.at_utc)
         ORDER BY w.until_utc, w.id LIMIT 100) AS small
        """;

    private const string Around = $$"""
        SELECT '{{Step}}', s.user_id, s.deed, u.display_name, s.note, s.next_step, s.criteria_met, heir.display_name, NULL,
               s.round, CAST(s.id AS bigint), CAST(v.number AS bigint), s.at_utc, {{NoTime}}
          FROM reviews_record s LEFT JOIN hub_user u ON u.id = s.user_id LEFT JOIN hub_user heir ON heir.id = s.to_user_id LEFT JOIN hub_version v ON v.version_id = s.version_id
         WHERE s.request_id = {1}
        UNION ALL
        SELECT '{{Turn}}', t.user_id, u.display_name, CASE WHEN t.claimed_utc IS NULL THEN NULL ELSE 'claimed' END, NULL, NULL, NULL, NULL, NULL,
               t.reminders, NULL, NULL, t.since_utc, t.until_utc
          FROM reviews_turn t LEFT JOIN hub_user u ON u.id = t.user_id WHERE t.request_id = {1} AND t.ended_utc IS NULL
        UNION ALL
        SELECT '{{Margin}}', m.id, m.field, m.quote, m.prefix, m.suffix, u.display_name, m.user_id, m.note,
               CASE WHEN m.done_utc IS NULL THEN 0 ELSE 1 END, NULL, NULL, m.at_utc, {{NoTime}}
          FROM reviews_comment m LEFT JOIN hub_user u ON u.id = m.user_id WHERE m.request_id = {1}
        UNION ALL
        SELECT '{{Undo}}', r.id, r.title, s.deed, NULL, NULL, NULL, NULL, NULL, r.undo_seconds, NULL, NULL, s.at_utc, {{NoTime}}
          FROM reviews_record s JOIN reviews_request r ON r.id = s.request_id AND r.round = s.round
         WHERE s.user_id = {0} AND s.at_utc > {3} AND s.deed IN ('Approve', 'Changes', 'Decline') AND (r.state = 'Open' OR r.decided_by_id = {0})
           AND NOT EXISTS (SELECT 1 FROM reviews_record later WHERE later.request_id = s.request_id AND later.user_id = s.user_id AND later.id > s.id AND later.deed = 'Undone')
        """;
}
