using PracticeHub.Kernel;
using PracticeHub.Kernel.Workflows;

namespace PracticeHub.Workflows.Features.WorkflowEditing;

/// <summary>What somebody draws with a mouse, a finger or the keys: an activity goes to another place, or an outcome leads elsewhere.</summary>
/// <param name="To">Where the outcome leads; empty for nowhere.</param>
public sealed record FlowStroke(int X, int Y, string? Outcome, string? To)
{
    public Refusal? Refuse(string deed, string activityId, WorkflowType type) => deed switch
    {
        "place" when !FlowDraft.IsNear(X, Y) => new("far-away", "That is too far away to be seen."),
        "connect" when Outcome is not { Length: > 0 and <= 100 } => new("no-outcome", "Choose the outcome by which the workflow goes on."),
        "connect" when To is { Length: > 0 } to && (to == activityId || type.Find(to) is null) => new("no-activity", "There is no such activity."),
        _ => null,
    };

    public void Apply(string deed, string activityId, FlowDraft draft)
    {
        if (deed == "place")
        {
            draft.Place(activityId, X, Y);
        }
        else
        {
            draft.Connect(activityId, Outcome!, To is { Length: > 0 } ? To : null);
        }
    }
}
