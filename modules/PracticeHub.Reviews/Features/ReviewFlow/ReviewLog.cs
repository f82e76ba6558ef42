using System.Text.Json.Nodes;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Reviews.Features.ReviewRequests;

namespace PracticeHub.Reviews.Features.ReviewFlow;

/// <summary>Tells of what the hub itself does in a review.</summary>
internal sealed class ReviewLog(HubDb db)
{
    public void Add(string verb, ReviewRequest request, DateTimeOffset at, string? userId = null) => db.Activities.Add(new ActivityRecord
    {
        Verb = verb,
        ActorId = Writer.Hub,
        ItemId = request.ItemId,
        CommunityId = request.CommunityId,
        AtUtc = at,
        Data = new JsonObject { ["requestId"] = request.Id, ["round"] = request.Round, ["userId"] = userId }.ToJsonString(),
    });
}
