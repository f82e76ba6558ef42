using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Data;

namespace PracticeHub.Kernel.Workflows;

/// <summary>Tells the log that an instance was parked, once each time, however often it was tried before.</summary>
public static class WorkflowFaults
{
    public const string Verb = "workflow.faulted";
    private const int MessageLength = 500;

    internal static async Task RecordAsync(HubDb db, WorkflowInstance instance, DateTimeOffset at, CancellationToken ct)
    {
        var depth = await db.WorkflowEvents.Where(e => e.WorkflowId == instance.WorkflowId).OrderBy(e => e.Id).Select(e => e.Depth).FirstOrDefaultAsync(ct);
        var deed = new ActivityRecord
        {
            Verb = Verb,
            ActorId = Content.Writer.Hub,
            ItemId = instance.CorrelationId,
            AtUtc = at,
            Data = new JsonObject
            {
                ["errorInfo"] = new JsonObject
                {
                    ["WorkflowId"] = instance.WorkflowId,
                    ["WorkflowTypeId"] = instance.TypeId,
                    ["ActivityId"] = instance.FaultActivityId,
                    ["FaultMessage"] = Text.Excerpt.Of(instance.FaultMessage ?? "", MessageLength),
                },
            }.ToJsonString(),
        };
        db.Add(deed).Property(d => d.Depth).CurrentValue = depth + 1;
    }

    /// <summary>The type of the instance that was parked.</summary>
    public static string? TypeOf(ActivityRecord deed) => deed is { Verb: Verb, Data: { } data } ? JsonNode.Parse(data)?["errorInfo"]?["WorkflowTypeId"]?.ToString() : null;
}
