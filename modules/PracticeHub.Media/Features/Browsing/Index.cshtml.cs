using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;
using PracticeHub.Media.Features.Library;
using PracticeHub.Media.Features.Quotas;
using PracticeHub.Media.Features.Storage;
using PracticeHub.Media.Features.Uploads;

namespace PracticeHub.Media.Features.Browsing;

/// <summary>The library, folder by folder, and the way into it.</summary>
[Needs("ManageOwnMediaContent")]
public sealed class IndexModel(MediaLists lists, Uploader uploader, MediaOptions options, MediaQuota quota, CurrentMember me, IStringLocalizerFactory words) : PageModel
{
    public const string OnlyUnready = "unready";

    private readonly MediaRoom _room = MediaRoom.Of(me);

    [BindProperty(SupportsGet = true)]
    public string? Folder { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary><see cref="OnlyUnready"/>, or everything.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Show { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    [BindProperty]
    public List<IFormFile> Files { get; set; } = [];

    public string At { get; private set; } = "";

    public string Room => _room.Root;

    public MediaList List { get; private set; } = new([], [], null);

    public MediaOptions Options => options;

    public MediaQuota Quota => quota;

    public bool IsSearch => Show is OnlyUnready || !string.IsNullOrWhiteSpace(Q);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var taken = new List<MediaFile>();
        foreach (var sent in Files)
        {
            var (file, refusal) = await uploader.TakeAsync(sent, At, null, ct);
            if (refusal is not null)
            {
                ModelState.AddModelError(nameof(Files), $"{MediaPath.Clean(sent.FileName)}: {words.Say(refusal, GetType())}");
            }

            taken.AddRange(file is null ? [] : [file]);
        }

        if (Files.Count == 0)
        {
            ModelState.AddModelError(nameof(Files), words.WordsOf(GetType())["Choose a file."]);
        }

        if (!ModelState.IsValid)
        {
            await LoadAsync(ct);
            return this.Invalid();
        }

        return taken is [var only] ? RedirectToPage("/Files/File", new { path = only.Path }) : RedirectToPage(new { folder = At, show = taken.TrueForAll(f => f.IsReady) ? null : OnlyUnready });
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (_room.Folder(Folder) is not { } folder)
        {
            return false;
        }

        At = folder;
        var list = IsSearch ? await lists.FoundAsync(_room, Q?.Trim() ?? "", Show is OnlyUnready, After, ct) : await lists.InAsync(folder, After, quota.Most is null ? null : MediaRoom.OwnIn(folder), ct);
        List = list ?? List with { Used = quota.Most is null ? null : 0 };
        // One's own folder is there from the first file on.
        return list is not null || folder == Room;
    }
}
