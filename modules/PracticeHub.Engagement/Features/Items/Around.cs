using PracticeHub.Kernel.Content;

namespace PracticeHub.Engagement.Features.Items;

/// <summary>What the page of an item shows of its readers. A comment's number says how it stands; see the constants.</summary>
internal static class Around
{
    public const string Comments = "comment";
    public const string Outcomes = "outcome";
    public const string Thanks = "thanks";
    public const string Mine = "mine";
    public const int MostComments = 100;
    public const long Edited = 1;
    public const long Removed = 2;

    private const string NoTime = "CAST(NULL AS timestamp with time zone) AS at";

    public static readonly AroundQuery[] Queries =
    [
        // A removed comment leaves its trace: who removed it and why, but nothing of what it said.
        new(Comments, $$"""
            SELECT c.id AS key, c.removed_reason AS title, CASE WHEN c.removed_utc IS NULL THEN c.html ELSE r.display_name END AS text,
                   u.display_name AS name, u.user_name AS href,
                   CASE WHEN c.removed_utc IS NOT NULL THEN {{Removed}} WHEN c.edited_utc IS NOT NULL THEN {{Edited}} ELSE 0 END AS number,
                   c.at_utc AS at, NULL AS reader_key, c.user_id AS owner_id
              FROM (SELECT * FROM engagement_comment WHERE item_id = {0} ORDER BY at_utc DESC, id DESC LIMIT {{MostComments}}) c
              JOIN hub_user u ON u.id = c.user_id LEFT JOIN hub_user r ON r.id = c.removed_by_id
            """),
        new(Outcomes, """
            SELECT o.user_id AS key, o.verdict AS title, o.note AS text, u.display_name AS name, u.user_name AS href, 0 AS number, o.at_utc AS at, NULL AS reader_key, NULL AS owner_id
              FROM (SELECT * FROM engagement_outcome WHERE item_id = {0} ORDER BY at_utc DESC, user_id LIMIT 50) o JOIN hub_user u ON u.id = o.user_id
            """),
        new(Thanks, """
            SELECT t.user_id AS key, '' AS title, t.reason AS text, u.display_name AS name, u.user_name AS href, 0 AS number, t.at_utc AS at, NULL AS reader_key, NULL AS owner_id
              FROM (SELECT * FROM engagement_thanks WHERE item_id = {0} ORDER BY at_utc DESC, user_id LIMIT 20) t JOIN hub_user u ON u.id = t.user_id
            """),
        new(Mine, $$"""
            SELECT 'saved' AS key, '' AS title, '' AS text, '' AS name, '' AS href, 0 AS number, {{NoTime}}, NULL AS reader_key, NULL AS owner_id
              FROM engagement_save WHERE user_id = {1} AND item_id = {0}
            UNION ALL SELECT 'followed', '', '', '', '', 0, NULL, NULL, NULL FROM hub_follow WHERE user_id = {1} AND kind = 'Item' AND target_id = {0}
            UNION ALL SELECT 'thanked', '', reason, '', '', 0, at_utc, NULL, NULL FROM engagement_thanks WHERE item_id = {0} AND user_id = {1}
            UNION ALL SELECT 'outcome', verdict, note, '', '', 0, at_utc, NULL, NULL FROM engagement_outcome WHERE item_id = {0} AND user_id = {1}
            """),
    ];

    extension(ItemView item)
    {
        public IEnumerable<AroundRow> Of(string source) => item.Around[source];

        /// <summary>What the reader has done: saved, followed, thanked, outcome.</summary>
        public AroundRow? MyDeed(string deed) => item.Around[Around.Mine].FirstOrDefault(row => row.Key == deed);
    }
}
