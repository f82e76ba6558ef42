using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PracticeHub.Engagement.Features.Items;

namespace PracticeHub.Engagement.Features.Saves;

/// <summary>Puts an item on one's own list, or takes it off.</summary>
[Authorize]
public sealed class SaveModel(DeedTools tools) : ItemDeed(tools)
{
    [BindProperty]
    public bool On { get; set; } = true;

    public async Task<IActionResult> OnPostAsync(string id, CancellationToken ct)
    {
        if (await Tools.FindAsync(id, ct) is not { } card)
        {
            return NotFound();
        }

        if (!Tools.IsWithinLimit("save", OftenEnough))
        {
            return TooOften();
        }

        var mine = await Tools.Db.Keepsakes.FindAsync([Tools.Me.RequiredId, card.ItemId], ct);
        if (mine is null && On)
        {
            Tools.Db.Keepsakes.Add(new Keepsake(Tools.Me.RequiredId, card.ItemId, Tools.Now));
        }
        else if (mine is not null && !On)
        {
            Tools.Db.Keepsakes.Remove(mine);
        }

        await Tools.SaveAsync(card, verb: null, data: null, ct);
        return await DoneAsync(card, "_SaveButton", "save", ct);
    }
}
