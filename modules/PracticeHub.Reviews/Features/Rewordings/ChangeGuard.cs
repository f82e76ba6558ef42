using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Reviews.Features.ReviewDesk;
using PracticeHub.Reviews.Features.ReviewRequests;
using PracticeHub.Reviews.Features.Standings;
using PracticeHub.Reviews.Features.Verifications;

namespace PracticeHub.Reviews.Features.Rewordings;

/// <summary>
/// Whatever way something that is promoted or verified changes: a real change is verified again, a small one keeps the trust, and
/// leaders look at it. What they approved, and what the operator imports, is no change behind their backs.
/// </summary>
internal sealed class ChangeGuard(HubDb db, ReviewFlows flows, Ids ids, TimeProvider clock) : IPublishGuard
{
    public async Task<Refusal?> LookAsync(Republication change, CancellationToken ct)
    {
        if (change.By.UserId == Writer.Operator || await db.Cards.FindAsync([change.Item.Id], ct) is not { IsVouchedFor: true } card)
        {
            return null;
        }

        var before = ContentItem.Parse(await DocumentAsync(change.BeforeVersionId, ct));
        if (ItemTexts.SayTheSame(before, change.Item)
            || await db.ReviewRequests.AnyAsync(r => r.ItemId == card.ItemId && r.VersionId == change.VersionId && r.State == ReviewState.Approved, ct))
        {
            return null;
        }

        var now = clock.GetUtcNow();
        if (change.Size is not ChangeSize.Real)
        {
            return await RewordAsync(card, change, now, ct);
        }

        await db.CountAsChangedAsync(card, now, ct);
        db.Add(RecordEntry.Of(card, ReviewDeed.Changed, change.By.UserId, now, change.Note ?? "", change.VersionId));
        return null;
    }

    private async Task<Refusal?> RewordAsync(Card card, Republication change, DateTimeOffset now, CancellationToken ct)
    {
        if (await db.ReviewRequests.AnyAsync(r => r.OpenItemId == card.ItemId, ct))
        {
            return AtTheChoice(new("in-review", "Its leaders have a newer text before them, which would go out with your small change. Wait for their word, or save a draft."));
        }

        var (changed, words) = ItemTexts.Measure(ContentItem.Parse(await DocumentAsync(await VouchedForAsync(card.ItemId, ct) ?? change.BeforeVersionId, ct)), change.Item);
        if (change.Size is ChangeSize.Small && Rewording.IsMuch(changed, words))
        {
            return AtTheChoice(new("looks-big", "{0} of {1} words are different from what was verified. If it is a small change all the same, send it once more; the leaders see the numbers too.", changed, words));
        }

        db.Add(new Rewording
        {
            Id = ids.New(), ItemId = card.ItemId, CommunityId = card.CommunityId, BeforeVersionId = change.BeforeVersionId, VersionId = change.VersionId, ById = change.By.UserId,
            Changed = changed, Words = words, AtUtc = now, UntilUtc = now.AddDays((await flows.RulesAsync(card, ct)).ObjectionDays),
        });
        db.Add(RecordEntry.Of(card, ReviewDeed.Reworded, change.By.UserId, now, change.Note ?? "", change.VersionId));
        return null;
    }

    /// <summary>The version before the first small change since it was verified, so that many small ones cannot make a real one unseen.</summary>
    private async Task<string?> VouchedForAsync(string itemId, CancellationToken ct)
    {
        var since = await db.Verifications.Where(v => v.ItemId == itemId).MaxAsync(v => (DateTimeOffset?)v.AtUtc, ct) ?? DateTimeOffset.UnixEpoch;
        return await db.Rewordings.Where(r => r.ItemId == itemId && r.AtUtc > since).OrderBy(r => r.AtUtc).ThenBy(r => r.Id).Select(r => r.BeforeVersionId).FirstOrDefaultAsync(ct);
    }

    private Task<string> DocumentAsync(string versionId, CancellationToken ct) => db.Versions.Where(v => v.VersionId == versionId).Select(v => v.Document).SingleAsync(ct);

    /// <summary>It stands on the pages of other modules, in the panel of this one.</summary>
    private static Refusal AtTheChoice(Refusal refusal) => refusal with { Words = typeof(Startup), Field = "Change" };
}
