using PracticeHub.Kernel.Content;

namespace PracticeHub.Reviews.Features.ReviewDesk;

/// <summary>What an item's page knows of its reviews. Decisions and notes are for leaders and authors; promotions and verifications for every reader.</summary>
internal static class ReviewAround
{
    public const string Review = "review";
    public const string Step = "review-step";
    public const string Promotion = "promotion";
    public const string Verification = "verification";
    public const string Turn = "review-turn";
    public const string Successor = "successor";
    public const string Predecessor = "predecessor";
    public const string Archive = "archive";
    public const string Changed = "changed";
    /// <summary>What speaks for and against it since it was verified last, for every reader.</summary>
    public const string Said = "said";
    /// <summary>The same in whose words, for those who verify.</summary>
    public const string Found = "found";
    public const string Proposal = "proposal";

    private const string SinceVerified = """
        WHERE s.item_id = {0} AND s.deed IN ('Confirmed', 'Flagged', 'Shortened')
               AND NOT EXISTS (SELECT 1 FROM reviews_verification v WHERE v.item_id = s.item_id AND v.at_utc > s.at_utc)
        """;

    public static IEnumerable<AroundQuery> Queries { get; } =
    [
        new(Review, """
            SELECT r.id AS key, r.state AS title, CAST(r.needed AS varchar(10)) AS text, CAST(r.asked AS varchar(10)) AS name, NULL AS href,
                   r.round AS number, r.due_utc AS at, 'l:' || r.community_id AS reader_key, r.submitted_by AS owner_id
              FROM reviews_request r WHERE r.item_id = {0}
            """),
        new(Step, """
            SELECT s.request_id AS key, s.deed AS title, s.note AS text, u.display_name AS name, heir.display_name AS href,
                   s.round AS number, s.at_utc AS at, 'l:' || r.community_id AS reader_key, r.submitted_by AS owner_id
              FROM reviews_record s JOIN reviews_request r ON r.id = s.request_id LEFT JOIN hub_user u ON u.id = s.user_id
              LEFT JOIN hub_user heir ON heir.id = s.to_user_id WHERE s.item_id = {0}
            """),
        new(Promotion, """
            SELECT p.id AS key, p.level AS title, p.reason AS text, u.display_name AS name, p.withdrawn_reason AS href,
                   CASE WHEN p.withdrawn_utc IS NULL THEN 0 ELSE 1 END AS number, p.at_utc AS at, NULL AS reader_key, NULL AS owner_id
              FROM reviews_promotion p LEFT JOIN hub_user u ON u.id = p.by_id WHERE p.item_id = {0}
            """),
        new(Verification, """
            SELECT v.id AS key, NULL AS title, v.note AS text, u.display_name AS name, u.user_name AS href,
                   0 AS number, v.at_utc AS at, NULL AS reader_key, NULL AS owner_id
              FROM reviews_verification v LEFT JOIN hub_user u ON u.id = v.by_id WHERE v.item_id = {0}
            """),
        new(Turn, """
            SELECT t.id AS key, NULL AS title, NULL AS text, u.display_name AS name, NULL AS href,
                   0 AS number, t.until_utc AS at, 'l:' || r.community_id AS reader_key, r.submitted_by AS owner_id
              FROM reviews_turn t JOIN reviews_request r ON r.id = t.request_id JOIN hub_user u ON u.id = t.user_id WHERE r.item_id = {0} AND t.ended_utc IS NULL
            """),
        new(Successor, """
            SELECT c.item_id AS key, c.title AS title, NULL AS text, NULL AS name, c.path AS href, 0 AS number, s.retired_utc AS at, c.reader_key AS reader_key, c.owner_id AS owner_id
              FROM reviews_standing s JOIN hub_card c ON c.item_id = s.successor_id WHERE s.item_id = {0} AND s.retired_utc IS NOT NULL
            """),
        new(Predecessor, """
            SELECT c.item_id AS key, c.title AS title, NULL AS text, NULL AS name, c.path AS href, 0 AS number, s.retired_utc AS at, c.reader_key AS reader_key, c.owner_id AS owner_id
              FROM reviews_standing s JOIN hub_card c ON c.item_id = s.item_id WHERE s.successor_id = {0}
            """),
        new(Archive, """
            SELECT s.item_id AS key, NULL AS title, NULL AS text, NULL AS name, NULL AS href, 0 AS number, s.archive_utc AS at, 'l:' || c.community_id AS reader_key, c.owner_id AS owner_id
              FROM reviews_standing s JOIN hub_card c ON c.item_id = s.item_id WHERE s.item_id = {0} AND s.archive_utc IS NOT NULL
            """),
        new(Changed, """
            SELECT s.item_id AS key, NULL AS title, NULL AS text, NULL AS name, NULL AS href, 0 AS number, s.changed_utc AS at, NULL AS reader_key, NULL AS owner_id
              FROM reviews_standing s WHERE s.item_id = {0} AND s.changed_utc IS NOT NULL
            """),
        new(Said, $$"""
            SELECT s.user_id AS key, s.deed AS title, NULL AS text, NULL AS name, NULL AS href, s.id AS number, s.at_utc AS at, NULL AS reader_key, NULL AS owner_id
              FROM reviews_record s {{SinceVerified}}
            """),
        new(Found, $$"""
            SELECT s.user_id AS key, s.deed AS title, s.note AS text, u.display_name AS name, NULL AS href, s.id AS number, s.at_utc AS at, 'l:' || s.community_id AS reader_key, NULL AS owner_id
              FROM reviews_record s LEFT JOIN hub_user u ON u.id = s.user_id {{SinceVerified}}
            """),
        new(Proposal, """
            SELECT p.id AS key, NULL AS title, p.by_id AS text, u.display_name AS name, NULL AS href, 0 AS number, p.at_utc AS at, 'l:' || c.community_id AS reader_key,
                   CASE WHEN p.by_id = {1} THEN p.by_id ELSE c.owner_id END AS owner_id
              FROM reviews_proposal p JOIN hub_card c ON c.item_id = p.open_item_id LEFT JOIN hub_user u ON u.id = p.by_id WHERE p.open_item_id = {0}
            """),
    ];
}
