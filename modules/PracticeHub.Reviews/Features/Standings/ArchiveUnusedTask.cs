using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Workflows;
using PracticeHub.Reviews.Features.ReviewRequests;

namespace PracticeHub.Reviews.Features.Standings;

/// <summary>
/// Proposes for the archive what nobody has verified or used for UnusedDays, of the ContentTypes named, with NoticeDays in
/// which anybody concerned may keep it; and archives what nobody kept. Each proposal and its end happen once.
/// </summary>
internal sealed class ArchiveUnusedTask(HubDb db, Retiring retiring, TimeProvider clock) : WorkflowActivity
{
    private const int MostAtOnce = 200;
    /// <summary>What shows that somebody used it; reading leaves no trace, and shall not.</summary>
    private static readonly string[] Uses = ["outcome.told", "outcome.changed", "comment.added", "thanks.given", "content.published", "practice.verified"];

    public override async Task<ActivityResult> ExecuteAsync(WorkflowContext run, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (types, since, until) = (run.Node.Texts("ContentTypes").ToList(), now.AddDays(-run.Number("UnusedDays", 180)), now.AddDays(run.Number("NoticeDays", 7)));
        var proposed = db.Standings;
        foreach (var card in await Unused(types, since, now).Where(c => !proposed.Any(s => s.ItemId == c.ItemId && s.ArchiveUtc != null)).Take(MostAtOnce).ToListAsync(ct))
        {
            await ProposeAsync(card, until, now, ct);
        }

        foreach (var due in await db.Standings.Where(s => s.ArchiveUtc <= now).OrderBy(s => s.ArchiveUtc).ThenBy(s => s.ItemId).Take(MostAtOnce).ToListAsync(ct))
        {
            due.ArchiveUtc = null;
            if (await Unused(types, since, now).AnyAsync(c => c.ItemId == due.ItemId, ct))
            {
                await retiring.RetireAsync(due.ItemId, null, Writer.Hub, "", now, ct);
            }
        }

        return ActivityResult.Done;
    }

    private IQueryable<Card> Unused(List<string> types, DateTimeOffset since, DateTimeOffset now)
    {
        var (log, standings) = (db.Activities, db.Standings);
        return db.Cards.Published.Where(c => types.Contains(c.Kind) && c.CommunityId != null && c.ListedUtc < since && (c.VerifiedUntilUtc == null || c.VerifiedUntilUtc < now)
                && !log.Any(a => a.ItemId == c.ItemId && a.AtUtc > since && Uses.Contains(a.Verb)) && !standings.Any(s => s.ItemId == c.ItemId && s.KeptUtc > since))
            .OrderBy(c => c.ListedUtc).ThenBy(c => c.ItemId);
    }

    private async Task ProposeAsync(Card card, DateTimeOffset until, DateTimeOffset now, CancellationToken ct)
    {
        (await db.StandingOfAsync(card.ItemId, ct)).ArchiveUtc = until;
        await db.RecordAsync(card, ReviewDeed.ArchiveProposed, Writer.Hub, now, "", ct);
        var leaders = await db.Memberships.In(card.CommunityId!).Leading(now).Select(m => m.UserId).ToListAsync(ct);
        foreach (var person in leaders.Append(card.OwnerId).Distinct())
        {
            await db.PutWaitAsync(person, ReviewWaits.Archive, card.ItemId, card.Title, "/reviews/keep/" + card.ItemId, now, until, ct);
        }
    }
}
