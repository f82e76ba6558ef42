using Microsoft.AspNetCore.Mvc;
using PracticeHub.Reviews.Features.ReviewRequests;

namespace PracticeHub.Reviews.Features.ReviewDesk;

/// <summary>Takes one's own decision back, as long as nothing has followed from it.</summary>
public sealed class UndoModel(ReviewTools tools, Deciding deciding) : ReviewPage(tools)
{
    public async Task<IActionResult> OnPostAsync(string id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        if (await deciding.UndoAsync(id, Tools.Me.RequiredId, Tools.Now, ct) is { } refusal)
        {
            return await RefuseAsync(refusal, id, ct);
        }

        return Redirect("/reviews?id=" + id);
    }
}
