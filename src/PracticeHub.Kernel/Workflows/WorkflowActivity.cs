using System.Text.Json;
using System.Text.Json.Nodes;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;

namespace PracticeHub.Kernel.Workflows;

/// <summary>
/// A step that a workflow can take. A module seam: contribute one with <c>hub.AddService&lt;WorkflowActivity, T&gt;()</c>; its
/// effects go through the same <see cref="Data.HubDb"/> as the instance's state, and it does not save.
/// </summary>
public abstract class WorkflowActivity
{
    /// <summary>The name in a workflow type.</summary>
    public string Name => GetType().Name;

    /// <summary>Whether an instance that comes here waits for something, and does not go on at once.</summary>
    public virtual bool Waits => false;

    /// <summary>The outcomes that it can have as it is set up here.</summary>
    public virtual IReadOnlyList<string> Outcomes(ActivityNode node) => ["Done"];

    public abstract Task<ActivityResult> ExecuteAsync(WorkflowContext run, CancellationToken ct);

    /// <summary>Goes on when what it waited for has come.</summary>
    public virtual Task<ActivityResult> ResumeAsync(WorkflowContext run, CancellationToken ct) => Task.FromResult(ActivityResult.Done);

    /// <summary>What would come to it for it to end with an outcome, so that a trial can go on; null where the outcome says everything.</summary>
    /// <param name="text">What another system would say.</param>
    public virtual JsonObject? Pretend(string outcome, string text) => null;

    /// <summary>As <see cref="Pretend"/>, where a trial also needs something in the database: what is written is taken back with the rest.</summary>
    public virtual Task<JsonObject?> PretendAsync(PretendedMoment moment, CancellationToken ct) => Task.FromResult(Pretend(moment.Outcome, moment.Text));
}

/// <summary>What whoever tries a workflow lets happen at an activity.</summary>
/// <param name="CorrelationId">What the instance is about; empty at its start, where the answer may bring a <c>CorrelationId</c>.</param>
/// <param name="Outcome">How the activity is to end; empty at the start.</param>
public sealed record PretendedMoment(WorkflowType Type, Card Item, string ActorId, string CorrelationId, string Outcome, string Text);

/// <summary>An activity that stands for something in the activity log: it starts a workflow, or makes it wait.</summary>
public abstract class EventActivity : WorkflowActivity
{
    public sealed override bool Waits => true;

    /// <summary>The verbs of the log that it stands for.</summary>
    public abstract IReadOnlyList<string> Verbs { get; }

    /// <summary>What the deed is about, to be compared with the instance's correlation id.</summary>
    public virtual string CorrelationOf(ActivityRecord deed) => deed.ItemId ?? "";

    /// <summary>Whether the deed is meant, as the activity is set up.</summary>
    public virtual bool Accepts(ActivityNode node, JsonObject input) => true;

    /// <summary>Whether the deed begins an instance of the type there.</summary>
    public virtual bool Starts(WorkflowType type, ActivityNode node, JsonObject input) => Accepts(node, input);

    public override Task<ActivityResult> ExecuteAsync(WorkflowContext run, CancellationToken ct) => Task.FromResult(ActivityResult.Wait);

    /// <summary>What the instance learns of the deed.</summary>
    internal static JsonObject InputOf(ActivityRecord deed)
    {
        var input = new JsonObject
        {
            ["ContentItemId"] = deed.ItemId,
            ["ContentType"] = deed.ContentType,
            ["CommunityId"] = deed.CommunityId,
            ["ActorId"] = deed.ActorId,
            ["AtUtc"] = deed.AtUtc.UtcDateTime.ToString("O"),
        };
        foreach (var (name, value) in DataOf(deed))
        {
            input[char.ToUpperInvariant(name[0]) + name[1..]] = value?.DeepClone();
        }

        return input;
    }

    protected static JsonObject DataOf(ActivityRecord deed)
    {
        try
        {
            return deed.Data is null ? [] : JsonNode.Parse(deed.Data) as JsonObject ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
