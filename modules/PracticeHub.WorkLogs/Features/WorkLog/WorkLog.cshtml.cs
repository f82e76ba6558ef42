using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Text;

namespace PracticeHub.WorkLogs.Features.WorkLog;

/// <summary>The page of an entry. Its owner can take it back and give it again.</summary>
public sealed class WorkLogModel(HubDb db, ItemReader reader, ContentStore store, CurrentMember me, ActivityPump pump) : PageModel
{
    public ItemView Item { get; private set; } = null!;

    public bool IsMine => me.IsSignedIn && Item.Card.OwnerId == me.Id;

    public bool MayEdit => IsMine || me.Can(KernelPermissions.EditContent);

    /// <summary>Most titles are the first line of the text; it is then not shown twice.</summary>
    public bool TitleIsInText =>
        MarkdownRenderer.ToPlainText(Item.Html).StartsWith(Item.Card.Title.TrimEnd('…'), StringComparison.Ordinal);

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken ct)
    {
        if (await reader.AtAsync($"logs/{id}", ct) is not { } item)
        {
            return NotFound();
        }

        Item = item;
        return Page();
    }

    public Task<IActionResult> OnPostTakeBackAsync(string id, CancellationToken ct) =>
        ChangeAsync(id, () => store.UnpublishAsync(id, this.WriterOf(me), ct), ct);

    public Task<IActionResult> OnPostPublishAsync(string id, CancellationToken ct) =>
        ChangeAsync(id, async () => await store.FindLatestAsync(id, ct) is { } item
            ? await store.PublishVersionAsync(id, item.VersionId!, this.WriterOf(me), ct) : null, ct);

    private async Task<IActionResult> ChangeAsync(string id, Func<Task<Kernel.Refusal?>> change, CancellationToken ct)
    {
        if (!me.IsSignedIn)
        {
            return Challenge();
        }

        if (!await db.Cards.VisibleTo(me).AnyAsync(c => c.Path == $"logs/{id}" && c.OwnerId == me.Id, ct))
        {
            return NotFound();
        }

        // Asked for twice, it is done already: the page says how it stands.
        if (await change() is null)
        {
            await db.SaveChangesAsync(ct);
            pump.Wake();
        }

        return Redirect($"/logs/{id}");
    }
}
