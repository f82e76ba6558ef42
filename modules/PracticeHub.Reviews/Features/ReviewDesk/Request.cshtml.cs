using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Text;
using PracticeHub.Reviews.Features.ReviewRequests;

namespace PracticeHub.Reviews.Features.ReviewDesk;

[Authorize]
public sealed class RequestModel(
    DeskReader desk, Deciding deciding, CurrentMember me, MarkdownRenderer markdown, ActivityPump pump, TimeProvider clock) : PageModel
{
    [BindProperty, StringLength(ReviewRecords.NoteLength, ErrorMessage = "Keep the note under 4,000 characters.")]
    public string? Note { get; set; }

    [BindProperty]
    public List<int> CriteriaMet { get; set; } = [];

    [BindProperty]
    public int Round { get; set; }

    [BindProperty]
    public string VersionId { get; set; } = "";

    [BindProperty]
    public Verdict Verdict { get; set; }

    /// <summary>Whether the form was sent from the desk.</summary>
    [BindProperty]
    public bool FromDesk { get; set; }

    public ReviewView Review { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken ct) => await LoadAsync(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        if (Verdict is Verdict.Submitted || !ModelState.IsValid)
        {
            return this.Invalid();
        }

        var decision = new Decision(me.RequiredId, Round, VersionId, Verdict, (Note ?? "").Trim(), CriteriaMet, clock.GetUtcNow());
        if (await deciding.DecideAsync(id, decision, ct) is { } refusal)
        {
            return this.Refused(refusal, nameof(Note));
        }

        await pump.CatchUpAsync(ct);
        return Redirect(FromDesk ? "/reviews" : "/reviews/" + id);
    }

    private async Task<bool> LoadAsync(string id, CancellationToken ct)
    {
        if (await desk.FindAsync(id, ct) is not { } found)
        {
            return false;
        }

        Review = ReviewView.Of(found, me, markdown) with { Form = new(Note ?? "", CriteriaMet), IsOnDesk = FromDesk };
        return true;
    }
}
