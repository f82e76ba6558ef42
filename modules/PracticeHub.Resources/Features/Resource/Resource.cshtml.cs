using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;
using PracticeHub.Taxonomies;

namespace PracticeHub.Resources.Features.Resource;

/// <summary>The page of a resource; curators tag it right here.</summary>
public sealed class ResourceModel(HubDb db, ItemReader reader, ContentStore store, CurrentMember me, TopicNames names, ActivityPump pump) : PageModel
{
    [BindProperty]
    public string? Topics { get; set; }

    public ItemView Item { get; private set; } = null!;

    public bool IsMine => me.IsSignedIn && Item.Card.OwnerId == me.Id;

    public bool MayEdit => Rights.MayEdit(me, Item.Card);

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        Topics = string.Join(", ", Item.Around["topic"].Select(t => t.Title));
        return Page();
    }

    public async Task<IActionResult> OnPostTopicsAsync(string id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct) || !MayEdit || await store.FindLatestAsync(id, ct) is not { } item)
        {
            return NotFound();
        }

        var chosen = await names.ResolveAsync(Topics, me.CuratesSomething, ct);
        if (chosen.Refusal is not null)
        {
            return this.Refused(chosen.Refusal, nameof(Topics));
        }

        item.Put(TopicsPart.Of(chosen.TermIds));
        var refusal = Item.Card.State is CardState.Published
            ? await store.PublishAsync(item, this.WriterOf(me), ct, "Tagged")
            : await store.SaveDraftAsync(item, this.WriterOf(me), ct, "Tagged");
        return refusal is null ? await SaveAsync(id, ct) : this.Refused(refusal);
    }

    public async Task<IActionResult> OnPostTakeBackAsync(string id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct) || !MayEdit)
        {
            return NotFound();
        }

        await store.UnpublishAsync(id, this.WriterOf(me), ct);
        await SaveAsync(id, ct);
        return IsMine ? Redirect($"/resources/{id}") : Redirect("/resources");
    }

    public async Task<IActionResult> OnPostPublishAsync(string id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct) || !IsMine || await store.FindLatestAsync(id, ct) is not { } item)
        {
            return NotFound();
        }

        await store.PublishVersionAsync(id, item.VersionId!, this.WriterOf(me), ct);
        return await SaveAsync(id, ct);
    }

    private async Task<IActionResult> SaveAsync(string id, CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        pump.Wake();
        return Redirect($"/resources/{id}");
    }

    private async Task<bool> LoadAsync(string id, CancellationToken ct)
    {
        if (await reader.AtAsync($"resources/{id}", ct) is not { } item)
        {
            return false;
        }

        Item = item;
        return true;
    }
}
