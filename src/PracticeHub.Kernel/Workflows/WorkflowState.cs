using System.Globalization;
using System.Text.Json.Nodes;

namespace PracticeHub.Kernel.Workflows;

/// <summary>What an instance remembers, in the shape of Orchard Core's state.</summary>
public sealed class WorkflowState(JsonObject document)
{
    private const string PathKey = "Path";
    private const string SkipKey = "Skip";
    private const int MostVisits = 200;

    public JsonObject Document => document;
    public JsonObject Input => Section("Input");
    public JsonObject Output => Section("Output");
    public JsonObject Properties => Section("Properties");
    public JsonNode? LastResult { get => document["LastResult"]; set => document["LastResult"] = value?.DeepClone(); }

    /// <summary>What the last request is answered with; null where nothing was said.</summary>
    public JsonObject? Response { get => document["Response"] as JsonObject; set => document["Response"] = value; }

    public static WorkflowState Parse(string json) => new(JsonNode.Parse(json)!.AsObject());

    /// <summary>What one activity remembers between its runs.</summary>
    public JsonObject Of(string activityId)
    {
        var all = Section("ActivityStates");
        if (all[activityId] is not JsonObject own)
        {
            all[activityId] = own = [];
        }

        return own;
    }

    /// <summary>The last activities that were carried out, oldest first: which one, when, and its outcomes.</summary>
    public IEnumerable<WorkflowVisit> Path => (document[PathKey] as JsonArray ?? []).OfType<JsonObject>().Select(WorkflowVisit.Of);

    internal void Visit(WorkflowVisit visit)
    {
        if (document[PathKey] is not JsonArray path)
        {
            document[PathKey] = path = [];
        }

        path.Add(visit.ToJson());
        if (path.Count > MostVisits)
        {
            path.RemoveAt(0);
        }
    }

    /// <summary>The next run does not carry out this activity, and goes on by the outcome.</summary>
    internal void Skip(string activityId, string outcome) => Section(SkipKey)[activityId] = outcome;

    /// <summary>The outcome by which somebody had an activity skipped; told once.</summary>
    internal string? TakeSkip(string activityId)
    {
        var outcome = (document[SkipKey] as JsonObject)?[activityId]?.ToString();
        if (outcome is not null)
        {
            document.Remove(SkipKey);
        }

        return outcome;
    }

    internal void ForgetSkip() => document.Remove(SkipKey);

    /// <summary>Loops and joins that were left in the middle begin anew when they are reached again.</summary>
    internal void Forget(IEnumerable<string> activityIds)
    {
        foreach (var id in activityIds)
        {
            Section("ActivityStates").Remove(id);
        }
    }

    internal void Take(JsonObject input)
    {
        foreach (var (name, value) in input)
        {
            Input[name] = value?.DeepClone();
        }
    }

    private JsonObject Section(string name)
    {
        if (document[name] is not JsonObject section)
        {
            document[name] = section = [];
        }

        return section;
    }
}

/// <summary>That an instance carried out an activity.</summary>
/// <param name="Outcomes">None at the end of a branch; null where it began to wait.</param>
public sealed record WorkflowVisit(string ActivityId, DateTimeOffset AtUtc, IReadOnlyList<string>? Outcomes, bool IsSkipped = false)
{
    internal JsonObject ToJson()
    {
        var visit = new JsonObject { ["Id"] = ActivityId, ["At"] = AtUtc.UtcDateTime.ToString("O") };
        if (Outcomes is not null)
        {
            visit["Outcomes"] = new JsonArray([.. Outcomes.Select(outcome => JsonValue.Create(outcome))]);
        }

        if (IsSkipped)
        {
            visit["Skipped"] = true;
        }

        return visit;
    }

    internal static WorkflowVisit Of(JsonObject visit) => new(
        visit["Id"]!.ToString(), DateTimeOffset.Parse(visit["At"]!.ToString(), CultureInfo.InvariantCulture),
        visit["Outcomes"] is JsonArray outcomes ? [.. outcomes.Select(outcome => outcome!.ToString())] : null, visit["Skipped"] is not null);
}
