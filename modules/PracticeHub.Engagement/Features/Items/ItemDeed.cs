using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Engagement.Features.Items;

/// <summary>What every deed of a reader does to an item needs.</summary>
public sealed class DeedTools(HubDb db, CurrentMember me, ItemReader reader, WriteLimit limit, ActivityPump pump, TimeProvider clock)
{
    public HubDb Db => db;
    public CurrentMember Me => me;
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>The item's card, if the member may see it.</summary>
    public Task<Card?> FindAsync(string id, CancellationToken ct) => db.Cards.VisibleTo(me).AsNoTracking().FirstOrDefaultAsync(c => c.ItemId == id, ct);

    public Task<ItemView?> ShowAsync(string id, CancellationToken ct) => reader.ByIdAsync(id, ct);

    public bool IsWithinLimit(string deed, int aMinute) => limit.TryTake(me.RequiredId, deed, aMinute);

    /// <summary>Notes the deed in the log, saves, and wakes those who read it.</summary>
    public async Task SaveAsync(Card card, string? verb, string? data, CancellationToken ct)
    {
        if (verb is not null)
        {
            db.Activities.Add(new ActivityRecord
            {
                Verb = verb, ActorId = me.RequiredId, ItemId = card.ItemId, ContentType = card.Kind, CommunityId = card.CommunityId, AtUtc = Now, Data = data,
            });
        }

        db.Recount(card.ItemId);
        await db.SaveChangesAsync(ct);
        pump.Wake();
    }
}

/// <summary>A page on which a reader does something to an item; it also stands by itself, for those without script.</summary>
public abstract class ItemDeed(DeedTools tools) : PageModel
{
    public const int OftenEnough = 120;

    protected DeedTools Tools => tools;

    /// <summary>The item as it stands now.</summary>
    public ItemView Item { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken ct)
    {
        if (await tools.ShowAsync(id, ct) is not { } item)
        {
            return NotFound();
        }

        Item = item;
        return Page();
    }

    /// <summary>With htmx the part of the item's page that changed; without script the way back to it.</summary>
    protected async Task<IActionResult> DoneAsync(Card card, string partial, string fragment, CancellationToken ct) =>
        !Request.IsHtmx ? LocalRedirect($"~/{card.Path}#{fragment}")
        : await tools.ShowAsync(card.ItemId, ct) is { } item ? Partial(partial, item)
        : NotFound();

    /// <summary>422: with htmx the form, put in place of the one that was sent; without script the page with what was typed.</summary>
    protected async Task<IActionResult> InvalidAsync(string id, string form, string target, Func<ItemView, object> model, CancellationToken ct)
    {
        Item = await tools.ShowAsync(id, ct) ?? throw new InvalidOperationException("The item went away while it was answered.");
        if (!Request.IsHtmx)
        {
            return this.Invalid();
        }

        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        Response.Headers["HX-Retarget"] = "#" + target;
        Response.Headers["HX-Reswap"] = "outerHTML";
        return Partial(form, model(Item));
    }

    protected StatusCodeResult TooOften()
    {
        Response.Headers.RetryAfter = "60";
        return StatusCode(StatusCodes.Status429TooManyRequests);
    }
}
