using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using PracticeHub.Kernel.Pages;
using PracticeHub.Reviews.Features.ReviewRequests;

namespace PracticeHub.Reviews.Features.ReviewDesk;

/// <summary>The author takes the request back.</summary>
public sealed class WithdrawModel(ReviewTools tools, Withdrawing withdrawing) : ReviewPage(tools)
{
    [BindProperty, StringLength(1000, ErrorMessage = "Keep this under {1} characters.")]
    public string? Reason { get; set; }

    public async Task<IActionResult> OnPostAsync(string id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var refusal = await Tools.Db.InTransactionAsync(async () =>
        {
            var refused = await withdrawing.WithdrawAsync(id, Tools.Me.RequiredId, (Reason ?? "").Trim(), Tools.Now, ct);
            await (refused is null ? Tools.Db.SaveChangesAsync(ct) : Task.FromResult(0));
            return refused;
        }, ct);
        if (refusal is not null)
        {
            return this.Refused(refusal, nameof(Reason));
        }

        await Tools.Pump.CatchUpAsync(ct);
        return Redirect("/reviews/" + id);
    }

    protected override bool May(ReviewView review) => review.Card.OwnerId == Tools.Me.Id;
}
