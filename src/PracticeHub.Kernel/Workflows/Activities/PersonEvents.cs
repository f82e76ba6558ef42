using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Data;

namespace PracticeHub.Kernel.Workflows;

/// <summary>Somebody, or another system, gives a sign by name; names are compared without regard to case.</summary>
internal sealed class SignalEvent : EventActivity
{
    public override IReadOnlyList<string> Verbs { get; } = [WorkflowSignals.Verb];

    public override bool Accepts(ActivityNode node, JsonObject input) =>
        string.Equals(node.Expression("SignalName"), input["Signal"]?.ToString(), StringComparison.OrdinalIgnoreCase);
}

/// <summary>A person chooses one of the actions; each is an outcome.</summary>
internal sealed class UserTaskEvent : EventActivity
{
    public override IReadOnlyList<string> Verbs { get; } = [WorkflowSignals.ActionVerb];

    public override IReadOnlyList<string> Outcomes(ActivityNode node) => node.Texts("Actions");

    public override bool Accepts(ActivityNode node, JsonObject input) => node.Texts("Actions").Contains(input["UserAction"]?.ToString());

    public override Task<ActivityResult> ResumeAsync(WorkflowContext run, CancellationToken ct) =>
        Task.FromResult(ActivityResult.Go(run.Input("UserAction")));

    public override JsonObject Pretend(string outcome, string text) => new() { ["UserAction"] = outcome };
}

/// <summary>Tells waiting workflows what a person or another system wants; call <see cref="ActivityPump.Wake"/> after the save.</summary>
public static class WorkflowSignals
{
    internal const string Verb = "workflow.signalled";
    internal const string ActionVerb = "workflow.acted";

    extension(HubDb db)
    {
        /// <summary>Gives a sign to every instance about <paramref name="correlationId"/> that waits for it.</summary>
        public void Signal(string name, string correlationId, string actorId, DateTimeOffset at) =>
            db.Add(Deed(Verb, "signal", name, correlationId, actorId, at));

        /// <summary>Chooses an action of the user tasks that wait about <paramref name="correlationId"/>.</summary>
        public void ChooseAction(string action, string correlationId, string actorId, DateTimeOffset at) =>
            db.Add(Deed(ActionVerb, "userAction", action, correlationId, actorId, at));
    }

    private static ActivityRecord Deed(string verb, string name, string value, string correlationId, string actorId, DateTimeOffset at) => new()
    {
        Verb = verb, ActorId = actorId, ItemId = correlationId, AtUtc = at, Data = new JsonObject { [name] = value }.ToJsonString(),
    };
}
