using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;
using PracticeHub.Media.Features.Library;
using PracticeHub.Media.Features.Uploads;

namespace PracticeHub.Media.Features.Files;

/// <summary>Gives a file another name, place or content.</summary>
[Needs("ManageOwnMediaContent")]
public sealed class ChangeModel(FileReader reader, MediaLibrary library, Uploader uploader, CurrentMember me) : PageModel
{
    private static readonly Refusal OtherEnding = new("other-ending", "The ending of the name says what kind of file it is, so it stays.");

    [FromQuery(Name = "path")]
    public string? Path { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Folder { get; set; }

    [BindProperty]
    public IFormFile? Version { get; set; }

    public FileView View { get; private set; } = null!;

    private MediaRoom Room => MediaRoom.Of(me);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        (Name, Folder) = (View.File.Name, Room.Inside(View.File.Folder));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var (file, name) = (View.File, MediaPath.Clean(Name ?? ""));
        if (Room.Folder(MediaPath.Join(Room.Root, Folder ?? "")) is not { } folder)
        {
            return this.Refused(new("not-your-folder", "This folder is not yours, or it leads out of the library."), nameof(Folder));
        }

        if (!string.Equals(System.IO.Path.GetExtension(name), System.IO.Path.GetExtension(file.Name), StringComparison.OrdinalIgnoreCase))
        {
            return this.Refused(OtherEnding, nameof(Name));
        }

        var target = MediaPath.Join(folder, name);
        return target != file.Path && await library.MoveAsync(file, target, ct) is { } refusal ? this.Refused(refusal, nameof(Name)) : Back(target);
    }

    public async Task<IActionResult> OnPostReplaceAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        (Name, Folder) = (View.File.Name, Room.Inside(View.File.Folder));
        ModelState.Clear();
        var refusal = Version is null ? new("no-file", "Choose a file.") : await uploader.ReplaceAsync(View.File, Version, ct);
        return refusal is null ? Back(View.File.Path) : this.Refused(refusal, nameof(Version));
    }

    private RedirectToPageResult Back(string path) => RedirectToPage("/Files/File", new { path });

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        View = await reader.FindAsync(Path, ct) ?? View;
        return View is not null;
    }
}
