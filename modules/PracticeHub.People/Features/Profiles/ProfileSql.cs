using PracticeHub.Kernel.Security;

namespace PracticeHub.People.Features.Profiles;

/// <summary>The statement behind <see cref="ProfileReader"/>: one branch for each thing that a person's page shows.</summary>
internal static class ProfileSql
{
    public const int Person = 0;
    public const int Claim = 1;
    public const int Offer = 2;
    public const int Proof = 3;
    public const int Place = 4;

    /// <summary>How far back "shown by what they wrote" looks, in items, so that the page costs the same however much that is.</summary>
    private const int Newest = 300;
    private const int MostTopics = 8;
    private const string This = "(SELECT id FROM hub_user WHERE user_name = {0} AND is_enabled)";

    public static string Text(CurrentMember me, string userName, out object[] arguments)
    {
        var all = new List<object> { userName, me.Id ?? "" };
        var visible = me.SeesAll ? "1 = 1" : $"(c.reader_key IN ({Places(all, me.ReaderKeys)}) OR c.owner_id = {{1}})";
        var mine = Places(all, me.Memberships.Select(m => m.CommunityId));
        var known = me.SeesAll ? "1 = 1"
            : me.ReaderKeys.Contains(ReaderKeys.Everyone) ? $"(c.openness <> 'Private' OR c.id IN ({mine}))" : $"c.id IN ({mine})";
        arguments = [.. all];
        return Statement(visible, known);
    }

    private static string Places(List<object> arguments, IEnumerable<string> values)
    {
        var places = new List<string>();
        foreach (var value in values)
        {
            places.Add($"{{{arguments.Count}}}");
            arguments.Add(value);
        }

        return places.Count == 0 ? "NULL" : string.Join(", ", places);
    }

    private static string Statement(string visible, string known) => $"""
        SELECT {Person} AS source, id AS key, display_name AS text1, job_title AS text2, place AS text3, about AS text4, time_zone AS text5,
               CAST(0 AS bigint) AS number
          FROM hub_user WHERE user_name = {"{0}"} AND is_enabled
        UNION ALL
        SELECT {Claim}, term.id, term.title, '', '', '', '', 0
          FROM people_topic t JOIN hub_term term ON term.id = t.term_id WHERE t.user_id = {This}
        UNION ALL
        SELECT {Offer}, role, '', '', '', '', '', 0 FROM people_offer WHERE user_id = {This}
        UNION ALL
        SELECT {Proof}, topic.id, topic.title, '', '', '', '', topic.items FROM (
          SELECT term.id, term.title, COUNT(*) AS items
            FROM (SELECT c.item_id FROM hub_card c WHERE c.owner_id = {This} AND c.state = 'Published' AND {visible}
                   ORDER BY c.listed_utc DESC, c.item_id DESC LIMIT {Newest}) AS newest
            JOIN hub_item_term tag ON tag.item_id = newest.item_id AND tag.is_direct
            JOIN hub_term term ON term.id = tag.term_id
           GROUP BY term.id, term.title ORDER BY 3 DESC, 2 LIMIT {MostTopics}) AS topic
        UNION ALL
        SELECT {Place}, c.id, c.title, c.path, m.role, '', '', 0
          FROM hub_membership m JOIN hub_community c ON c.id = m.community_id WHERE m.user_id = {This} AND {known}
        """;
}
