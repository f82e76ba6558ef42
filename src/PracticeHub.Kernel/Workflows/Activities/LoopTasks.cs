using System.Text.Json.Nodes;

namespace PracticeHub.Kernel.Workflows;

/// <summary>A loop: Iterate leads into its body, whose end leads back here; Done leads on.</summary>
internal abstract class LoopTask : WorkflowActivity
{
    protected static ActivityResult Iterate { get; } = ActivityResult.Go("Iterate");

    public override IReadOnlyList<string> Outcomes(ActivityNode node) => ["Iterate", "Done"];

    public override Task<ActivityResult> ExecuteAsync(WorkflowContext run, CancellationToken ct) => Task.FromResult(Turn(run));

    protected abstract ActivityResult Turn(WorkflowContext run);

    protected static ActivityResult Over(WorkflowContext run)
    {
        run.Own.Remove("Index");
        return ActivityResult.Done;
    }

    protected static string Variable(WorkflowContext run) => run.Node.Text("LoopVariableName") is { Length: > 0 } name ? name : "x";
}

internal sealed class WhileLoopTask : LoopTask
{
    protected override ActivityResult Turn(WorkflowContext run) => run.IsTrue("Condition") ? Iterate : ActivityResult.Done;
}

/// <summary>Counts from From to before To.</summary>
internal sealed class ForLoopTask : LoopTask
{
    protected override ActivityResult Turn(WorkflowContext run)
    {
        var step = run.Number("Step", 1);
        var index = run.Own["Index"] is JsonValue last ? last.GetValue<double>() + step : run.Number("From", 0);
        if (step == 0 || (step > 0 ? index >= run.Number("To", 10) : index <= run.Number("To", 10)))
        {
            return Over(run);
        }

        run.Own["Index"] = index;
        run.State.LastResult = index;
        run.SetProperty(Variable(run), index);
        return Iterate;
    }
}

internal sealed class ForEachTask : LoopTask
{
    protected override ActivityResult Turn(WorkflowContext run)
    {
        var list = run.Evaluate("Enumerable") as JsonArray ?? [];
        var index = run.Own["Index"] is JsonValue last ? last.GetValue<double>() + 1 : 0;
        if (index >= list.Count)
        {
            return Over(run);
        }

        run.Own["Index"] = index;
        run.Own["Current"] = list[(int)index]?.DeepClone();
        run.State.LastResult = list[(int)index];
        run.SetProperty(Variable(run), list[(int)index]);
        return Iterate;
    }
}
