using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;
using PracticeHub.Reviews.Features.ReviewRequests;

namespace PracticeHub.Reviews.Features.ReviewFlow;

/// <summary>Lets a request wait for those who may still decide on it.</summary>
internal sealed class Asking(HubDb db, Reviewers reviewers)
{
    public async Task AskAsync(ReviewRequest request, DateTimeOffset at, CancellationToken ct)
    {
        var decided = await db.ReviewSteps.Where(s => s.RequestId == request.Id && s.Round == request.Round).Select(s => s.UserId).ToListAsync(ct);
        foreach (var leader in (await reviewers.OfAsync(request.CommunityId, request.ItemId, at, ct)).Except(decided))
        {
            await db.PutWaitAsync(leader, ReviewWaits.Review, request.ItemId, request.Title, ReviewWaits.Href(request.Id), request.SubmittedUtc, request.DueUtc, ct);
        }
    }
}
