using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Workflows;
using PracticeHub.Tests.Content;
using PracticeHub.Tests.Infrastructure;
using PracticeHub.Tests.Workflows;

namespace PracticeHub.Tests;

/// <summary>Whatever crashes between two steps on the database, what a workflow does happens once.</summary>
public abstract class CrashingWorkflows(TestHub hub)
{
    private const string Signal = "go";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whichever_step_crashes_each_effect_happens_once(bool isForGood)
    {
        await using var stepped = await SteppedHub.OfAsync(hub);
        stepped.Hub.Faults.IsOff = true;
        var (main, follower) = (Leader(), Follower());
        await stepped.StoreAsync(main);
        await stepped.StoreAsync(follower);
        var undisturbed = await PlayAsync(stepped, main, follower, 0, isForGood);
        Assert.Equal("main Finished bacd, follower Finished x, follower Finished x", undisturbed.Instances);
        Assert.Equal("content.published workflow.signalled workflow.signalled content.unpublished content.published", undisturbed.Log);
        Assert.Equal((3, 0, 0), (undisturbed.Stays, undisturbed.Events, undisturbed.Waits));
        var crashAt = 1;
        while (await PlayAsync(stepped, main, follower, crashAt, isForGood) is { HasCrashed: true } disturbed)
        {
            Assert.Equal(undisturbed with { HasCrashed = true }, disturbed);
            crashAt++;
        }

        Assert.InRange(crashAt, 60, 1000);
    }

    private sealed record Outcome(string Instances, string Log, int Stays, int Events, int Waits, bool HasCrashed);

    /// <summary>Forks, waits for a sign and for an hour, joins, hides and publishes the item, waits again.</summary>
    private static DrawnWorkflow Leader() => new DrawnWorkflow()
        .Add("fork", "ForkTask", new() { ["Forks"] = new JsonArray("A", "B") }).Add("wait", "SignalEvent", new() { ["SignalName"] = Js(Signal) }).Trace("a")
        .Trace("b").Add("hour", "WaitTask", new() { ["Hours"] = Js("1") })
        .Add("join", "JoinTask", new() { ["Mode"] = "WaitAll" }).Trace("c").Add("hide", "UnpublishContentTask").Add("show", "PublishContentTask")
        .Add("day", "WaitTask", new() { ["Days"] = Js("1") }).Trace("d")
        .Connect("start→fork", "fork.A→wait", "wait→a", "a→join", "fork.B→b", "b→hour", "hour→join", "join.Joined→c",
            "c→hide", "hide.Unpublished→show", "show.Published→day", "day→d");

    /// <summary>Another one that starts with whatever is published.</summary>
    private static DrawnWorkflow Follower() => new DrawnWorkflow().Add("published", "ContentPublishedEvent", isStart: true).Trace("x").Connect("published→x");

    private static async Task<Outcome> PlayAsync(SteppedHub stepped, DrawnWorkflow main, DrawnWorkflow follower, int crashAt, bool isForGood)
    {
        var about = (await stepped.Hub.NewAsync("What the workflow is about", publish: true)).Id;
        var faults = stepped.Hub.Faults;
        faults.Set(crashAt, isForGood);
        Func<Task>[] deeds =
        [
            () => stepped.SignalAsync(main.TypeId, about),
            () => stepped.SignalAsync(Signal, about),
            () => LaterAsync(stepped, TimeSpan.FromHours(2)),
            () => LaterAsync(stepped, TimeSpan.FromHours(25)),
        ];
        foreach (var deed in deeds)
        {
            faults.IsOff = true;
            await deed();
            faults.IsOff = faults.HasCrashed;
            await SettleAsync(stepped, faults);
        }

        faults.IsOff = true;
        return await SeeAsync(stepped.Hub, main, follower, about, faults.HasCrashed);
    }

    /// <summary>After a crash the process starts again; what only failed is tried again after its delay.</summary>
    private static async Task SettleAsync(SteppedHub stepped, Faults faults)
    {
        try
        {
            await stepped.SettleAsync();
        }
        catch (Exception) when (faults.HasCrashed)
        {
            // The process has died.
        }

        if (faults.HasCrashed)
        {
            faults.IsOff = true;
            await stepped.SettleAsync();
            await LaterAsync(stepped, TimeSpan.FromSeconds(3));
            await stepped.SettleAsync();
        }
    }

    private static Task LaterAsync(SteppedHub stepped, TimeSpan by)
    {
        stepped.Hub.Clock.Advance(by);
        return Task.CompletedTask;
    }

    private static Task<Outcome> SeeAsync(TestHub hub, DrawnWorkflow main, DrawnWorkflow follower, string about, bool hasCrashed) => hub.InDbAsync(async db =>
    {
        var names = new Dictionary<string, string> { [main.TypeId] = "main", [follower.TypeId] = "follower" };
        var instances = await db.Workflows.Where(w => w.CorrelationId == about).OrderBy(w => w.WorkflowId).AsNoTracking().ToListAsync(Ct);
        var ids = instances.Select(i => i.WorkflowId).ToList();
        return new Outcome(
            string.Join(", ", instances.Select(i => $"{names[i.TypeId]} {i.Status} {WorkflowState.Parse(i.State).Properties["trace"]}").Order(StringComparer.Ordinal).Reverse()),
            string.Join(' ', await db.Activities.Where(a => a.ItemId == about).OrderBy(a => a.Id).Select(a => a.Verb).ToListAsync(Ct)),
            await db.Set<WorkflowStay>().CountAsync(s => ids.Contains(s.WorkflowId), Ct),
            await db.WorkflowEvents.CountAsync(e => ids.Contains(e.WorkflowId), Ct),
            await db.WorkflowBookmarks.CountAsync(b => ids.Contains(b.WorkflowId), Ct),
            hasCrashed);
    });

    private static JsonObject Js(string source) => new() { ["Expression"] = source };

    public sealed class OnSqlite(SqliteHub hub) : CrashingWorkflows(hub);

    public sealed class OnPostgres(PostgresHub hub) : CrashingWorkflows(hub);
}
