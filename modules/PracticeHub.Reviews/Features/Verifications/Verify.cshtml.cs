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
using PracticeHub.Reviews.Features.ReviewRequests;
using PracticeHub.Reviews.Features.Standings;

namespace PracticeHub.Reviews.Features.Verifications;

[Authorize]
public sealed class VerifyModel(
    Verifying verifying, HubDb db, CurrentMember me, ContentStore store, ActivityPump pump, TimeProvider clock) : PageModel
{
    [BindProperty, Required(ErrorMessage = "Say what you looked at, in a sentence."), StringLength(VerificationConfiguration.NoteLength, ErrorMessage = "Keep this under {1} characters.")]
    public string Note { get; set; } = "";

    /// <summary>Null leaves it to what the community has agreed on.</summary>
    [BindProperty]
    public Risk? Risk { get; set; }

    public Card Card { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string itemId, CancellationToken ct) => await FindAsync(itemId, ct) ? Page() : NotFound();

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
        var days = RiskDays.Of(Risk) ?? (await store.FindPublishedAsync(Card.CommunityId!, ct))?.Get<ReviewRules>().VerifyDays ?? new ReviewRules().VerifyDays;
        if (await verifying.VerifyAsync(itemId, me.RequiredId, Note.Trim(), now, now.AddDays(days), ct) is { } refusal)
        {
            return this.Refused(refusal, nameof(Note));
        }

        (await db.StandingOfAsync(itemId, ct)).Risk = Risk;
        await db.SaveChangesAsync(ct);
        pump.Wake();
        return Redirect("/" + Card.Path);
    }

    private async Task<bool> FindAsync(string itemId, CancellationToken ct)
    {
        Card = (await db.Cards.VisibleTo(me).AsNoTracking().FirstOrDefaultAsync(c => c.ItemId == itemId && c.CommunityId != null, ct))!;
        return Card is not null && me.Leads(Card.CommunityId);
    }
}
