using Microsoft.Extensions.Logging;

namespace PracticeHub.Kernel.Workflows;

internal sealed class SetPropertyTask : WorkflowActivity
{
    public override Task<ActivityResult> ExecuteAsync(WorkflowContext run, CancellationToken ct)
    {
        run.SetProperty(run.Node.Text("PropertyName"), run.Evaluate("Value"));
        return Task.FromResult(ActivityResult.Done);
    }
}

internal sealed class SetOutputTask : WorkflowActivity
{
    public override Task<ActivityResult> ExecuteAsync(WorkflowContext run, CancellationToken ct)
    {
        run.State.Output[run.Node.Text("OutputName")] = run.Evaluate("Value")?.DeepClone();
        return Task.FromResult(ActivityResult.Done);
    }
}

internal sealed class CorrelateTask : WorkflowActivity
{
    public override Task<ActivityResult> ExecuteAsync(WorkflowContext run, CancellationToken ct)
    {
        // Orchard Core: 0 is JavaScript, 1 is Liquid.
        run.Correlate(run.Node.Text("Syntax") == "1" ? run.Render("Value") : run.Evaluate("Value")?.ToString() ?? "");
        return Task.FromResult(ActivityResult.Done);
    }
}

/// <summary>Computes; its outcomes are those that it sets by <c>setOutcome</c>, and Done where it sets none.</summary>
internal sealed class ScriptTask : WorkflowActivity
{
    public override IReadOnlyList<string> Outcomes(ActivityNode node) => node.Texts("AvailableOutcomes") is { Count: > 0 } own ? own : ["Done"];

    public override Task<ActivityResult> ExecuteAsync(WorkflowContext run, CancellationToken ct)
    {
        run.Chosen.Clear();
        run.State.LastResult = run.Evaluate("Script");
        return Task.FromResult(run.Chosen.Count == 0 ? ActivityResult.Done : ActivityResult.Go([.. run.Chosen.Distinct()]));
    }
}

/// <summary>Leaves a line in the hub's log. Its text is written by who draws the workflow.</summary>
internal sealed partial class LogTask(ILogger<LogTask> logger) : WorkflowActivity
{
    public override Task<ActivityResult> ExecuteAsync(WorkflowContext run, CancellationToken ct)
    {
        var level = int.TryParse(run.Node.Text("LogLevel"), out var given) && Enum.IsDefined((LogLevel)given) ? (LogLevel)given : LogLevel.Information;
        var text = run.Render("Text");
        if (!run.IsTrial)
        {
            LogText(level, run.Instance.WorkflowId, text);
        }

        return Task.FromResult(ActivityResult.Done);
    }

    [LoggerMessage(Message = "Workflow {WorkflowId}: {Text}")]
    private partial void LogText(LogLevel level, string workflowId, string text);
}
