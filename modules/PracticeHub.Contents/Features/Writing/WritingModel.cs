using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using PracticeHub.Contents.Features.Parts;
using PracticeHub.Contents.Features.Versions;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Fields;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Text;

namespace PracticeHub.Contents.Features.Writing;

/// <summary>What a page needs that writes or changes an item.</summary>
public sealed record WritingTools(
    HubDb Db, ContentStore Store, ItemEditor Editor, ItemComparison Comparison, ItemRenderer Renderer, CurrentHub Hub, Hub Running, CurrentMember Me, ActivityPump Pump, IStringLocalizer<Startup> Words);

/// <summary>Writes an item of any type by what its definition says: the form, what was typed, what is wrong with it.</summary>
public abstract class WritingModel(WritingTools tools) : PageModel
{
    protected WritingTools Tools => tools;

    public ContentItem Item { get; private set; } = null!;

    public IReadOnlyList<EditedPart> Parts { get; private set; } = [];

    /// <summary>The version that the writer began with; empty for a new item.</summary>
    [BindProperty]
    public string? VersionId { get; set; }

    /// <summary>What was changed, and why; stands in the history.</summary>
    [BindProperty]
    [StringLength(300, ErrorMessage = "Say it in 300 characters.")]
    public string? Note { get; set; }

    /// <summary>How much the change means, where others have vouched for what readers see.</summary>
    [BindProperty]
    public ChangeSize Change { get; set; }

    /// <summary>What lists know of the item; null for a new one.</summary>
    public Card? Card { get; protected set; }

    /// <summary>The item as readers would see it, when that was asked for.</summary>
    public SanitizedHtml? Preview { get; private set; }

    /// <summary>What somebody else saved meanwhile beside what was typed.</summary>
    public IReadOnlyList<FieldComparison> Theirs { get; private set; } = [];

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
        var (isStale, latest) = (item.VersionId != (VersionId is "" ? null : VersionId), ContentItem.Parse(item.ToJson()));
        var faults = await tools.Editor.ReadAsync(item, await Request.ReadFormAsync(ct), ct);
        if (Request.Form["nest"].ToString() is { Length: > 0 } asked)
        {
            // Nothing is saved yet: the form comes back with what was typed, its items in their new order.
            tools.Editor.Rearrange(item, asked, Request.Form);
            return await ShowTypedAsync(ct);
        }

        if (action is "preview")
        {
            Preview = tools.Renderer.Render(item).ToSanitized();
            return Request.IsHtmx ? Partial("_ItemPreview", this) : await ShowTypedAsync(ct);
        }

        await ShowTypedAsync(ct);
        if (isStale)
        {
            return Stale(latest);
        }

        if (faults.Count > 0)
        {
            foreach (var (name, fault, label) in faults)
            {
                ModelState.AddModelError(name, tools.Words[fault.Message, [label, .. fault.Arguments]]);
            }

        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var by = this.WriterOf(tools.Me);
        item.KeepComment(Note, tools.Hub.State.Definitions);
        // What has a time to be published at waits for it, whichever button was pressed.
        var refusal = action is "draft" || item.PublishAtUtc is not null ? await tools.Store.SaveDraftAsync(item, by, ct, Note) : await tools.Store.PublishAsync(item, by, ct, Note, Change);
        return refusal is null ? await SaveAsync(ct) : this.Refused(refusal);
    }

    private async Task<IActionResult> SaveAsync(CancellationToken ct)
    {
        if (!await tools.Db.TrySaveAsync(ct))
        {
            return Stale((await tools.Store.FindLatestAsync(Item.Id, ct))!);
        }

        await tools.Running.FollowAsync(ct);
        tools.Pump.Wake();
        return Redirect($"/{ContentKinds.DefinedPrefix}/{Item.Id}");
    }

    private async Task<PageResult> ShowTypedAsync(CancellationToken ct)
    {
        Parts = await tools.Editor.PartsOfAsync(Item, ct);
        return Page();
    }

    /// <summary>What was typed stays, beside what is saved; saving again then means: mine, knowing theirs.</summary>
    private IActionResult Stale(ContentItem latest)
    {
        ModelState.Remove(nameof(VersionId));
        VersionId = latest.VersionId;
        Theirs = [.. tools.Comparison.Of(latest, Item).Where(field => !field.IsSame)];
        return this.Refused(ContentStore.Stale);
    }
}
