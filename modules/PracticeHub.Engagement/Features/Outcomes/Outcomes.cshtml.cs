using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PracticeHub.Engagement.Features.Items;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Pages;

namespace PracticeHub.Engagement.Features.Outcomes;

/// <summary>What the form of an outcome shows.</summary>
public sealed record OutcomeForm(string ItemId, Verdict? Verdict, string? Note);

[Authorize]
public sealed class OutcomesModel(DeedTools tools) : ItemDeed(tools)
{
    [BindProperty, Required(ErrorMessage = "Say whether it worked."), EnumDataType(typeof(Verdict), ErrorMessage = "Say whether it worked.")]
    public Verdict? Verdict { get; set; }

    [BindProperty, StringLength(Outcome.MaxLength, ErrorMessage = "Say it in at most 1,000 characters; more fits into a comment.")]
    public string? Note { get; set => field = value is null ? null : Typed.Clean(value); }

    public async Task<IActionResult> OnPostAsync(string id, CancellationToken ct)
    {
        if (await Tools.FindAsync(id, ct) is not { } card)
        {
            return NotFound();
        }

        if (card.OwnerId == Tools.Me.Id)
        {
            this.Refuse(nameof(Verdict), Outcome.OwnItem);
        }

        if (!ModelState.IsValid)
        {
            return await InvalidAsync(id, "_OutcomeForm", "outcome-form", item => new OutcomeForm(item.Card.ItemId, Verdict, Note), ct);
        }

        if (!Tools.IsWithinLimit("outcome", OftenEnough))
        {
            return TooOften();
        }

        await TellAsync(card, Verdict!.Value, ct);
        ModelState.Clear();
        return await DoneAsync(card, "_Outcomes", "outcomes", ct);
    }

    private async Task TellAsync(Card card, Verdict verdict, CancellationToken ct)
    {
        var mine = await Tools.Db.Outcomes.FindAsync([card.ItemId, Tools.Me.RequiredId], ct);
        var verb = mine is null ? "outcome.told" : "outcome.changed";
        if (mine is null)
        {
            mine = new Outcome(card.ItemId, Tools.Me.RequiredId);
            Tools.Db.Outcomes.Add(mine);
        }

        mine.Tell(verdict, Note ?? "", Tools.Now);
        await Tools.SaveAsync(card, verb, $$"""{"verdict":"{{verdict}}"}""", ct);
    }
}
