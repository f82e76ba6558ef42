using Microsoft.AspNetCore.Mvc;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Data;
using PracticeHub.Reviews.Features.ReviewRequests;

namespace PracticeHub.Reviews.Features.ReviewDesk;

/// <summary>Somebody says that they look at it.</summary>
public sealed class TurnModel(ReviewTools tools, Turns turns) : ReviewPage(tools)
{
    public async Task<IActionResult> OnPostAsync(string id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        var refusal = await Tools.Db.InTransactionAsync(async () =>
        {
            var request = await Tools.Db.HoldReviewAsync(id, ct);
            var refused = await turns.ClaimAsync(request!, Tools.Me.RequiredId, Tools.Now, ct);
            await (refused is null ? Tools.Db.SaveChangesAsync(ct) : Task.FromResult(0));
            return refused;
        }, ct);
        return refusal is null ? Redirect(Review.Href) : await RefuseAsync(refusal, id, ct);
    }
}
