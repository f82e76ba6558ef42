using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;
using PracticeHub.Media.Features.Library;

namespace PracticeHub.Media.Features.Folders;

/// <summary>Makes, renames and deletes folders.</summary>
[Needs("ManageOwnMediaContent")]
public sealed class FolderModel(HubDb db, MediaLibrary library, CurrentMember me) : PageModel
{
    private static readonly Refusal Nameless = new("no-name", "Give the folder a name.");

    [BindProperty(SupportsGet = true)]
    public string? Path { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    /// <summary>Only the place at which a refusal is said.</summary>
    public string? Delete { get; }

    public string At { get; private set; } = "";

    /// <summary>Whether a folder is to be made in this one.</summary>
    public bool IsNew { get; private set; }

    private MediaRoom Room => MediaRoom.Of(me);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Name = MediaPath.NameOf(At);
        return Page();
    }

    public async Task<IActionResult> OnPostNewAsync(CancellationToken ct)
    {
        if (Room.Folder(Path) is not { } folder)
        {
            return NotFound();
        }

        (At, IsNew) = (folder, true);
        var path = MediaPath.Join(folder, NewName());
        return await RefusalOfAsync(() => library.NewFolderAsync(path, ct)) is { } refusal ? this.Refused(refusal, nameof(Name)) : Show(path);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var path = MediaPath.Join(MediaPath.FolderOf(At), NewName());
        return path != At && await RefusalOfAsync(() => library.MoveFolderAsync(At, path, ct)) is { } refusal ? this.Refused(refusal, nameof(Name)) : Show(path);
    }

    public async Task<IActionResult> OnPostDeleteAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Name = MediaPath.NameOf(At);
        return await library.DeleteFolderAsync(At, ct) is { } refusal ? this.Refused(refusal, nameof(Delete)) : Show(MediaPath.FolderOf(At));
    }

    private string NewName() => string.IsNullOrWhiteSpace(Name) ? "" : MediaPath.Clean(Name);

    private async Task<Refusal?> RefusalOfAsync(Func<Task<Refusal?>> act) => NewName().Length == 0 ? Nameless : await act();

    private RedirectResult Show(string folder) => Redirect($"/media?folder={Uri.EscapeDataString(folder)}");

    /// <summary>A folder that the member may rename: below their room, and none that is fixed.</summary>
    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        At = Room.Folder(Path) ?? "";
        return At != Room.Root && !MediaPath.IsFixed(At) && await db.MediaFolders.AnyAsync(f => f.Path == At, ct);
    }
}
