using System.Text.Json.Nodes;
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

    /// <summary>The id of the item that it says in another language.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Translate { get; set; }

    public async Task<IActionResult> OnGetAsync(string? type, CancellationToken ct)
    {
        if (await NewAsync(type ?? "", ct) is not { } item)
        {
            return NotFound();
        }

        if (Translate is not { Length: > 0 })
        {
            Tools.Editor.Begin(item);
        }

        return await ShowAsync(item, ct);
    }

    public async Task<IActionResult> OnPostAsync(string? type, string? action, CancellationToken ct) => await NewAsync(type ?? "", ct) is { } item ? await TakeAsync(item, action, ct) : NotFound();

    private async Task<ContentItem?> NewAsync(string type, CancellationToken ct)
    {
        if (!Tools.Me.Can(KernelPermissions.PublishOwnContent) || Tools.Hub.State.Definitions.Type(type) is not { } definition || !ItemEditor.IsWritten(Tools.Hub, definition))
        {
            return null;
        }

        if (Translate is { Length: > 0 })
        {
            return definition.Has(LocalizationPart.Name) && await OriginalAsync(Translate, definition.Name, ct) is { } original ? TranslationOf(original) : null;
        }

        var item = Tools.Store.New(definition.Name, this.WriterOf(Tools.Me));
        if (List is { Length: > 0 } && await Tools.Db.Cards.VisibleTo(Tools.Me).AsNoTracking().FirstOrDefaultAsync(c => c.ItemId == List, ct) is { } list)
        {
            item.Put(new ContainedPart(list.ItemId, list.Kind));
        }

        return item;
    }

    /// <summary>What its own writers see of it, or else what readers do.</summary>
    private async Task<ContentItem?> OriginalAsync(string id, string type, CancellationToken ct) =>
        await Tools.Store.FindForAsync(id, Tools.Me, ct) is { } found && found.Card.Kind == type
            ? ItemRights.MayEdit(Tools.Hub, Tools.Me, found.Card) ? found.Item : await Tools.Store.FindPublishedAsync(id, ct) : null;

    /// <summary>Begins with what the original says, but for what every item has of its own.</summary>
    private ContentItem TranslationOf(ContentItem original)
    {
        var item = Tools.Store.New(original.Type, this.WriterOf(Tools.Me));
        foreach (var (name, value) in original.Document.Where(p => p.Value is JsonObject && p.Key is not (ItemEditor.Autoroute or "AliasPart" or ScheduleTimes.PublishLater or ScheduleTimes.ArchiveLater)))
        {
            item.Document[name] = value!.DeepClone();
        }

        item.DisplayText = original.DisplayText;
        item.Document[LocalizationPart.Name] = new JsonObject { ["LocalizationSet"] = LocalizationPart.SetOf(original) };
        return item;
    }
}
