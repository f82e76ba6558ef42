using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Workflows;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests.Workflows;

/// <summary>Timers and waits fire once, to the second, whatever the clock does.</summary>
public abstract class WaitingForTheClock(TestHub hub)
{
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

    private static JsonObject Js(string source) => new() { ["Expression"] = source };

    public sealed class OnSqlite(SqliteHub hub) : WaitingForTheClock(hub);

    public sealed class OnPostgres(PostgresHub hub) : WaitingForTheClock(hub);
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
