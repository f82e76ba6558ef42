using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;
using PracticeHub.Media.Features.Library;
using PracticeHub.Media.Features.Uploads;

namespace PracticeHub.Media.Features.Files;

/// <summary>One file: what it is, what one sees in it, and who uses it.</summary>
[Needs("ManageOwnMediaContent")]
public sealed class FileModel(HubDb db, FileReader reader, MediaLibrary library, Uploader uploader, CurrentMember me) : PageModel
{
    [FromQuery(Name = "path")]
    public string? Path { get; set; }

    [BindProperty, StringLength(MediaConfiguration.AltLength, ErrorMessage = "At most {1} characters.")]
    public string? Alt { get; set; }

    /// <summary>Only the place at which a refusal is said.</summary>
    public string? Delete { get; }

    public FileView View { get; private set; } = null!;

    public string Room => MediaRoom.Of(me).Root;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await reader.FindAsync(Path, ct) is not { } view)
        {
            return NotFound();
        }

        (View, Alt) = (view, view.File.Alt);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await reader.FindAsync(Path, ct) is not { } view)
        {
            return NotFound();
        }

        View = view;
        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        if (view.File.IsImage && string.IsNullOrWhiteSpace(Alt))
        {
            return this.Refused(new("needs-a-text", "Say in a few words what one sees, for those who do not see it."), nameof(Alt));
        }

        db.Attach(view.File).Entity.Alt = Alt?.Trim() ?? "";
        await db.SaveChangesAsync(ct);
        await uploader.ShowAnewAsync(view.File.Path, ct);
        return RedirectToPage(new { path = view.File.Path });
    }

    public async Task<IActionResult> OnPostDeleteAsync(CancellationToken ct)
    {
        if (await reader.FindAsync(Path, ct) is not { } view)
        {
            return NotFound();
        }

        (View, Alt) = (view, view.File.Alt);
        ModelState.Clear();
        return await library.DeleteAsync(view.File, ct) is { } refusal ? this.Refused(refusal, nameof(Delete)) : Redirect($"/media?folder={Uri.EscapeDataString(view.File.Folder)}");
    }
}
