using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;
using PracticeHub.Media.Features.Browsing;
using PracticeHub.Media.Features.Library;

namespace PracticeHub.Media.Features.Choosing;

/// <summary>What the dialog of a media field shows: the library, to choose from.</summary>
[Needs("ManageOwnMediaContent")]
public sealed class ChooseModel(MediaLists lists, CurrentMember me) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Folder { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public string At { get; private set; } = "";

    public string Room { get; private set; } = "";

    public MediaList List { get; private set; } = new([], [], null);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var room = MediaRoom.Of(me);
        if (room.Folder(Folder) is not { } folder)
        {
            return NotFound();
        }

        (At, Room) = (folder, room.Root);
        List = (string.IsNullOrWhiteSpace(Q) ? await lists.InAsync(folder, After, null, ct) : await lists.FoundAsync(room, Q.Trim(), false, After, ct)) ?? List;
        return Page();
    }
}
