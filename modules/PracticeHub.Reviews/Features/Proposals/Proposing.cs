using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Text;
using PracticeHub.Reviews.Features.ReviewDesk;
using PracticeHub.Reviews.Features.ReviewRequests;
using PracticeHub.Reviews.Features.Standings;

namespace PracticeHub.Reviews.Features.Proposals;

/// <summary>Takes what readers suggest, and what becomes of it; all of it is saved.</summary>
public sealed class Proposing(HubDb db, ContentStore store, Ids ids, IStringLocalizer<Startup> words)
{
    private const int NoteLength = 300;

    /// <param name="typed">The texts as the reader would have them, by their keys.</param>
    public Task<Refusal?> SuggestAsync(Card card, string byId, IReadOnlyDictionary<string, string?> typed, string note, DateTimeOffset at, CancellationToken ct) => db.InTransactionAsync<Refusal?>(async () =>
    {
        await db.HoldItemAsync(card.ItemId, ct);
        var item = (await store.FindPublishedAsync(card.ItemId, ct))!;
        var changed = ItemTexts.ProseOf(item).Select(text => (text.Key, text.Text, Typed: Plain(typed.GetValueOrDefault(text.Key) ?? text.Text)))
            .Where(text => text.Typed != Plain(text.Text)).ToDictionary(text => text.Key, text => text.Typed);
        if (changed.Count == 0)
        {
            return new("nothing-changed", "Nothing is different yet. Change the text so that it reads as it should.");
        }

        if (await db.Proposals.SingleOrDefaultAsync(p => p.OpenItemId == card.ItemId && p.ById == byId, ct) is not { } proposal)
        {
            proposal = new Proposal { Id = ids.New(), ItemId = card.ItemId, ById = byId };
            db.Add(proposal);
        }

        proposal.Say(item.VersionId!, changed, note, at);
        db.Add(RecordEntry.Of(card, ReviewDeed.Suggested, byId, at, note, item.VersionId));
        await LetWaitAsync(card, proposal, at, ct);
        await db.SaveChangesAsync(ct);
        return null;
    }, ct);

    /// <summary>Makes it a version. What leaders have promoted is published by them alone, unless it is a small change; otherwise it is a draft.</summary>
    /// <param name="versionId">The version beside which it was read.</param>
    public Task<Refusal?> TakeOverAsync(string id, Card card, Writer by, bool isLeader, string versionId, ChangeSize size, DateTimeOffset at, CancellationToken ct) => db.InTransactionAsync<Refusal?>(async () =>
    {
        var (proposal, settled) = await HoldAsync(id, card.ItemId, ct);
        var item = (await store.FindLatestAsync(card.ItemId, ct))!;
        if (settled is not null || item.VersionId != versionId)
        {
            return settled ?? ContentStore.Stale;
        }

        if (!proposal.ByKey.Select(text => ItemTexts.Put(item, text.Key, text.Value)).ToList().Contains(true))
        {
            return new("nothing-left", "The texts that it changes are not there any more. Turn it down, or take over by hand what is worth it.");
        }

        var isShown = item.Published && (isLeader || card.Promotion is PromotionLevel.None || size is not ChangeSize.Real);
        var name = (await db.Users.FindAsync([proposal.ById], ct))?.DisplayName ?? words["somebody who left"];
        var note = Excerpt.Of(proposal.Note.Length > 0 ? words["Suggested by {0}: {1}", name, proposal.Note] : words["Suggested by {0}", name], NoteLength);
        if ((isShown ? await store.PublishAsync(item, by, ct, note, size) : await store.SaveDraftAsync(item, by, ct, note)) is { } refusal)
        {
            return refusal;
        }

        await AnswerAsync(proposal, ReviewDeed.TakenOver, by.UserId, null, item.VersionId, at, ct);
        return null;
    }, ct);

    public Task<Refusal?> TurnDownAsync(string id, Card card, string byId, string why, DateTimeOffset at, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        var (proposal, settled) = await HoldAsync(id, card.ItemId, ct);
        await (settled is null ? AnswerAsync(proposal, ReviewDeed.TurnedDown, byId, why, proposal.VersionId, at, ct) : Task.CompletedTask);
        return settled;
    }, ct);

    private async Task<(Proposal Proposal, Refusal? Settled)> HoldAsync(string id, string itemId, CancellationToken ct)
    {
        await db.HoldItemAsync(itemId, ct);
        var proposal = await db.Proposals.SingleAsync(p => p.Id == id, ct);
        return (proposal, proposal.OpenItemId is null ? new("settled-already", "Somebody has answered it in the meantime.") : null);
    }

    private async Task AnswerAsync(Proposal proposal, ReviewDeed deed, string byId, string? why, string? versionId, DateTimeOffset at, CancellationToken ct)
    {
        var card = (await db.Cards.FindAsync([proposal.ItemId], ct))!;
        proposal.Settle(byId, why, at);
        db.Add(new RecordEntry
        {
            ItemId = card.ItemId, CommunityId = card.CommunityId, UserId = byId, Deed = deed, Note = why ?? "", VersionId = versionId, ToUserId = proposal.ById, AtUtc = at,
        });
        db.RemoveRange(await db.Waits.Where(w => w.ItemId == card.ItemId && w.Reason == ReviewWaits.Proposal).ToListAsync(ct));
        await db.PutWaitAsync(proposal.ById, Wait.Note, card.ItemId, card.Title, "/reviews/proposals/" + proposal.Id, at, null, ct);
        if (await db.Proposals.Where(p => p.OpenItemId == card.ItemId && p.Id != proposal.Id).OrderBy(p => p.AtUtc).ThenBy(p => p.Id).FirstOrDefaultAsync(ct) is { } next)
        {
            await LetWaitAsync(card, next, next.AtUtc, ct);
        }

        await db.SaveChangesAsync(ct);
    }

    private async Task LetWaitAsync(Card card, Proposal proposal, DateTimeOffset at, CancellationToken ct)
    {
        var leaders = card.CommunityId is { } community ? await db.Memberships.In(community).Leading(at).Select(m => m.UserId).ToListAsync(ct) : [];
        foreach (var person in leaders.Append(card.OwnerId).Distinct().Where(person => person != proposal.ById))
        {
            await db.PutWaitAsync(person, ReviewWaits.Proposal, card.ItemId, card.Title, "/reviews/proposals/" + proposal.Id, at, null, ct);
        }
    }

    private static string Plain(string text) => text.ReplaceLineEndings("\n").Replace("\0", "", StringComparison.Ordinal).Trim();
}
