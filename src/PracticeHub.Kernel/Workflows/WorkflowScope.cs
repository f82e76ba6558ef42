using System.Text.Json.Nodes;
using PracticeHub.Kernel.Expressions;
using PracticeHub.Kernel.Workflows.Requests;

namespace PracticeHub.Kernel.Workflows;

/// <summary>The functions and variables that Orchard Core gives to a workflow's expressions.</summary>
internal static class WorkflowScope
{
    public static Scope Of(WorkflowContext run, WorkflowTokens tokens) => new Scope()
        .Function("workflow", _ => new JsonObject { ["WorkflowId"] = run.Instance.WorkflowId, ["CorrelationId"] = run.CorrelationId, ["Name"] = run.Type.Name })
        .Function("workflowId", _ => run.Instance.WorkflowId)
        .Function("correlationId", _ => run.CorrelationId)
        .Function("setCorrelationId", args => Do(() => run.Correlate(args.Text(0))))
        .Function("input", args => run.State.Input[args.Text(0)]?.DeepClone())
        .Function("property", args => run.State.Properties[args.Text(0)]?.DeepClone())
        .Function("setProperty", args => Do(() => run.SetProperty(args.Text(0), args.Node(1))))
        .Function("output", args => args.Count > 1
            ? Do(() => run.State.Output[args.Text(0)] = args.Node(1)?.DeepClone())
            : run.State.Output[args.Text(0)]?.DeepClone())
        .Function("signalUrl", args => tokens.SignalUrl(args.Text(0), run.CorrelationId))
        .Filter("signal_url", name => tokens.SignalUrl(name, run.CorrelationId))
        .Function("setOutcome", args => Do(() => run.Chosen.Add(args.Text(0))))
        .Function("lastResult", _ => run.State.LastResult?.DeepClone())
        .Function("queryString", args => OfRequest(run, "Query")?[args.Text(0)]?.DeepClone())
        .Function("requestForm", args => OfRequest(run, "Form")?[args.Text(0)]?.DeepClone())
        .Function("readBody", _ => OfRequest(run, "Body")?.DeepClone())
        .Function("deserializeRequestData", _ => (OfRequest(run, "Data") ?? OfRequest(run, "Form"))?.DeepClone());

    /// <summary>Templates see the state as it is now.</summary>
    public static Scope ForLiquid(Scope scope, WorkflowContext run) => scope.Child()
        .Variable("Workflow", new JsonObject
        {
            ["Input"] = run.State.Input.DeepClone(),
            ["Output"] = run.State.Output.DeepClone(),
            ["Properties"] = run.State.Properties.DeepClone(),
            ["CorrelationId"] = run.CorrelationId,
        });

    private static JsonNode? OfRequest(WorkflowContext run, string part) => run.State.Input[WorkflowRequests.Key]?[part];

    private static JsonNode? Do(Action change)
    {
        change();
        return null;
    }
}
