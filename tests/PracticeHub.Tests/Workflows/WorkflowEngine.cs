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

    [Fact]
    public async Task A_timer_fires_once_to_the_second()
    {
        await using var own = await hub.FreshAsync();
        own.Clock.Stop();
        var drawn = new DrawnWorkflow().Add("wait", "WaitTask", new() { ["Hours"] = Js("2") }).Trace("a").Connect("start→wait", "wait→a");
        await drawn.StoreAsync(own);
        var about = await drawn.StartAsync(own);
        var due = (await drawn.InstanceAsync(own, about)).WakeUtc!.Value;
        own.Clock.Advance(due - own.Clock.GetUtcNow() - TimeSpan.FromMinutes(1));
        await DrawnWorkflow.SettleAsync(own);
        Assert.Equal("", await drawn.TraceAsync(own, about));
        own.Clock.Advance(TimeSpan.FromMinutes(1) + TimeSpan.FromSeconds(1));
        await DrawnWorkflow.SettleAsync(own);
        Assert.Equal("a", await drawn.TraceAsync(own, about));
        own.Clock.Advance(TimeSpan.FromDays(9));
        await DrawnWorkflow.SettleAsync(own);
        Assert.Equal("a", await drawn.TraceAsync(own, about));
    }

    [Fact]
    public async Task A_clock_that_jumps_forth_and_back_lets_a_timer_fire_once()
    {
        await using var own = await hub.FreshAsync();
        own.Clock.Stop();
        var drawn = new DrawnWorkflow().Add("wait", "WaitTask", new() { ["Days"] = Js("1") }).Trace("a").Add("next", "WaitTask", new() { ["Days"] = Js("1") }).Trace("b")
            .Connect("start→wait", "wait→a", "a→next", "next→b");
        await drawn.StoreAsync(own);
        var about = await drawn.StartAsync(own);
        async Task<string> JumpAsync(TimeSpan by)
        {
            own.Clock.Advance(by);
            await DrawnWorkflow.SettleAsync(own);
            return await drawn.TraceAsync(own, about);
        }

        Assert.Equal("", await JumpAsync(TimeSpan.FromDays(-400)));
        Assert.Equal("", await JumpAsync(TimeSpan.FromDays(400)));
        // Ten days ahead by mistake: the first wait is over, and the second begins there.
        Assert.Equal("a", await JumpAsync(TimeSpan.FromDays(10)));
        Assert.Equal("a", await JumpAsync(TimeSpan.FromDays(-10)));
        Assert.Equal("a", await JumpAsync(TimeSpan.FromDays(10)));
        Assert.Equal("ab", await JumpAsync(TimeSpan.FromDays(1.1)));
        Assert.Equal("ab", await JumpAsync(TimeSpan.FromDays(-20)));
        Assert.Equal("ab", await JumpAsync(TimeSpan.FromDays(40)));
    }

    [Fact]
    public async Task A_workflow_by_the_clock_begins_once_however_far_the_clock_jumps()
    {
        await using var own = await hub.FreshAsync();
        own.Clock.Stop();
        var drawn = new DrawnWorkflow().Add("clock", "TimerEvent", new() { ["CronExpression"] = "0 6 * * *" }, isStart: true).Trace("a").Connect("clock→a");
        await own.InDbAsync(async db =>
        {
            var type = await WorkflowTypes.PutAsync(db, drawn.Document, own.Clock.GetUtcNow(), default);
            await WorkflowTimers.PlantAsync(db, type!, own.Clock.GetUtcNow(), default);
            return await db.SaveChangesAsync();
        });
        async Task<int> JumpAsync(double days)
        {
            own.Clock.Advance(TimeSpan.FromDays(days));
            await DrawnWorkflow.SettleAsync(own);
            return await own.InDbAsync(db => db.Workflows.CountAsync(w => w.TypeId == drawn.TypeId && w.Status == WorkflowStatus.Finished));
        }

        Assert.Equal(1, await JumpAsync(365));
        Assert.Equal(1, await JumpAsync(-30));
        Assert.Equal(1, await JumpAsync(30));
        Assert.Equal(2, await JumpAsync(1));
    }

    [Fact]
    public async Task What_fails_is_tried_again_ever_later_then_parked_and_what_came_meanwhile_is_kept()
    {
        await using var own = await hub.FreshAsync();
        // What is no number fails each time, as something outside the hub would that does not answer.
        var drawn = new DrawnWorkflow().Add("wait", "SignalEvent", new() { ["SignalName"] = Js("go") }).Trace("a")
            .Add("fail", "WaitTask", new() { ["Days"] = Js("'soon'") }).Connect("start→wait", "wait→a", "a→fail");
        await drawn.StoreAsync(own);
        own.Clock.Stop();
        var about = await drawn.StartAsync(own);
        await DrawnWorkflow.SignalAsync(own, "go", about);
        var waits = new List<double>();
        for (var i = 1; i < WorkflowInstance.MostAttempts; i++)
        {
            var failed = await drawn.InstanceAsync(own, about);
            Assert.Equal((i, "fail"), (failed.Attempts, failed.FaultActivityId));
            waits.Add((failed.WakeUtc!.Value - own.Clock.GetUtcNow()).TotalSeconds);
            own.Clock.Advance(TimeSpan.FromSeconds(waits[^1] + 1));
            await DrawnWorkflow.SettleAsync(own);
        }

        Assert.Equal([2, 10, 60, 600], waits.Select(w => Math.Round(w)));
        var parked = await drawn.InstanceAsync(own, about);
        Assert.Equal(WorkflowStatus.Faulted, parked.Status);
        Assert.Equal("", await drawn.TraceAsync(own, about));
        Assert.Equal(1, await own.InDbAsync(db => db.WorkflowEvents.CountAsync(e => e.WorkflowId == parked.WorkflowId)));
    }

    [Fact]
    public async Task Among_many_that_are_due_at_once_one_that_fails_is_tried_again_and_the_others_go_on()
    {
        await using var stepped = await SteppedHub.OfAsync(hub);
        var bad = Kernel.Ids.New(DateTimeOffset.UnixEpoch);
        var drawn = new DrawnWorkflow().Trace("a").Add("day", "WaitTask", new() { ["Days"] = Js($"correlationId() == '{bad}' ? 'soon' : 1") }).Trace("b").Connect("start→a", "a→day", "day→b");
        await stepped.StoreAsync(drawn);
        var about = Enumerable.Range(0, 40).Select(i => i == 25 ? bad : Kernel.Ids.New(stepped.Hub.Clock.GetUtcNow().AddDays(i))).ToList();
        await stepped.Hub.InDbAsync(async db =>
        {
            about.ForEach(one => db.Signal(drawn.TypeId, one, "system", stepped.Hub.Clock.GetUtcNow()));
            return await db.SaveChangesAsync();
        });
        await stepped.SettleAsync();
        Assert.Equal(1, (await drawn.InstanceAsync(stepped.Hub, bad)).Attempts);
        stepped.Hub.Clock.Advance(TimeSpan.FromDays(1));
        await stepped.SettleAsync();
        Assert.Equal(2, (await drawn.InstanceAsync(stepped.Hub, bad)).Attempts);
        foreach (var one in about.Where(one => one != bad))
        {
            Assert.Equal("ab", await drawn.TraceAsync(stepped.Hub, one));
        }
    }

    [Fact]
    public async Task One_whose_commit_never_goes_through_is_parked_and_holds_up_nobody_with_whom_it_shared_it()
    {
        await using var stepped = await SteppedHub.OfAsync(hub);
        await stepped.Hub.InDbAsync(db => db.Database.ExecuteSqlRawAsync(stepped.Hub.Provider == "Sqlite" ? GuiltOnSqlite : GuiltOnPostgres));
        var drawn = new DrawnWorkflow().Trace("a").Connect("start→a");
        await stepped.StoreAsync(drawn);
        var about = Enumerable.Range(0, 12).Select(i => i == 5 ? Guilty : Kernel.Ids.New(stepped.Hub.Clock.GetUtcNow().AddDays(i))).ToList();
        await stepped.Hub.InDbAsync(async db =>
        {
            about.ForEach(one => db.Signal(drawn.TypeId, one, "system", stepped.Hub.Clock.GetUtcNow()));
            return await db.SaveChangesAsync();
        });
        for (var i = 0; i < WorkflowInstance.MostAttempts; i++)
        {
            await stepped.SettleAsync();
            Assert.Equal(i + 1, (await drawn.InstanceAsync(stepped.Hub, Guilty)).Attempts);
            stepped.Hub.Clock.Advance(TimeSpan.FromMinutes(11));
        }

        var parked = await drawn.InstanceAsync(stepped.Hub, Guilty);
        Assert.Equal(WorkflowStatus.Faulted, parked.Status);
        Assert.Contains("foreign key", parked.FaultMessage, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(11, await stepped.Hub.InDbAsync(db => db.Workflows.CountAsync(w => w.TypeId == drawn.TypeId && w.Status == WorkflowStatus.Finished)));
    }

    private const string Guilty = "4guilty0000000000000000000";

    private const string Guilt = "CREATE TABLE nobody (id integer PRIMARY KEY); CREATE TABLE guilt (who integer REFERENCES nobody (id) DEFERRABLE INITIALLY DEFERRED);";

    /// <summary>What it writes is refused when it is committed, and not before.</summary>
    private const string GuiltOnSqlite = $"{Guilt} CREATE TRIGGER too_late AFTER UPDATE ON hub_workflow WHEN NEW.correlation_id = '{Guilty}' AND NEW.bursts > 0 BEGIN INSERT INTO guilt VALUES (1); END;";

    private const string GuiltOnPostgres = $"""
        {Guilt} CREATE FUNCTION too_late() RETURNS trigger AS $$ BEGIN INSERT INTO guilt VALUES (1); RETURN NEW; END $$ LANGUAGE plpgsql;
        CREATE TRIGGER too_late AFTER UPDATE ON hub_workflow FOR EACH ROW WHEN (NEW.correlation_id = '{Guilty}' AND NEW.bursts > 0) EXECUTE FUNCTION too_late();
        """;

    private static DrawnWorkflow Forked(string mode) => new DrawnWorkflow()
        .Add("fork", "ForkTask", new() { ["Forks"] = new JsonArray("A", "B") })
        .Add("wait", "SignalEvent", new() { ["SignalName"] = Js("go") })
        .Trace("a").Trace("b").Add("join", "JoinTask", new() { ["Mode"] = mode }).Trace("c")
        .Connect("start→fork", "fork.A→wait", "wait→a", "fork.B→b", "a→join", "b→join", "join.Joined→c");

    private static JsonObject Js(string source) => new() { ["Expression"] = source };

    public sealed class OnSqlite(SqliteHub hub) : WorkflowEngine(hub);

    public sealed class OnPostgres(PostgresHub hub) : WorkflowEngine(hub);
}

public sealed class CronTests
{
    [Theory]
    [InlineData("*/5 * * * *", "2026-11-21T10:02:30Z", "2026-11-21T10:05:00Z")]
    [InlineData("0 9 * * 1", "2026-11-21T10:00:00Z", "2026-11-23T09:00:00Z")]
    [InlineData("30 8 1 * *", "2026-11-21T10:00:00Z", "2026-12-01T08:30:00Z")]
    [InlineData("0 0 29 2 *", "2026-11-21T10:00:00Z", "2028-02-29T00:00:00Z")]
    [InlineData("0 12 1 * 7", "2026-11-21T10:00:00Z", "2026-11-22T12:00:00Z")]
    public void It_finds_the_next_moment(string cron, string after, string next) =>
        Assert.Equal(DateTimeOffset.Parse(next, null), Cron.Parse(cron).Next(DateTimeOffset.Parse(after, null)));

    [Theory]
    [InlineData("* * * *")]
    [InlineData("61 * * * *")]
    [InlineData("a * * * *")]
    [InlineData("*/0 * * * *")]
    public void It_says_what_is_wrong(string cron) => Assert.Throws<FormatException>(() => Cron.Parse(cron));
}
