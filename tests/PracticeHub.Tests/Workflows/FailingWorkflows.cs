using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Workflows;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests.Workflows;

/// <summary>What fails is tried again, then parked, and holds up nobody else.</summary>
public abstract class FailingWorkflows(TestHub hub)
{
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

    private static JsonObject Js(string source) => new() { ["Expression"] = source };

    public sealed class OnSqlite(SqliteHub hub) : FailingWorkflows(hub);

    public sealed class OnPostgres(PostgresHub hub) : FailingWorkflows(hub);
}
