using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;
using PracticeHub.Resources.Features.Share;
using PracticeHub.Taxonomies;

namespace PracticeHub.Resources.Features.Resource;

[Authorize]
public sealed class EditModel(HubDb db, ContentStore store, ResourceWriter writer, TopicNames names, CurrentMember me, ActivityPump pump) : PageModel
{
    public Card Card { get; private set; } = null!;

    [FromRoute]
    public string Id { get; set; } = "";

    [BindProperty(Name = "")]
    public ResourceForm Form { get; set; } = new();

    /// <summary>The version that the writer began with.</summary>
    [BindProperty]
    public string? VersionId { get; set; }

    /// <summary>How much the change means, where others have vouched for what readers see.</summary>
    [BindProperty]
    public ChangeSize Change { get; set; }

    public Card? Twin { get; private set; }

    /// <summary>What somebody else saved meanwhile; null when nobody did.</summary>
    public ResourceForm? Theirs { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await FindAsync(ct) is not { } item)
        {
            return NotFound();
        }

        ModelState.Clear();
        Form = ResourceForm.Of(item, await names.WriteAsync(item.Get<TopicsPart>().TermIds, ct));
        VersionId = item.VersionId;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await FindAsync(ct) is not { } item)
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        if (item.VersionId != VersionId)
        {
            return await StaleAsync(item, ct);
        }

        if (await writer.FillAsync(item, Form, ct) is { Refusal: { } reason } refused)
        {
            Twin = refused.Twin;
            return this.Refused(reason, refused.Field);
        }

        var refusal = Card.State is CardState.Published
            ? await store.PublishAsync(item, this.WriterOf(me), ct, size: Change) : await store.SaveDraftAsync(item, this.WriterOf(me), ct);
        return refusal is null ? await SaveAsync(ct) : this.Refused(refusal);
    }

    private async Task<IActionResult> SaveAsync(CancellationToken ct)
    {
        if (!await db.TrySaveAsync(ct))
        {
            return await StaleAsync((await store.FindLatestAsync(Id, ct))!, ct);
        }

        pump.Wake();
        return Redirect($"/resources/{Id}");
    }

    /// <summary>Saving again then means: mine, knowing theirs.</summary>
    private async Task<IActionResult> StaleAsync(ContentItem theirs, CancellationToken ct)
    {
        Theirs = ResourceForm.Of(theirs, await names.WriteAsync(theirs.Get<TopicsPart>().TermIds, ct));
        ModelState.Remove(nameof(VersionId));
        VersionId = theirs.VersionId;
        return this.Refused(ContentStore.Stale);
    }

    private async Task<ContentItem?> FindAsync(CancellationToken ct)
    {
        var found = await store.FindAtAsync("resources/" + Id, me, ct);
        if (found is null || !Rights.MayEdit(me, found.Card))
        {
            return null;
        }

        Card = found.Card;
        return found.Item;
    }
}
