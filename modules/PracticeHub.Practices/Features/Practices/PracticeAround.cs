using PracticeHub.Kernel.Content;

namespace PracticeHub.Practices.Features.Practices;

/// <summary>What the page of a practice asks beside the practice itself.</summary>
internal static class PracticeAround
{
    public const string Person = "practices.person";
    public const string Draft = "practices.draft";

    public static IReadOnlyList<AroundQuery> All { get; } =
    [
        // Whom one can ask: who keeps it, then who leads its community. Number says in which role.
        new(Person, """
            SELECT u.id AS key, u.display_name AS title, u.job_title AS text, u.user_name AS name, 'people/' || u.user_name AS href, 0 AS number,
                   CAST(NULL AS timestamp with time zone) AS at, NULL AS reader_key, NULL AS owner_id
              FROM hub_card c JOIN hub_user u ON u.id = c.owner_id WHERE c.item_id = {0} AND c.kind = 'Practice' AND u.is_enabled
            UNION ALL
            SELECT u.id, u.display_name, u.job_title, u.user_name, 'people/' || u.user_name, 1, CAST(NULL AS timestamp with time zone), NULL, NULL
              FROM hub_card c JOIN hub_membership m ON m.community_id = c.community_id AND m.role = 'Leader' JOIN hub_user u ON u.id = m.user_id
             WHERE c.item_id = {0} AND c.kind = 'Practice' AND u.is_enabled AND u.id <> c.owner_id
            """),
        // A newer version than the one that readers see.
        new(Draft, """
            SELECT h.latest_version_id AS key, NULL AS title, NULL AS text, NULL AS name, NULL AS href, v.number AS number,
                   v.at_utc AS at, NULL AS reader_key, NULL AS owner_id
              FROM hub_item h JOIN hub_version v ON v.version_id = h.latest_version_id
             WHERE h.item_id = {0} AND h.type = 'Practice' AND h.published_version_id <> h.latest_version_id
            """),
    ];
}
