using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Text;
using PracticeHub.Reviews.Features.ReviewDesk;
using PracticeHub.Reviews.Features.ReviewRequests;
using PracticeHub.Reviews.Features.Standings;

namespace PracticeHub.Reviews.Features.Verifications;

/// <summary>The text as it stands, with what changed since it was verified and what was found meanwhile, and the word that it still holds.</summary>
[Authorize]
public sealed class VerifyModel(
    Verifying verifying, ItemReader items, HubDb db, CurrentMember me, MarkdownRenderer markdown, ActivityPump pump, TimeProvider clock) : PageModel
{
    private const int MostSaid = 50;
    private Risk? _risk;

    [BindProperty, Required(ErrorMessage = "Say what you looked at, in a sentence."), StringLength(VerificationConfiguration.NoteLength, ErrorMessage = "Keep this under {1} characters.")]
    public string Note { get; set; } = "";

    /// <summary>Null leaves it to what the community has agreed on.</summary>
    [BindProperty]
    public Risk? Risk { get; set; }

    public ItemView Item { get; private set; } = null!;

    public IReadOnlyList<ReviewField> Fields { get; private set; } = [];

    /// <summary>What speaks for and against it since it was verified last, newest first.</summary>
    public IReadOnlyList<PathStep> Said { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string itemId, CancellationToken ct)
    {
        if (!await FindAsync(itemId, ct))
        {
            return NotFound();
        }

        Risk = _risk;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string itemId, CancellationToken ct)
    {
        if (!await FindAsync(itemId, ct))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var now = clock.GetUtcNow();
        if (await verifying.VerifyAsync(itemId, me.RequiredId, Note.Trim(), now, await verifying.UntilAsync(Item.Card, Risk, now, ct), ct) is { } refusal)
        {
            return this.Refused(refusal, nameof(Note));
        }

        (await db.StandingOfAsync(itemId, ct)).Risk = Risk;
        await db.SaveChangesAsync(ct);
        pump.Wake();
        return Redirect("/" + Item.Card.Path);
    }

    private async Task<bool> FindAsync(string itemId, CancellationToken ct)
    {
        var (versions, record, standings, heads) = (db.Versions, db.ReviewRecord, db.Standings, db.Set<ContentHead>());
        var known = await (from card in db.Cards.VisibleTo(me).AsNoTracking()
                           where card.ItemId == itemId && card.CommunityId != null
                           let verified = record.Where(r => r.ItemId == itemId && r.Deed == ReviewDeed.Verified).OrderByDescending(r => r.Id).Select(r => r.VersionId).FirstOrDefault()
                           select new
                           {
                               Card = card,
                               Document = versions.Where(v => heads.Any(h => h.ItemId == itemId && v.VersionId == (h.PublishedVersionId ?? h.LatestVersionId))).Select(v => v.Document).FirstOrDefault(),
                               Before = versions.Where(v => v.VersionId == verified).Select(v => v.Document).FirstOrDefault(),
                               Risk = standings.Where(s => s.ItemId == itemId).Select(s => s.Risk).FirstOrDefault(),
                           }).FirstOrDefaultAsync(ct);
        if (known is null || !me.Leads(known.Card.CommunityId))
        {
            return false;
        }

        Item = await items.CompleteAsync(ItemView.Alone(known.Card), ct);
        _risk = known.Risk;
        Fields = ReviewText.Fields(known.Document, known.Before, [], markdown);
        Said = [.. Item.Around[ReviewAround.Found].OrderByDescending(s => s.Number).Take(MostSaid).Select(s => new PathStep(s.Title!, 0, s.Key, s.Name, s.Text ?? "", "", "", null, null, s.AtUtc!.Value))];
        return true;
    }
}
