using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Reviews.Features.Promotions;

[Authorize]
public sealed class PromoteModel(Promoting promoting, HubDb db, CurrentMember me, ActivityPump pump, TimeProvider clock) : PageModel
{
    [BindProperty, Required(ErrorMessage = "Say why, in a sentence that still explains it in years."), StringLength(PromotionConfiguration.ReasonLength, ErrorMessage = "Keep this under {1} characters.")]
    public string Reason { get; set; } = "";

    [BindProperty]
    public PromotionLevel Level { get; set; }

    public Card Card { get; private set; } = null!;

    public IReadOnlyList<PromotionLevel> Further { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string itemId, CancellationToken ct) => await FindAsync(itemId, ct) ? Page() : NotFound();

    public Task<IActionResult> OnPostAsync(string itemId, CancellationToken ct) => DoAsync(
        itemId, () => promoting.PromoteAsync(itemId, Level, me.RequiredId, Reason.Trim(), clock.GetUtcNow(), ct), ct);

    public Task<IActionResult> OnPostWithdrawAsync(string itemId, CancellationToken ct) => DoAsync(
        itemId, () => promoting.WithdrawAsync(itemId, me.RequiredId, Reason.Trim(), clock.GetUtcNow(), ct), ct);

    private async Task<IActionResult> DoAsync(string itemId, Func<Task<Refusal?>> deed, CancellationToken ct)
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
            return this.Refused(refusal, nameof(Reason));
        }

        pump.Wake();
        return Redirect("/" + Card.Path);
    }

    private async Task<bool> FindAsync(string itemId, CancellationToken ct)
    {
        var card = await db.Cards.VisibleTo(me).AsNoTracking().FirstOrDefaultAsync(c => c.ItemId == itemId, ct);
        if (card is null || !me.Leads(card.CommunityId))
        {
            return false;
        }

        Card = card;
        Further = [.. Enum.GetValues<PromotionLevel>().Where(l => l > card.Promotion)];
        return true;
    }
}
