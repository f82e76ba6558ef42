using System.Text.Json.Nodes;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Workflows;
using PracticeHub.Reviews.Features.ReviewRequests;

namespace PracticeHub.Reviews.Features.ReviewFlow;

/// <summary>Tells of what the hub itself does in a review.</summary>
internal sealed class ReviewLog(HubDb db)
{
    /// <summary>When what drives a workflow happened: for what follows from a decision, when that began to count.</summary>
    public async Task<DateTimeOffset> MomentOfAsync(WorkflowContext run, CancellationToken ct) =>
        (await db.ReviewRequests.FindAsync([run.CorrelationId], ct))?.SettlesUtc is { } settled && settled < run.AtUtc ? settled : run.AtUtc;

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
