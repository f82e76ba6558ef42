using Microsoft.AspNetCore.Mvc;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Contents.Features.Versions;

public sealed class HistoryModel(HubDb db, CurrentHub hub, ContentStore store, CurrentMember me, ActivityPump pump) : RevisionsModel(db, hub, me)
{
    public async Task<IActionResult> OnGetAsync(string id, CancellationToken ct) => await LoadAsync(id, ct) ? Page() : NotFound();

    /// <summary>Makes an older version the newest draft; readers go on seeing what is published.</summary>
    public async Task<IActionResult> OnPostAsync(string id, string version, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct) || !MayEdit || Versions.All(v => v.VersionId != version))
        {
            return NotFound();
        }

        if (await store.RestoreAsync(id, version, this.WriterOf(Me), ct) is { } refusal)
        {
            return this.Refused(refusal);
        }

        await Db.SaveChangesAsync(ct);
        pump.Wake();
        return RedirectToPage(new { id });
    }
}
