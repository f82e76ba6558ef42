using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Today.Features.Notes;

/// <summary>News that a workflow left for somebody: once read, it waits no longer.</summary>
[Authorize]
public sealed class NoteModel(HubDb db, CurrentMember me) : PageModel
{
    public IActionResult OnGet() => NotFound();

    public async Task<IActionResult> OnPostAsync(string id, CancellationToken ct)
    {
        if (await db.Waits.FindAsync([me.RequiredId, Wait.Note, id], ct) is { } note)
        {
            db.Remove(note);
            await db.SaveChangesAsync(ct);
        }

        // Where it stood in the list nothing is left.
        return Request.IsHtmx ? Content("") : LocalRedirect("/");
    }
}
