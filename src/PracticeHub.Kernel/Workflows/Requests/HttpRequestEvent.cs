using System.Text.Json.Nodes;
using PracticeHub.Kernel.Activity;

namespace PracticeHub.Kernel.Workflows.Requests;

/// <summary>A request comes to the activity's own address. No deed in the log stands for it: <see cref="WorkflowRequests"/> brings it.</summary>
public sealed class HttpRequestEvent : EventActivity
{
    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH"];

    public override IReadOnlyList<string> Verbs { get; } = [];

    public override bool Accepts(ActivityNode node, JsonObject input) => input[WorkflowRequests.Key]?["ActivityId"]?.ToString() == node.Id;

    /// <summary>What a trial does as if it had been sent.</summary>
    public override JsonObject Pretend(string outcome, string text) => new()
    {
        [WorkflowRequests.Key] = new JsonObject { ["Method"] = "POST", ["Query"] = new JsonObject(), ["Headers"] = new JsonObject(), ["Body"] = text, ["Data"] = WorkflowRequests.Json(text) },
    };

    /// <summary>The one method that it takes; POST unless it is set up otherwise.</summary>
    public static string MethodOf(ActivityNode node) => Array.Find(Methods, m => m.Equals(node.Text("HttpMethod").Trim(), StringComparison.OrdinalIgnoreCase)) ?? "POST";
}
