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

    /// <summary>The leaders asked for changes, and there are none yet.</summary>
    public bool IsUnchanged { get; private set; }

    public Card Card { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string itemId, CancellationToken ct) => await FindAsync(itemId, ct, isShown: true) ? Page() : NotFound();

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

    private async Task<bool> FindAsync(string itemId, CancellationToken ct, bool isShown = false)
    {
        if (isShown)
        {
            var (standings, heads, asked) = (db.Standings, db.Set<ContentHead>(), db.ReviewRequests.Where(r => r.State == ReviewState.ChangesAsked));
            var around = await db.Cards.Where(c => c.ItemId == itemId).Select(c => new
            {
                Risk = standings.Where(s => s.ItemId == itemId).Select(s => s.Risk).FirstOrDefault(),
                IsUnchanged = asked.Any(r => r.OpenItemId == itemId && heads.Any(h => h.ItemId == itemId && h.LatestVersionId == r.VersionId)),
            }).FirstOrDefaultAsync(ct);
            (Risk, IsUnchanged) = (around?.Risk, around is { IsUnchanged: true });
        }

        Card = (await db.Cards.VisibleTo(me).AsNoTracking().FirstOrDefaultAsync(c => c.ItemId == itemId && c.OwnerId == me.RequiredId, ct))!;
        return Card is not null;
    }
}
