using System.Text.Json.Nodes;

namespace PracticeHub.Kernel.Workflows;

/// <summary>What an instance remembers, in the shape of Orchard Core's state.</summary>
public sealed class WorkflowState(JsonObject document)
{
    public JsonObject Document => document;
    public JsonObject Input => Section("Input");
    public JsonObject Output => Section("Output");
    public JsonObject Properties => Section("Properties");
    public JsonNode? LastResult { get => document["LastResult"]; set => document["LastResult"] = value?.DeepClone(); }

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
