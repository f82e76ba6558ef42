using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using PracticeHub.Contents.Features.Writing;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Contents.Features.Scheduling;

/// <summary>When an item is published and archived, for the types that a module shows by a form of its own.</summary>
[Authorize]
public sealed class ScheduleModel(HubDb db, ContentStore store, ItemEditor editor, CurrentHub hub, CurrentMember me, ActivityPump pump, IStringLocalizer<Startup> words) : PageModel
{
    public Card Card { get; private set; } = null!;

    public IReadOnlyList<EditedPart> Parts { get; private set; } = [];

    /// <summary>Whether it is too late for a time to publish it at.</summary>
    public bool IsOut => hub.State.Definitions.Type(Card.Kind)?.Has(ScheduleTimes.PublishLater) is true && Parts.All(part => part.PartName != ScheduleTimes.PublishLater);

    /// <summary>Who may set times: the owner, and who may edit everything, where the type has a part for it.</summary>
    public static bool MaySchedule(CurrentHub hub, CurrentMember me, Card card) => me.IsSignedIn && hub.State.Definitions.Type(card.Kind) is { } type
        && (type.Has(ScheduleTimes.PublishLater) || type.Has(ScheduleTimes.ArchiveLater))
        && (me.Can(KernelPermissions.EditContent) || (card.OwnerId == me.Id && me.Can(KernelPermissions.PublishOwnContent)));

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } item)
        {
            return NotFound();
        }

        Parts = editor.TimesOf(item);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string id, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } item)
        {
            return NotFound();
        }

        var faults = await editor.ReadTimesAsync(item, Request.Form, ct);
        Parts = editor.TimesOf(item);
        faults.ToList().ForEach(f => ModelState.AddModelError(f.Name, words[f.Fault.Message, [f.Label, .. f.Fault.Arguments]]));
        if (faults.Count > 0)
        {
            return this.Invalid();
        }

        // What readers see goes on to be what they see, now with its time; a draft stays one.
        var by = this.WriterOf(me);
        if (await (item.Published ? store.PublishAsync(item, by, ct) : store.SaveDraftAsync(item, by, ct)) is { } refusal)
        {
            return this.Refused(refusal);
        }

        await db.SaveChangesAsync(ct);
        pump.Wake();
        return Redirect("/" + Card.Path);
    }

    private async Task<ContentItem?> FindAsync(string id, CancellationToken ct)
    {
        var found = await store.FindForAsync(id, me, ct);
        Card = found?.Card!;
        return found is not null && MaySchedule(hub, me, found.Card) ? found.Item : null;
    }
}
