using PracticeHub.Kernel.Content;

namespace PracticeHub.Reviews.Features.ReviewDesk;

/// <summary>What an item's page knows of its reviews. Decisions and notes are for leaders and authors; promotions and verifications for every reader.</summary>
internal static class ReviewAround
{
    public const string Review = "review";
    public const string Step = "review-step";
    public const string Promotion = "promotion";
    public const string Verification = "verification";

    public static IEnumerable<AroundQuery> Queries { get; } =
    [
        new(Review, """
            SELECT r.id AS key, r.state AS title, CAST(r.needed AS varchar(10)) AS text, CAST(r.asked AS varchar(10)) AS name, NULL AS href,
                   r.round AS number, r.due_utc AS at, 'l:' || r.community_id AS reader_key, r.submitted_by AS owner_id
              FROM reviews_request r WHERE r.item_id = {0}
            """),
        new(Step, """
            SELECT s.request_id AS key, s.verdict AS title, s.note AS text, u.display_name AS name, u.user_name AS href,
                   s.round AS number, s.at_utc AS at, 'l:' || r.community_id AS reader_key, r.submitted_by AS owner_id
              FROM reviews_decision s JOIN reviews_request r ON r.id = s.request_id LEFT JOIN hub_user u ON u.id = s.user_id WHERE r.item_id = {0}
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
    ];
}
