using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Workflows;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests.Workflows;

/// <summary>Draws workflow types in a test and follows their instances. Each starts by a signal of its own name.</summary>
internal sealed class DrawnWorkflow
{
    private readonly string _name;
    private readonly JsonArray _activities = [];
    private readonly JsonArray _transitions = [];

    public string TypeId { get; } = Ids.New(DateTimeOffset.UnixEpoch.AddYears(51));

    public bool IsSingleton { get; init; }

    public DrawnWorkflow(string name = "Drawn")
    {
        _name = name;
        Add("start", "SignalEvent", new() { ["SignalName"] = new JsonObject { ["Expression"] = TypeId } }, isStart: true);
    }

    public DrawnWorkflow Add(string id, string name, JsonObject? properties = null, bool isStart = false)
    {
        _activities.Add(new JsonObject { ["ActivityId"] = id, ["Name"] = name, ["IsStart"] = isStart, ["Properties"] = properties ?? [] });
        return this;
    }

    /// <summary>Each as <c>from.Outcome→to</c>; the outcome is Done where it is left out.</summary>
    public DrawnWorkflow Connect(params string[] ways)
    {
        foreach (var way in ways.Select(w => w.Split('→')))
        {
            var source = way[0].Split('.');
            _transitions.Add(new JsonObject
            {
                ["Id"] = 0, ["SourceActivityId"] = source[0], ["SourceOutcomeName"] = source.Length > 1 ? source[1] : "Done", ["DestinationActivityId"] = way[1],
            });
        }

        return this;
    }

    /// <summary>An activity that appends a letter to the property "trace".</summary>
    public DrawnWorkflow Trace(string id) => Add(id, "SetPropertyTask", new()
    {
        ["PropertyName"] = "trace", ["Value"] = new JsonObject { ["Expression"] = $"(property('trace') ?? '') + '{id}'" },
    });

    public JsonObject Document => new()
    {
        ["WorkflowTypeId"] = TypeId, ["Name"] = _name, ["IsEnabled"] = true, ["IsSingleton"] = IsSingleton, ["Unknown"] = "kept",
        ["Activities"] = _activities.DeepClone(), ["Transitions"] = _transitions.DeepClone(),
    };

    public Task<int> StoreAsync(TestHub hub) => hub.InDbAsync(async db =>
    {
        await WorkflowTypes.PutAsync(db, Document, hub.Clock.GetUtcNow(), default);
        return await db.SaveChangesAsync();
    });

    /// <summary>Starts an instance about something new and lets it run.</summary>
    public async Task<string> StartAsync(TestHub hub)
    {
        var about = Ids.New(hub.Clock.GetUtcNow());
        await SignalAsync(hub, TypeId, about);
        return about;
    }

    public static async Task SignalAsync(TestHub hub, string name, string about)
    {
        await hub.InDbAsync(async db =>
        {
            db.Signal(name, about, "system", hub.Clock.GetUtcNow());
            return await db.SaveChangesAsync();
        });
        await SettleAsync(hub);
    }

    public static async Task SettleAsync(TestHub hub)
    {
        for (var i = 0; i < 100; i++)
        {
            await hub.SettleAsync();
            if (await hub.InDbAsync(db => IsQuietAsync(db, hub.Clock.GetUtcNow())))
            {
                return;
            }

            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    public Task<WorkflowInstance> InstanceAsync(TestHub hub, string about) =>
        hub.InDbAsync(db => db.Workflows.AsNoTracking().SingleAsync(w => w.CorrelationId == about && w.TypeId == TypeId));

    public async Task<string> TraceAsync(TestHub hub, string about) =>
        WorkflowState.Parse((await InstanceAsync(hub, about)).State).Properties["trace"]?.ToString() ?? "";

    private static async Task<bool> IsQuietAsync(HubDb db, DateTimeOffset now)
    {
        var last = await db.Set<PracticeHub.Kernel.Activity.ActivityRecord>().MaxAsync(a => (long?)a.Id) ?? 0;
        var cursor = await db.Set<PracticeHub.Kernel.Activity.ActivityCursor>().Where(c => c.Name == "workflows").Select(c => c.ActivityId).FirstOrDefaultAsync();
        return cursor >= last && !await db.Workflows.AnyAsync(w => w.WakeUtc <= now);
    }
}
