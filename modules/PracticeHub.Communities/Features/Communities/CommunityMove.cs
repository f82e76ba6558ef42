using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Communities.Features.Communities;

/// <summary>
/// What follows when a community opens, closes or is renamed: the same for all of its items, by a few statements in the
/// transaction of the change, so that no reader ever sees one without the other.
/// </summary>
public sealed class CommunityMove(HubDb db)
{
    public async Task FollowAsync(Community community, bool isMoving, CancellationToken ct)
    {
        if (isMoving)
        {
            await MoveCardsAsync(community, ct);
            await CountAgainAsync(community.Id, ct);
        }

        await RenameAsync(community, ct);
    }

    private Task MoveCardsAsync(Community community, CancellationToken ct)
    {
        var key = ReaderKeys.Of(Audience.Community, "", community, PromotionLevel.None);
        return db.Database.ExecuteSqlAsync($"""
            UPDATE hub_card SET reader_key = {key}
             WHERE community_id = {community.Id} AND audience = 'Community' AND promotion NOT IN ('Communities', 'Everyone') AND state IN ('Published', 'Retired')
            """, ct);
    }

    private async Task RenameAsync(Community community, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"UPDATE hub_card SET community_title = {community.Title} WHERE community_id = {community.Id}", ct);
        if (community.Openness is Openness.Private)
        {
            await db.Database.ExecuteSqlAsync(
                $"UPDATE hub_card SET community_title = '' WHERE community_id = {community.Id} AND reader_key IN ({ReaderKeys.Everyone}, {ReaderKeys.SignedIn})", ct);
        }

        await db.Database.ExecuteSqlAsync($"UPDATE hub_wait SET title = {community.Title} WHERE item_id = {community.Id}", ct);
    }

    /// <summary>Counted anew from the cards instead of moved: right whatever raised some of them meanwhile.</summary>
    private async Task CountAgainAsync(string id, CancellationToken ct)
    {
        await db.CountNowAsync(ct);
        await db.Database.ExecuteSqlAsync($"DELETE FROM hub_tally WHERE community_id = {id}", ct);
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO hub_tally (reader_key, kind, community_id, term_id, items)
            SELECT c.reader_key, c.kind, c.community_id, '', COUNT(*)
              FROM hub_card c WHERE c.community_id = {id} AND c.state = 'Published'
             GROUP BY c.reader_key, c.kind, c.community_id
            UNION ALL
            SELECT c.reader_key, c.kind, c.community_id, t.term_id, COUNT(*)
              FROM hub_card c JOIN hub_item_term t ON t.item_id = c.item_id
             WHERE c.community_id = {id} AND c.state = 'Published'
             GROUP BY c.reader_key, c.kind, c.community_id, t.term_id
            """, ct);
    }
}
