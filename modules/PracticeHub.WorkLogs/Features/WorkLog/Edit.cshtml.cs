using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;
using PracticeHub.Taxonomies;
using PracticeHub.WorkLogs.Features.Log;

namespace PracticeHub.WorkLogs.Features.WorkLog;

/// <summary>Changes an entry; each save is a version, and a stale one is shown beside what was saved meanwhile.</summary>
[Authorize]
public sealed class EditModel(HubDb db, ContentStore store, LogWriter writer, TopicNames names, CurrentMember me, ActivityPump pump) : PageModel
{
    [FromRoute]
    public string Id { get; set; } = "";

    [BindProperty(Name = "")]
    public LogComposer Log { get; set; } = new();

    /// <summary>The version that the writer began with.</summary>
    [BindProperty]
    public string? VersionId { get; set; }

    /// <summary>What somebody else saved meanwhile; null when nobody did.</summary>
    public string? Theirs { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await FindAsync(ct) is not { } item)
        {
            return NotFound();
        }

        var sharing = item.Get<SharingPart>();
        Log = new()
        {
            Markdown = item.Get<MarkdownBodyPart>().Markdown,
            CommunityId = sharing.CommunityId,
            Audience = sharing.Audience,
            Topics = await names.WriteAsync(item.Get<TopicsPart>().TermIds, ct),
        };
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
            return Stale(item);
        }

        if (await writer.FillAsync(item, Log, ct) is { Refusal: { } reason } refused)
        {
            return this.Refused(reason, refused.Field);
        }

        return await store.PublishAsync(item, this.WriterOf(me), ct) is { } refusal ? this.Refused(refusal) : await SaveAsync(ct);
    }

    private async Task<IActionResult> SaveAsync(CancellationToken ct)
    {
        if (!await db.TrySaveAsync(ct))
        {
            return Stale((await store.FindLatestAsync(Id, ct))!);
        }

        pump.Wake();
        return Redirect($"/logs/{Id}");
    }

    /// <summary>Saving again then means: mine, knowing theirs.</summary>
    private IActionResult Stale(ContentItem theirs)
    {
        Theirs = theirs.Get<MarkdownBodyPart>().Markdown;
        ModelState.Remove(nameof(VersionId));
        VersionId = theirs.VersionId;
        return this.Refused(ContentStore.Stale);
    }

    private async Task<ContentItem?> FindAsync(CancellationToken ct) =>
        await store.FindAtAsync("logs/" + Id, me, ct) is { } found && (found.Card.OwnerId == me.Id || me.Can(KernelPermissions.EditContent)) ? found.Item : null;
}
