using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Reviews.Features.Standings;

/// <summary>A page on which something is said or done about one item that the reader may see.</summary>
[Authorize]
public abstract class ItemPage(HubDb db, CurrentMember me, TimeProvider clock) : PageModel
{
    protected HubDb Db => db;
    protected CurrentMember Me => me;
    protected DateTimeOffset Now => clock.GetUtcNow();

    public Card Card { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string itemId, CancellationToken ct) => await FindAsync(itemId, ct) ? Page() : NotFound();

    /// <summary>Whether this reader may do it with an item that they see.</summary>
    protected abstract bool May(Card card);

    /// <summary>Reads what the page shows besides.</summary>
    protected virtual Task PrepareAsync(CancellationToken ct) => Task.CompletedTask;

    protected bool IsConcerned(Card card) => card.OwnerId == me.Id || me.Leads(card.CommunityId);

    /// <summary>Does it, saves, and goes back to the item; or says why not.</summary>
    protected async Task<IActionResult> DoAsync(string itemId, Func<Task<Refusal?>> deed, string field, CancellationToken ct)
    {
        if (!await FindAsync(itemId, ct))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        if (await deed() is { } refusal)
        {
            return this.Refused(refusal, field);
        }

        await db.SaveChangesAsync(ct);
        return Redirect("/" + Card.Path);
    }

    private async Task<bool> FindAsync(string itemId, CancellationToken ct)
    {
        Card = (await db.Cards.VisibleTo(me).AsNoTracking().FirstOrDefaultAsync(c => c.ItemId == itemId && c.CommunityId != null, ct))!;
        if (Card is null || !May(Card))
        {
            return false;
        }

        await PrepareAsync(ct);
        return true;
    }
}
