using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Contents.Features.Writing;

[Authorize]
public sealed class WriteModel(WritingTools tools) : WritingModel(tools)
{
    /// <summary>The id of the list that it is to stand in.</summary>
    [BindProperty(SupportsGet = true)]
    public string? List { get; set; }

    public async Task<IActionResult> OnGetAsync(string? type, CancellationToken ct) => await NewAsync(type ?? "", ct) is { } item ? await ShowAsync(item, ct) : NotFound();

    public async Task<IActionResult> OnPostAsync(string? type, string? action, CancellationToken ct) => await NewAsync(type ?? "", ct) is { } item ? await TakeAsync(item, action, ct) : NotFound();

    private async Task<ContentItem?> NewAsync(string type, CancellationToken ct)
    {
        if (!Tools.Me.Can(KernelPermissions.PublishOwnContent) || Tools.Hub.State.Definitions.Type(type) is not { } definition || !ItemEditor.IsWritten(Tools.Hub, definition))
        {
            return null;
        }

        var item = Tools.Store.New(definition.Name, this.WriterOf(Tools.Me));
        if (List is { Length: > 0 } && await Tools.Db.Cards.VisibleTo(Tools.Me).AsNoTracking().FirstOrDefaultAsync(c => c.ItemId == List, ct) is { } list)
        {
            item.Put(new ContainedPart(list.ItemId, list.Kind));
        }

        return item;
    }
}
