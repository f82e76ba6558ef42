using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PracticeHub.Kernel.Workflows;
using PracticeHub.Workflows.Features.WorkflowPicture;

namespace PracticeHub.Workflows.Features.WorkflowEditing;

/// <summary>A workflow type that somebody is changing and has not saved as a version yet. What the hub does not know stays in the document.</summary>
public sealed class FlowDraft
{
    public const int MostActivities = 200;
    private const int Farthest = 100_000;

    public required string TypeId { get; init; }
    public required string UserId { get; init; }
    /// <summary>The version that it began with; 0 for a new type.</summary>
    public required int BaseVersion { get; set; }
    public required string Document { get; set; }
    public required DateTimeOffset AtUtc { get; set; }

    public WorkflowType Type => WorkflowType.Parse(Document, BaseVersion);

    public static JsonObject NewDocument(string typeId, string name) => new()
    {
        ["WorkflowTypeId"] = typeId, ["Name"] = name, ["IsEnabled"] = false, ["IsSingleton"] = false, ["LockTimeout"] = 0, ["LockExpiration"] = 0,
        ["DeleteFinishedWorkflows"] = false, ["Properties"] = new JsonObject(), ["Activities"] = new JsonArray(), ["Transitions"] = new JsonArray(),
    };

    public void Describe(string name, bool isEnabled, bool isSingleton) => Change(document =>
        (document["Name"], document["IsEnabled"], document["IsSingleton"]) = (name, isEnabled, isSingleton));

    /// <summary>Adds an activity where there is room; the first one is the start.</summary>
    public void Add(string activityId, string name) => Change(document =>
    {
        var places = Pin(document);
        var activities = List(document, "Activities");
        var below = places.Count == 0 ? 0 : places.Values.Max(p => p.Y) + FlowLayout.Height + 40;
        activities.Add(new JsonObject
        {
            ["ActivityId"] = activityId, ["Name"] = name, ["X"] = places.Count == 0 ? 0 : places.Values.Min(p => p.X), ["Y"] = below,
            ["IsStart"] = activities.Count == 0, ["Properties"] = new JsonObject(),
        });
    });

    public void Remove(string activityId) => Change(document =>
    {
        Drop(List(document, "Activities"), a => a["ActivityId"]?.ToString() == activityId);
        Drop(List(document, "Transitions"), t => t["SourceActivityId"]?.ToString() == activityId || t["DestinationActivityId"]?.ToString() == activityId);
    });

    /// <param name="to">Null where the outcome leads nowhere.</param>
    public void Connect(string activityId, string outcome, string? to) => Change(document =>
    {
        var transitions = List(document, "Transitions");
        Drop(transitions, t => t["SourceActivityId"]?.ToString() == activityId && (t["SourceOutcomeName"]?.ToString() ?? "Done") == outcome);
        if (to is not null)
        {
            transitions.Add(new JsonObject { ["Id"] = 0, ["SourceActivityId"] = activityId, ["SourceOutcomeName"] = outcome, ["DestinationActivityId"] = to });
        }
    });

    /// <summary>Whether a place is near enough to be seen.</summary>
    public static bool IsNear(int x, int y) => Math.Abs((long)x) <= Farthest && Math.Abs((long)y) <= Farthest;

    public void Begin(string activityId, bool isHere) => Change(document => Activity(document, activityId)["IsStart"] = isHere);

    /// <summary>Puts an activity there, or where there is room below.</summary>
    public void Place(string activityId, int x, int y) => Change(document =>
    {
        var others = Pin(document).Where(p => p.Key != activityId).Select(p => p.Value).ToList();
        var activity = Activity(document, activityId);
        (activity["X"], activity["Y"]) = FlowLayout.Free(x, y, others);
    });

    /// <summary>Sets what its form knows; what is empty is taken out, and what only the data knows stays.</summary>
    public void Configure(string activityId, string title, IEnumerable<(string Name, JsonNode? Value)> values) => Change(document =>
    {
        var activity = Activity(document, activityId);
        var properties = Section(activity, "Properties");
        Section(properties, "ActivityMetadata")["Title"] = title;
        foreach (var (name, value) in values)
        {
            properties.Remove(name);
            if (value is not null)
            {
                properties[name] = value;
            }
        }
    });

    /// <summary>Who places one by hand sees the others where the picture has just shown them.</summary>
    private IReadOnlyDictionary<string, (int X, int Y)> Pin(JsonObject document)
    {
        var places = FlowLayout.Of(Type);
        foreach (var activity in List(document, "Activities").OfType<JsonObject>())
        {
            var (x, y) = places[activity["ActivityId"]!.ToString()];
            (activity["X"], activity["Y"]) = (x, y);
        }

        return places;
    }

    private void Change(Action<JsonObject> change)
    {
        var document = JsonNode.Parse(Document)!.AsObject();
        change(document);
        Document = document.ToJsonString();
    }

    private static JsonObject Activity(JsonObject document, string id) =>
        List(document, "Activities").OfType<JsonObject>().First(a => a["ActivityId"]?.ToString() == id);

    private static JsonArray List(JsonObject document, string name)
    {
        if (document[name] is not JsonArray list)
        {
            document[name] = list = [];
        }

        return list;
    }

    private static JsonObject Section(JsonObject of, string name)
    {
        if (of[name] is not JsonObject section)
        {
            of[name] = section = [];
        }

        return section;
    }

    private static void Drop(JsonArray list, Func<JsonObject, bool> which) =>
        list.OfType<JsonObject>().Where(which).ToList().ForEach(one => list.Remove(one));
}

internal sealed class FlowDraftConfiguration : IEntityTypeConfiguration<FlowDraft>
{
    public void Configure(EntityTypeBuilder<FlowDraft> builder)
    {
        builder.ToTable("workflows_draft");
        builder.HasKey(d => new { d.TypeId, d.UserId });
        builder.Ignore(d => d.Type);
    }
}
