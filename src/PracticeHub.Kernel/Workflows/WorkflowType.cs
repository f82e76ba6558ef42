using System.Globalization;
using System.Text.Json.Nodes;

namespace PracticeHub.Kernel.Workflows;

/// <summary>One version of a drawn process, read from Orchard Core's WorkflowType JSON; never changed once stored.</summary>
public sealed class WorkflowType
{
    private const string Deleted = "IsDeleted";
    private readonly Dictionary<string, ActivityNode> _nodes;
    private readonly Dictionary<(string From, string Outcome), string> _next = [];

    public WorkflowType(JsonObject document, int version = 1)
    {
        Document = document;
        Version = version;
        Id = Text(document, "WorkflowTypeId") ?? throw new FormatException("A workflow type has no WorkflowTypeId.");
        Name = Text(document, "Name") ?? Id;
        IsEnabled = Flag(document, "IsEnabled");
        IsSingleton = Flag(document, "IsSingleton");
        IsDeleted = Flag(document, Deleted);
        _nodes = Objects(document, "Activities").Select(AsNode).DistinctBy(n => n.Id).ToDictionary(n => n.Id, StringComparer.Ordinal);
        foreach (var transition in Objects(document, "Transitions"))
        {
            Connect(transition);
        }
    }

    /// <exception cref="FormatException">What is missing in the document.</exception>
    public static WorkflowType Parse(string document, int version) => new(JsonNode.Parse(document)!.AsObject(), version);

    public static WorkflowType Of(WorkflowTypeVersion stored) => Parse(stored.Document, stored.Version);

    /// <summary>Its last version: it starts nothing, and running instances keep theirs.</summary>
    public static JsonObject Delete(string document)
    {
        var last = JsonNode.Parse(document)!.AsObject();
        (last["IsEnabled"], last[Deleted]) = (false, true);
        return last;
    }

    /// <summary>The same as one that was never deleted.</summary>
    public static JsonObject Restore(string document)
    {
        var restored = JsonNode.Parse(document)!.AsObject();
        restored.Remove(Deleted);
        return restored;
    }

    public JsonObject Document { get; }
    public int Version { get; }
    public string Id { get; }
    public string Name { get; }
    public bool IsEnabled { get; }
    /// <summary>Does not start while an instance of it waits.</summary>
    public bool IsSingleton { get; }
    /// <summary>Nobody is to see it any more, but for what is still on its way by it.</summary>
    public bool IsDeleted { get; }
    public IEnumerable<ActivityNode> Activities => _nodes.Values;

    /// <summary>Which outcome leads where; those that lead to an activity which is not there are not among them.</summary>
    public IEnumerable<(string From, string Outcome, string To)> Transitions =>
        _next.Where(t => _nodes.ContainsKey(t.Key.From) && _nodes.ContainsKey(t.Value)).Select(t => (t.Key.From, t.Key.Outcome, t.Value));

    public IEnumerable<ActivityNode> Starts => _nodes.Values.Where(n => n.IsStart);

    public ActivityNode? Find(string activityId) => _nodes.GetValueOrDefault(activityId);

    /// <summary>Where an outcome leads; null at the end of a branch.</summary>
    public ActivityNode? Next(string activityId, string outcome) =>
        _next.TryGetValue((activityId, outcome), out var to) ? Find(to) : null;

    /// <summary>The ways that lead into an activity, each as source and outcome.</summary>
    public IEnumerable<string> WaysInto(string activityId) => _next.Where(t => t.Value == activityId).Select(t => Way(t.Key.From, t.Key.Outcome));

    internal IEnumerable<string> SourcesOf(string activityId) => _next.Where(t => t.Value == activityId).Select(t => t.Key.From);

    /// <summary>Whether one activity can follow another without a third one between them.</summary>
    internal bool Leads(string from, string to, string without)
    {
        var seen = new HashSet<string>([without], StringComparer.Ordinal);
        var todo = new Stack<string>([from]);
        while (todo.TryPop(out var at))
        {
            if (seen.Add(at))
            {
                _next.Where(t => t.Key.From == at).Select(t => t.Value).ToList().ForEach(todo.Push);
            }
        }

        return seen.Contains(to) && to != without;
    }

    internal static string Way(string from, string outcome) => $"{from}-{outcome}";

    // Orchard Core's rule: only the first transition of an outcome counts, and none leads to its own activity.
    private void Connect(JsonObject transition)
    {
        if (Text(transition, "SourceActivityId") is { } from && Text(transition, "DestinationActivityId") is { } to && from != to)
        {
            _next.TryAdd((from, Text(transition, "SourceOutcomeName") ?? "Done"), to);
        }
    }

    private ActivityNode AsNode(JsonObject activity) => new(
        Text(activity, "ActivityId") ?? throw new FormatException("An activity has no ActivityId."),
        Text(activity, "Name") ?? throw new FormatException("An activity has no Name."),
        Flag(activity, "IsStart"),
        activity["Properties"] as JsonObject ?? [])
    {
        TypeId = Id,
        Place = Number(activity, "X") is { } x && Number(activity, "Y") is { } y ? (x, y) : null,
    };

    private static IEnumerable<JsonObject> Objects(JsonObject document, string name) => (document[name] as JsonArray ?? []).OfType<JsonObject>();

    private static string? Text(JsonObject document, string name) => document[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private static int? Number(JsonObject document, string name) =>
        document[name] is JsonValue value && double.TryParse(value.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && Math.Abs(number) < 1_000_000 ? (int)number : null;

    private static bool Flag(JsonObject document, string name) => document[name] is JsonValue value && value.TryGetValue(out bool flag) && flag;
}
