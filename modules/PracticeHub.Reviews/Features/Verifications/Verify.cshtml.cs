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

/// <summary>What a reader finds: evidence for whoever verifies it.</summary>
public sealed record Said(bool Holds, string? Name, string Note, DateTimeOffset AtUtc);

[Authorize]
public sealed class VerifyModel(
    Verifying verifying, HubDb db, CurrentMember me, ActivityPump pump, TimeProvider clock) : PageModel
{
    private const int MostSaid = 50;

    [BindProperty, Required(ErrorMessage = "Say what you looked at, in a sentence."), StringLength(VerificationConfiguration.NoteLength, ErrorMessage = "Keep this under {1} characters.")]
    public string Note { get; set; } = "";

    /// <summary>Null leaves it to what the community has agreed on.</summary>
    [BindProperty]
    public Risk? Risk { get; set; }

    public Card Card { get; private set; } = null!;

    /// <summary>What readers have said since it was verified last.</summary>
    public IReadOnlyList<Said> Said { get; private set; } = [];

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
        if (await verifying.VerifyAsync(itemId, me.RequiredId, Note.Trim(), now, await verifying.UntilAsync(Card, Risk, now, ct), ct) is { } refusal)
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
        if (Card is null || !me.Leads(Card.CommunityId))
        {
            return false;
        }

        var (users, verifications) = (db.Users, db.Verifications);
        Said = await db.ReviewRecord.Where(r => r.ItemId == itemId && (r.Deed == ReviewDeed.Confirmed || r.Deed == ReviewDeed.Flagged) && !verifications.Any(v => v.ItemId == itemId && v.AtUtc > r.AtUtc))
            .OrderByDescending(r => r.Id).Take(MostSaid)
            .Select(r => new Said(r.Deed == ReviewDeed.Confirmed, users.Where(u => u.Id == r.UserId).Select(u => u.DisplayName).FirstOrDefault(), r.Note, r.AtUtc)).ToListAsync(ct);
        return true;
    }
}
