using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Contents.Features.Writing;

[Authorize]
public sealed class EditModel(WritingTools tools) : WritingModel(tools)
{
    public async Task<IActionResult> OnGetAsync(string id, CancellationToken ct) => await FindAsync(id, ct) is { } item ? await ShowAsync(item, ct) : NotFound();

    public async Task<IActionResult> OnPostAsync(string id, string? action, CancellationToken ct) => await FindAsync(id, ct) is { } item ? await TakeAsync(item, action, ct) : NotFound();

    private async Task<ContentItem?> FindAsync(string id, CancellationToken ct)
    {
        var found = await Tools.Store.FindForAsync(id, Tools.Me, ct);
        if (found is null || !ItemRights.MayEdit(Tools.Hub, Tools.Me, found.Card))
        {
            return null;
        }

        Card = found.Card;
        return found.Item;
    }
}

/// <summary>Who may change an item of a type that no module brings.</summary>
internal static class ItemRights
{
    public static bool MayEdit(CurrentHub hub, CurrentMember me, Card card) => !hub.HasModuleFor(card.Kind)
        && (me.Can(KernelPermissions.EditContent) || (card.OwnerId == me.Id && me.IsSignedIn && me.Can(KernelPermissions.PublishOwnContent)));
}
