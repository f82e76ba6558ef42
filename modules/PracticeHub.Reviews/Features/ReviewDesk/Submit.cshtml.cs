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

namespace PracticeHub.Reviews.Features.ReviewDesk;

[Authorize]
public sealed class SubmitModel(
    Submitting submitting, HubDb db, CurrentMember me, DatabaseEngine engine, ActivityPump pump, TimeProvider clock) : PageModel
{
    [BindProperty, StringLength(ReviewRecords.NoteLength, ErrorMessage = "Keep the note under 4,000 characters.")]
    public string? Note { get; set; }

    /// <summary>What its author thinks; the leaders may see it otherwise.</summary>
    [BindProperty]
    public Risk? Risk { get; set; }

    public Card Card { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string itemId, CancellationToken ct) => await FindAsync(itemId, ct, withRisk: true) ? Page() : NotFound();

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

        var (request, refusal) = await submitting.SubmitAsync(itemId, me.RequiredId, (Note ?? "").Trim(), clock.GetUtcNow(), ct);
        if (refusal is not null)
        {
            return this.Refused(refusal, nameof(Note));
        }

        (await db.StandingOfAsync(itemId, ct)).Risk = Risk;
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException twice) when (engine.IsUniqueViolation(twice))
        {
            return this.Refused(new("in-review", "It has been submitted a moment ago. Look at it on its page."), nameof(Note));
        }

        await pump.CatchUpAsync(ct);
        return Redirect("/reviews/" + request!.Id);
    }

    private async Task<bool> FindAsync(string itemId, CancellationToken ct, bool withRisk = false)
    {
        Risk = withRisk ? await db.Standings.Where(s => s.ItemId == itemId).Select(s => s.Risk).FirstOrDefaultAsync(ct) : Risk;
        Card = (await db.Cards.VisibleTo(me).AsNoTracking().FirstOrDefaultAsync(c => c.ItemId == itemId && c.OwnerId == me.RequiredId, ct))!;
        return Card is not null;
    }
}
