using System.Text.Json.Nodes;
using PracticeHub.Kernel.Expressions;

namespace PracticeHub.Kernel.Workflows;

/// <summary>An instance of another type was parked. ErrorFilter sees its <c>input('ErrorInfo')</c>.</summary>
internal sealed class WorkflowFaultEvent : EventActivity
{
    public override IReadOnlyList<string> Verbs { get; } = [WorkflowFaults.Verb];

    public override bool Accepts(ActivityNode node, JsonObject input)
    {
        try
        {
            return node.Expression("ErrorFilter") is not { Length: > 0 } filter || JavaScriptExpression.IsTrue(
                JavaScriptExpression.Evaluate(filter, new Scope().Function("input", names => input[names.Text(0)]?.DeepClone())));
        }
        catch (ExpressionException)
        {
            // A filter that cannot be read lets nothing through; the other workflows must not wait for it.
            return false;
        }
    }
}
