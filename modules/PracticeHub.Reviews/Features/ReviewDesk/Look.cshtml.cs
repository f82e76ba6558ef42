using Microsoft.AspNetCore.Mvc;
using PracticeHub.Kernel.Pages;
using PracticeHub.Reviews.Features.ReviewRequests;

namespace PracticeHub.Reviews.Features.ReviewDesk;

/// <summary>Notes which version somebody has seen, so that the next one shows them what changed since.</summary>
public sealed class LookModel(ReviewTools tools) : ReviewPage(tools)
{
    public async Task<IActionResult> OnPostAsync(string id, string? versionId, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        // What is shown meanwhile is not what they saw.
        if (versionId == Review.Request.VersionId)
        {
            if (await Tools.Db.Looks.FindAsync([id, Tools.Me.RequiredId], ct) is not { } look)
            {
                look = new Look(id, Tools.Me.RequiredId, versionId);
                Tools.Db.Add(look);
            }

            look.At(versionId, Tools.Now);
            await Tools.Db.SaveChangesAsync(ct);
        }

        return Request.IsHtmx ? new NoContentResult() : Redirect(Review.Href);
    }
}
