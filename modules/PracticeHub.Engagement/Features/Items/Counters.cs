using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Data;

namespace PracticeHub.Engagement.Features.Items;

/// <summary>The counters that cards carry, counted anew in the transaction that changes what they count.</summary>
internal static class Counters
{
    private const string Recounted = """
        UPDATE hub_card SET
          comments = (SELECT COUNT(*) FROM engagement_comment x WHERE x.item_id = hub_card.item_id AND x.removed_utc IS NULL),
          thanks = (SELECT COUNT(*) FROM engagement_thanks x WHERE x.item_id = hub_card.item_id),
          saves = (SELECT COUNT(*) FROM engagement_save x WHERE x.item_id = hub_card.item_id),
          worked = (SELECT COUNT(*) FROM engagement_outcome x WHERE x.item_id = hub_card.item_id AND x.verdict = 'Worked'),
          partly = (SELECT COUNT(*) FROM engagement_outcome x WHERE x.item_id = hub_card.item_id AND x.verdict = 'Partly'),
          not_worked = (SELECT COUNT(*) FROM engagement_outcome x WHERE x.item_id = hub_card.item_id AND x.verdict = 'NotWorked')
        """;

    extension(HubDb db)
    {
        public void Recount(string itemId) => db.Then(async ct =>
        {
            // The first statement only waits for whoever counts the same item now. The second then sees what they wrote; in one
            // statement PostgreSQL would count what stood there before the wait.
            await db.Database.ExecuteSqlAsync($"UPDATE hub_card SET comments = comments WHERE item_id = {itemId}", ct);
            await db.Database.ExecuteSqlRawAsync(Recounted + " WHERE item_id = {0}", [itemId], ct);
        });

        /// <summary>Counts every item of a table that a recipe has filled.</summary>
        public void RecountAll(string table)
        {
            var sql = Recounted + " WHERE item_id IN (SELECT item_id FROM " + table + ")";
            db.Then(ct => db.Database.ExecuteSqlRawAsync(sql, ct));
        }
    }
}
