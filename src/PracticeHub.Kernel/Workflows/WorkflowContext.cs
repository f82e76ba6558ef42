using System.Globalization;
using System.Text.Json.Nodes;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Expressions;

namespace PracticeHub.Kernel.Workflows;

/// <summary>What an activity sees of the instance that it runs in.</summary>
public sealed class WorkflowContext
{
    private readonly Scope _scope;
    private readonly List<WorkflowBookmark> _waits;

    internal WorkflowContext(WorkflowInstance instance, WorkflowType type, WorkflowState state, List<WorkflowBookmark> waits, WorkflowTokens tokens, DateTimeOffset atUtc)
    {
        (Instance, Type, State, _waits, AtUtc) = (instance, type, state, waits, atUtc);
        _scope = WorkflowScope.Of(this, tokens);
    }

    public WorkflowInstance Instance { get; }
    public WorkflowType Type { get; }
    public WorkflowState State { get; }
    /// <summary>How many workflows stand between a person and what this run does.</summary>
    public int Depth { get; internal set; }
    /// <summary>Whether all of it is taken back, and nothing may be done that could not be.</summary>
    public bool IsTrial { get; internal set; }
    /// <summary>The activity whose turn it is.</summary>
    public ActivityNode Node { get; internal set; } = null!;
    /// <summary>When what drives this run happened: the deed's time, or now for a timer.</summary>
    public DateTimeOffset AtUtc { get; }
    /// <summary>What the running activity remembers between its runs.</summary>
    public JsonObject Own => State.Of(Node.Id);
    public string CorrelationId => Instance.CorrelationId;

    /// <summary>The item that the instance is about.</summary>
    public string ItemId => Input("ContentItemId") is { Length: > 0 } id ? id : CorrelationId;

    /// <summary>Whose deed drives the run; the hub's own where nobody's does.</summary>
    public string ActorId => Input("ActorId") is { Length: > 0 } id ? id : "system";

    public Writer Writer => new(ActorId, "PracticeHub");

    public string Input(string name) => State.Input[name] is JsonValue value ? value.ToString() : "";

    public void SetProperty(string name, JsonNode? value) => State.Properties[name] = value?.DeepClone();

    public void Correlate(string id)
    {
        Instance.CorrelationId = id;
        _waits.ForEach(w => w.CorrelationId = id);
    }

    /// <summary>The value of a JavaScript property; null where nothing is set.</summary>
    public JsonNode? Evaluate(string property) =>
        Node.Expression(property) is { Length: > 0 } source ? JavaScriptExpression.Evaluate(source, _scope) : null;

    public bool IsTrue(string property) => JavaScriptExpression.IsTrue(Evaluate(property));

    public double Number(string property, double otherwise) => Evaluate(property) is JsonValue value
        ? double.TryParse(value.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
            : throw new FormatException($"{property} of {Node.Title} is not a number.")
        : otherwise;

    public DateTimeOffset? Time(string property) => Evaluate(property) is JsonValue value
        ? DateTimeOffset.TryParse(value.ToString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at.ToUniversalTime()
            : throw new FormatException($"{property} of {Node.Title} is not a moment.")
        : null;

    /// <summary>A Liquid property, rendered.</summary>
    public string Render(string property) =>
        Node.Expression(property) is { Length: > 0 } source ? LiquidTemplate.Render(source, WorkflowScope.ForLiquid(_scope, this)) : "";

    /// <summary>The id of the item that a property names; the instance's own where nothing is set.</summary>
    public string ItemOf(string property) => Evaluate(property) switch
    {
        JsonObject item => item["ContentItemId"]?.ToString() ?? ItemId,
        JsonValue id => id.ToString(),
        _ => ItemId,
    };

    /// <summary>No longer waits at these activities; none named means all of them.</summary>
    public void StopWaitingAt(IReadOnlyCollection<string> activityIds)
    {
        _waits.RemoveAll(w => w.ActivityId != Node.Id && (activityIds.Count == 0 || activityIds.Contains(w.ActivityId)));
        Abandoned.UnionWith(activityIds);
    }

    /// <summary>The outcomes that the running script has set.</summary>
    internal List<string> Chosen { get; } = [];

    /// <summary>Activities before a join that has joined: what was about to begin there is not begun.</summary>
    internal HashSet<string> Abandoned { get; } = [];
}
