using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Contents.Features.Writing;

/// <summary>What a page needs that writes or changes an item.</summary>
public sealed record WritingTools(HubDb Db, ContentStore Store, ItemEditor Editor, CurrentHub Hub, CurrentMember Me, ActivityPump Pump, IStringLocalizer<Startup> Words);

/// <summary>Writes an item of any type by what its definition says: the form, what was typed, what is wrong with it.</summary>
public abstract class WritingModel(WritingTools tools) : PageModel
{
    protected WritingTools Tools => tools;

    public ContentItem Item { get; private set; } = null!;

    public IReadOnlyList<EditedPart> Parts { get; private set; } = [];

    /// <summary>The version that the writer began with; empty for a new item.</summary>
    [BindProperty]
    public string? VersionId { get; set; }

    public bool IsNew => Item.VersionId is null;

    public string TypeName => tools.Hub.State.Definitions.Type(Item.Type)?.DisplayName ?? Item.Type;

    protected async Task<IActionResult> ShowAsync(ContentItem item, CancellationToken ct)
    {
        Item = item;
        VersionId = item.VersionId;
        Parts = await tools.Editor.PartsOfAsync(item, ct);
        return Page();
    }

    protected async Task<IActionResult> TakeAsync(ContentItem item, string? action, CancellationToken ct)
    {
        Item = item;
        var isStale = item.VersionId != (VersionId is "" ? null : VersionId);
        var faults = await tools.Editor.ReadAsync(item, await Request.ReadFormAsync(ct), ct);
        Parts = await tools.Editor.PartsOfAsync(item, ct);
        if (isStale)
        {
            return Stale();
        }

        if (faults.Count > 0)
        {
            foreach (var (name, fault, label) in faults)
            {
                ModelState.AddModelError(name, tools.Words[fault.Message, [label, .. fault.Arguments]]);
            }

            return this.Invalid();
        }

        var by = this.WriterOf(tools.Me);
        var refusal = action is "draft" ? await tools.Store.SaveDraftAsync(item, by, ct) : await tools.Store.PublishAsync(item, by, ct);
        return refusal is null ? await SaveAsync(ct) : this.Refused(refusal);
    }

    private async Task<IActionResult> SaveAsync(CancellationToken ct)
    {
        try
        {
            await tools.Db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Stale();
        }

        tools.Pump.Wake();
        return Redirect($"/{ContentKinds.DefinedPrefix}/{Item.Id}");
    }

    /// <summary>What was typed stays; saving again then means: mine, knowing theirs.</summary>
    private IActionResult Stale()
    {
        ModelState.Remove(nameof(VersionId));
        VersionId = Item.VersionId;
        return this.Refused(ContentStore.Stale);
    }
}
