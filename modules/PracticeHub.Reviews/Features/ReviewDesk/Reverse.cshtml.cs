using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using PracticeHub.Kernel.Pages;
using PracticeHub.Reviews.Features.Promotions;
using PracticeHub.Reviews.Features.ReviewRequests;

namespace PracticeHub.Reviews.Features.ReviewDesk;

/// <summary>Reverses what was decided and has had its consequences; the decision and the reversal both stay in the record.</summary>
public sealed class ReverseModel(ReviewTools tools, Reversing reversing) : ReviewPage(tools)
{
    [BindProperty, Required(ErrorMessage = "Say why, in a sentence that still explains it in years."), StringLength(PromotionConfiguration.ReasonLength, ErrorMessage = "Keep this under {1} characters.")]
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

        if (await reversing.ReverseAsync(id, Tools.Me.RequiredId, Reason!.Trim(), Tools.Now, ct) is { } refusal)
        {
            return this.Refused(refusal, nameof(Reason));
        }

        Tools.Pump.Wake();
        return Redirect("/reviews/" + id);
    }

    protected override bool May(ReviewView review) => Tools.Me.Leads(review.Request.CommunityId) && !review.IsMine;
}
