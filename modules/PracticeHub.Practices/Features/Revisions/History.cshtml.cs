using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;
using PracticeHub.Practices.Features.Practices;

namespace PracticeHub.Practices.Features.Revisions;

public sealed class HistoryModel(HubDb db, ContentStore store, CurrentMember me, ActivityPump pump) : PageModel
{
    public Card Card { get; private set; } = null!;

    public IReadOnlyList<VersionRow> Versions { get; private set; } = [];

    public bool MayEdit => me.MayEdit(Card);

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken ct) => await LoadAsync(slug, ct) ? Page() : NotFound();

    /// <summary>Makes an older version the newest draft; readers go on seeing what is published.</summary>
    public async Task<IActionResult> OnPostAsync(string slug, string version, CancellationToken ct)
    {
        if (!await LoadAsync(slug, ct) || !MayEdit || Versions.All(v => v.VersionId != version))
        {
            return NotFound();
        }

        if (await store.RestoreAsync(Card.ItemId, version, this.WriterOf(me), ct) is { } refusal)
        {
            return this.Refused(refusal);
        }

        await db.SaveChangesAsync(ct);
        pump.Wake();
        return RedirectToPage(new { slug });
    }

    private async Task<bool> LoadAsync(string slug, CancellationToken ct)
    {
        if (await db.PracticeAt(slug, me).FirstOrDefaultAsync(ct) is not { } card)
        {
            return false;
        }

        Card = card;
        Versions = await db.VersionsOfAsync(card.ItemId, MayEdit, ct);
        return true;
    }
}
