using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Workflows;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests.Workflows;

public abstract class WorkflowEngine(TestHub hub)
{
    [Fact]
    public async Task It_forks_waits_and_joins_and_the_last_branch_goes_first()
    {
        var drawn = Forked("WaitAll");
        await drawn.StoreAsync(hub);
        var about = await drawn.StartAsync(hub);
        Assert.Equal("b", await drawn.TraceAsync(hub, about));
        await DrawnWorkflow.SignalAsync(hub, "go", about);
        Assert.Equal("bac", await drawn.TraceAsync(hub, about));
        Assert.Equal(WorkflowStatus.Finished, (await drawn.InstanceAsync(hub, about)).Status);
    }

    [Fact]
    public async Task A_join_of_any_no_longer_waits_for_the_others()
    {
        var drawn = Forked("WaitAny");
        await drawn.StoreAsync(hub);
        var about = await drawn.StartAsync(hub);
        Assert.Equal("bc", await drawn.TraceAsync(hub, about));
        Assert.Equal(WorkflowStatus.Finished, (await drawn.InstanceAsync(hub, about)).Status);
        await DrawnWorkflow.SignalAsync(hub, "go", about);
        Assert.Equal("bc", await drawn.TraceAsync(hub, about));
    }

    [Fact]
    public async Task In_a_loop_a_join_of_any_ends_only_the_branches_of_its_own_fork()
    {
        var drawn = new DrawnWorkflow()
            .Add("for", "ForLoopTask", new() { ["From"] = Js("0"), ["To"] = Js("1"), ["Step"] = Js("1"), ["LoopVariableName"] = "x" })
            .Add("outer", "ForkTask", new() { ["Forks"] = new JsonArray("A", "B") })
            .Add("wait", "SignalEvent", new() { ["SignalName"] = Js("go") }).Add("all", "JoinTask", new() { ["Mode"] = "WaitAll" })
            .Add("inner", "ForkTask", new() { ["Forks"] = new JsonArray("A", "B") }).Trace("a").Trace("b").Add("any", "JoinTask", new() { ["Mode"] = "WaitAny" }).Trace("z")
            .Connect("start→for", "for.Iterate→outer", "outer.A→inner", "inner.A→a", "inner.B→b", "a→any", "b→any", "any.Joined→all",
                "outer.B→wait", "wait→all", "all.Joined→for", "for.Done→z");
        await drawn.StoreAsync(hub);
        var about = await drawn.StartAsync(hub);
        await DrawnWorkflow.SignalAsync(hub, "go", about);
        Assert.Equal("bz", await drawn.TraceAsync(hub, about));
    }

    [Fact]
    public async Task A_loop_that_a_join_of_any_has_cut_short_begins_anew_when_it_is_reached_again()
    {
        var drawn = new DrawnWorkflow()
            .Add("for", "ForLoopTask", new() { ["From"] = Js("0"), ["To"] = Js("2"), ["Step"] = Js("1"), ["LoopVariableName"] = "x" })
            .Add("fork", "ForkTask", new() { ["Forks"] = new JsonArray("A", "B") }).Add("wait", "SignalEvent", new() { ["SignalName"] = Js("go") })
            .Add("cut", "ForLoopTask", new() { ["From"] = Js("0"), ["To"] = Js("1"), ["Step"] = Js("1"), ["LoopVariableName"] = "y" })
            .Trace("a").Add("never", "SignalEvent", new() { ["SignalName"] = Js("never") }).Add("any", "JoinTask", new() { ["Mode"] = "WaitAny" }).Trace("z")
            .Connect("start→for", "for.Iterate→fork", "fork.A→wait", "wait→any", "fork.B→cut", "cut.Iterate→a", "a→never", "never→cut", "cut.Done→any",
                "any.Joined→for", "for.Done→z");
        await drawn.StoreAsync(hub);
        var about = await drawn.StartAsync(hub);
        await DrawnWorkflow.SignalAsync(hub, "go", about);
        Assert.Equal("aa", await drawn.TraceAsync(hub, about));
        await DrawnWorkflow.SignalAsync(hub, "go", about);
        Assert.Equal("aaz", await drawn.TraceAsync(hub, about));
    }

    [Fact]
    public async Task It_counts_loops_and_decides()
    {
        var drawn = new DrawnWorkflow()
            .Add("for", "ForLoopTask", new() { ["From"] = Js("0"), ["To"] = Js("3"), ["Step"] = Js("1"), ["LoopVariableName"] = "x" })
            .Add("if", "IfElseTask", new() { ["Condition"] = Js("property('x') == 1") }).Trace("t").Trace("f").Trace("z")
            .Connect("start→for", "for.Iterate→if", "if.True→t", "if.False→f", "t→for", "f→for", "for.Done→z");
        await drawn.StoreAsync(hub);
        Assert.Equal("ftfz", await drawn.TraceAsync(hub, await drawn.StartAsync(hub)));
    }

    [Fact]
    public async Task A_loop_without_end_is_parked_and_nothing_of_the_run_has_happened()
    {
        var drawn = new DrawnWorkflow().Add("while", "WhileLoopTask", new() { ["Condition"] = Js("true") }).Trace("a").Connect("start→while", "while.Iterate→a", "a→while");
        await drawn.StoreAsync(hub);
        var about = await drawn.StartAsync(hub);
        var instance = await drawn.InstanceAsync(hub, about);
        Assert.Equal(WorkflowStatus.Faulted, instance.Status);
        Assert.Contains("1000 steps", instance.FaultMessage, StringComparison.Ordinal);
        Assert.Equal("", await drawn.TraceAsync(hub, about));
    }

    [Fact]
    public async Task An_unknown_activity_parks_the_instance_and_names_it()
    {
        var drawn = new DrawnWorkflow().Add("tweet", "UpdateTwitterStatusTask").Connect("start→tweet");
        await drawn.StoreAsync(hub);
        var instance = await drawn.InstanceAsync(hub, await drawn.StartAsync(hub));
        Assert.Equal((WorkflowStatus.Faulted, "tweet"), (instance.Status, instance.FaultActivityId));
        Assert.Contains("UpdateTwitterStatusTask", instance.FaultMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_running_instance_keeps_the_version_that_it_began_with()
    {
        var first = new DrawnWorkflow().Add("wait", "SignalEvent", new() { ["SignalName"] = Js("go") }).Trace("a").Connect("start→wait", "wait→a");
        await first.StoreAsync(hub);
        var about = await first.StartAsync(hub);
        Assert.Equal(0, await first.StoreAsync(hub));
        first.Trace("b").Connect("a→b");
        await first.StoreAsync(hub);
        await DrawnWorkflow.SignalAsync(hub, "go", about);
        Assert.Equal("a", await first.TraceAsync(hub, about));
        Assert.Equal(1, (await first.InstanceAsync(hub, about)).TypeVersion);
        var later = await first.StartAsync(hub);
        await DrawnWorkflow.SignalAsync(hub, "go", later);
        Assert.Equal("ab", await first.TraceAsync(hub, later));
    }

    [Fact]
    public async Task A_person_chooses_and_others_are_not_woken()
    {
        var drawn = new DrawnWorkflow().Add("ask", "UserTaskEvent", new() { ["Actions"] = new JsonArray("Yes", "No") }).Trace("y").Trace("n").Connect("start→ask", "ask.Yes→y", "ask.No→n");
        await drawn.StoreAsync(hub);
        var (mine, other) = (await drawn.StartAsync(hub), await drawn.StartAsync(hub));
        await hub.InDbAsync(async db =>
        {
            db.ChooseAction("No", mine, "system", hub.Clock.GetUtcNow());
            return await db.SaveChangesAsync();
        });
        await DrawnWorkflow.SettleAsync(hub);
        Assert.Equal("n", await drawn.TraceAsync(hub, mine));
        Assert.Equal(WorkflowStatus.Halted, (await drawn.InstanceAsync(hub, other)).Status);
    }

    private static DrawnWorkflow Forked(string mode) => new DrawnWorkflow()
        .Add("fork", "ForkTask", new() { ["Forks"] = new JsonArray("A", "B") })
        .Add("wait", "SignalEvent", new() { ["SignalName"] = Js("go") })
        .Trace("a").Trace("b").Add("join", "JoinTask", new() { ["Mode"] = mode }).Trace("c")
        .Connect("start→fork", "fork.A→wait", "wait→a", "fork.B→b", "a→join", "b→join", "join.Joined→c");

    private static JsonObject Js(string source) => new() { ["Expression"] = source };

    public sealed class OnSqlite(SqliteHub hub) : WorkflowEngine(hub);

    public sealed class OnPostgres(PostgresHub hub) : WorkflowEngine(hub);
}
