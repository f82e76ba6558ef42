using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PracticeHub.Engagement.Features.Items;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Pages;

namespace PracticeHub.Engagement.Features.Thanks;

/// <summary>What the form that says what the thanks are for shows.</summary>
public sealed record ThanksForm(string ItemId, string? Reason = null);

/// <summary>Thanks, said once; a reason may follow, and they can be taken back. The form says what is wanted, so a second click undoes nothing.</summary>
[Authorize]
public sealed class ThankModel(DeedTools tools) : ItemDeed(tools)
{
    private static readonly Refusal Own = new("own-item", "Thanks come from others.");

    [BindProperty]
    public bool On { get; set; } = true;

    [BindProperty, StringLength(Gratitude.MaxLength, ErrorMessage = "Say it in at most 300 characters.")]
    public string? Reason { get; set => field = value is null ? null : Typed.Clean(value); }

    public async Task<IActionResult> OnPostAsync(string id, CancellationToken ct)
    {
        if (await Tools.FindAsync(id, ct) is not { } card)
        {
            return NotFound();
        }

        if (card.OwnerId == Tools.Me.Id)
        {
            this.Refuse(nameof(Reason), Own);
        }

        if (!ModelState.IsValid)
        {
            return await InvalidAsync(id, "_ThanksForm", "thanks-form", item => new ThanksForm(item.Card.ItemId, Reason), ct);
        }

        if (!Tools.IsWithinLimit("thanks", OftenEnough))
        {
            return TooOften();
        }

        await WriteAsync(card, ct);
        ModelState.Clear();
        return await DoneAsync(card, "_ThanksAfter", "thanks", ct);
    }

    private async Task WriteAsync(Card card, CancellationToken ct)
    {
        var mine = await Tools.Db.Gratitudes.FindAsync([card.ItemId, Tools.Me.RequiredId], ct);
        var verb = (On, mine) switch { (true, null) => "thanks.given", (false, not null) => "thanks.withdrawn", _ => null };
        if (mine is null && On)
        {
            mine = new Gratitude(card.ItemId, Tools.Me.RequiredId, Tools.Now);
            Tools.Db.Gratitudes.Add(mine);
        }
        else if (mine is not null && !On)
        {
            Tools.Db.Gratitudes.Remove(mine);
        }

        if (On && Reason is not null)
        {
            mine!.Because(Reason);
        }

        await Tools.SaveAsync(card, verb, null, ct);
    }
}
