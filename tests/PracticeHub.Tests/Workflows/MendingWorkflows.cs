using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Workflows;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests.Workflows;

/// <summary>What has failed is seen, told once, and mended by retrying, skipping, moving or ending it.</summary>
public abstract class MendingWorkflows(TestHub hub)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_failed_instance_shows_its_error_with_input_and_place_and_its_way()
    {
        var (_, run) = await FailedAsync();
        using var maren = await hub.AsAsync(Cast.Maren);
        var page = await maren.GetAsync($"/admin/workflows/runs/{run.WorkflowId}");
        var fault = page.One("#fault").TextContent;
        Assert.Contains("UpdateTwitterStatusTask", fault, StringComparison.Ordinal);
        Assert.Contains("\"Signal\": \"go\"", fault, StringComparison.Ordinal);
        Assert.Equal(["A signal comes", "wait"], page.Document.QuerySelectorAll("#path b").Select(b => b.TextContent));
    }

    [Fact]
    public async Task It_waits_once_for_those_who_may_mend_it_until_nothing_is_left_to_mend()
    {
        var (drawn, run) = await FailedAsync();
        Assert.Equal([Cast.IdOf(Cast.Maren)], await WaitsAsync(drawn));
        using var maren = await hub.AsAsync(Cast.Maren);
        await DeedAsync(maren, run, "retry");
        await DrawnWorkflow.SettleAsync(hub);
        Assert.Equal(WorkflowStatus.Faulted, (await ReadAsync(run)).Status);
        Assert.Equal([Cast.IdOf(Cast.Maren)], await WaitsAsync(drawn));
        Assert.NotNull((await maren.GetAsync("/admin")).Document.QuerySelector("a.tile[href='/admin/workflows'] .count"));
        await DeedAsync(maren, run, "end");
        Assert.Equal([], await WaitsAsync(drawn));
    }

    [Fact]
    public async Task An_activity_that_failed_is_skipped_by_the_outcome_that_one_chooses()
    {
        var (drawn, run) = await FailedAsync(d => d.Trace("a").Trace("b").Connect("tweet.Done→a", "tweet.Other→b"));
        using var maren = await hub.AsAsync(Cast.Maren);
        var path = $"/admin/workflows/runs/{run.WorkflowId}";
        var page = await maren.GetAsync(path);
        Assert.Equal(["Done", "Other"], page.Document.QuerySelectorAll("#skip option").Select(o => o.GetAttribute("value")).Order());
        var done = await maren.SubmitAsync(page, "#skip", ("Outcome", "Other"), ("deed", "skip"));
        Assert.Equal((HttpStatusCode.Found, path), (done.Status, done.Location));
        await DrawnWorkflow.SettleAsync(hub);
        var finished = await ReadAsync(run);
        Assert.Equal((WorkflowStatus.Finished, "b"), (finished.Status, await drawn.TraceAsync(hub, run.CorrelationId)));
        Assert.Contains("skipped", (await maren.GetAsync(path)).One("#path").TextContent, StringComparison.Ordinal);
        Assert.Contains($"Had a failed activity of the workflow Drawn ({run.WorkflowId}) skipped", (await maren.GetAsync("/admin/audit")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_whose_workflow_was_deleted_is_parked_says_so_and_can_be_ended()
    {
        var drawn = new DrawnWorkflow().Add("wait", "SignalEvent", new() { ["SignalName"] = "go" }).Trace("a").Connect("start→wait", "wait→a");
        await drawn.StoreAsync(hub);
        var about = await drawn.StartAsync(hub);
        await hub.InDbAsync(db => db.WorkflowTypes.Where(t => t.TypeId == drawn.TypeId).ExecuteDeleteAsync(Ct));
        await DrawnWorkflow.SignalAsync(hub, "go", about);
        var run = await drawn.InstanceAsync(hub, about);
        Assert.Equal(WorkflowStatus.Faulted, run.Status);
        Assert.Equal([Cast.IdOf(Cast.Maren)], await WaitsAsync(drawn));
        using var maren = await hub.AsAsync(Cast.Maren);
        Assert.Contains(drawn.TypeId, (await maren.GetAsync($"/admin/workflows/{drawn.TypeId}/runs?state=failed")).One("main").TextContent, StringComparison.Ordinal);
        var page = await maren.GetAsync($"/admin/workflows/runs/{run.WorkflowId}");
        Assert.Contains("was deleted. Bring it back by a recipe", page.One("#fault").TextContent, StringComparison.Ordinal);
        foreach (var shown in new[] { page, await maren.GetAsync($"/admin/workflows/{drawn.TypeId}/runs") })
        {
            Assert.Contains($"Deleted workflow {drawn.TypeId}", shown.One(".path").TextContent, StringComparison.Ordinal);
            Assert.Null(shown.Document.QuerySelector($"a[href='/admin/workflows/{drawn.TypeId}']"));
        }

        await drawn.StoreAsync(hub);
        await DeedAsync(maren, run, "retry");
        await DrawnWorkflow.SettleAsync(hub);
        Assert.Equal("a", await drawn.TraceAsync(hub, about));
        Assert.Equal([], await WaitsAsync(drawn));
    }

    [Fact]
    public async Task It_is_moved_to_a_newer_version_only_where_that_has_the_activity_at_which_it_stands()
    {
        var first = Drawn();
        await first.StoreAsync(hub);
        var run = await first.InstanceAsync(hub, await first.StartAsync(hub));
        using var maren = await hub.AsAsync(Cast.Maren);
        Assert.Contains("newest version already", (await DeedAsync(maren, run, "move")).Text, StringComparison.Ordinal);
        var path = $"/admin/workflows/runs/{run.WorkflowId}";
        await StoreAsync(first, document => Activity(document, "wait")["Name"] = "TimerEvent");
        var refused = await DeedAsync(maren, run, "move");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("which the newest version does not have", refused.Text, StringComparison.Ordinal);
        await StoreAsync(first, document => Activity(document, "tweet")["Name"] = "LogTask");
        Assert.Equal(HttpStatusCode.Found, (await DeedAsync(maren, run, "move")).Status);
        await DrawnWorkflow.SignalAsync(hub, "go", run.CorrelationId);
        var moved = await ReadAsync(run);
        Assert.Equal((3, WorkflowStatus.Finished), (moved.TypeVersion, moved.Status));
        Assert.Equal(HttpStatusCode.OK, (await maren.GetAsync(path)).Status);
    }

    [Fact]
    public async Task Several_that_have_failed_are_mended_at_once_and_one_that_has_not_is_refused()
    {
        var drawn = Drawn();
        await drawn.StoreAsync(hub);
        var runs = new List<WorkflowInstance> { await FailAsync(drawn), await FailAsync(drawn), await FailAsync(drawn) };
        using var maren = await hub.AsAsync(Cast.Maren);
        var path = $"/admin/workflows/{drawn.TypeId}/runs?state=failed";
        var page = await maren.GetAsync(path);
        Assert.Equal(3, page.Document.QuerySelectorAll("#runs tbody tr").Length);
        var token = page.One("main form input[name=__RequestVerificationToken]").GetAttribute("value")!;
        Task<PageSeen> Send(string deed, params WorkflowInstance[] which) => maren.SendAsync(
            $"/admin/workflows/{drawn.TypeId}/runs?handler={deed}&state=failed",
            new FormUrlEncodedContent([new("__RequestVerificationToken", token), .. which.Select(r => new KeyValuePair<string, string>("ids", r.WorkflowId))]));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Send("End")).Status);
        Assert.Equal(HttpStatusCode.Found, (await Send("End", runs[0], runs[1])).Status);
        Assert.Equal([WorkflowStatus.Aborted, WorkflowStatus.Aborted, WorkflowStatus.Faulted], await Task.WhenAll(runs.Select(async r => (await ReadAsync(r)).Status)));
        var refused = await Send("Retry", runs[0], runs[2]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("has not failed", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_ended_instance_waits_for_nothing_and_is_mended_no_more()
    {
        var drawn = Drawn();
        await drawn.StoreAsync(hub);
        var run = await drawn.InstanceAsync(hub, await drawn.StartAsync(hub));
        using var maren = await hub.AsAsync(Cast.Maren);
        Assert.Contains("has not failed", (await DeedAsync(maren, run, "retry")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Found, (await DeedAsync(maren, run, "end")).Status);
        Assert.Contains("over already", (await DeedAsync(maren, run, "end")).Text, StringComparison.Ordinal);
        await DrawnWorkflow.SignalAsync(hub, "go", run.CorrelationId);
        Assert.Equal(WorkflowStatus.Aborted, (await ReadAsync(run)).Status);
        Assert.Equal(0, await hub.InDbAsync(db => db.WorkflowEvents.CountAsync(e => e.WorkflowId == run.WorkflowId, Ct)));
    }

    [Fact]
    public async Task A_workflow_by_the_clock_whose_instance_failed_and_was_ended_begins_again_at_its_next_moment()
    {
        await using var own = await hub.FreshAsync();
        own.Clock.Stop();
        var drawn = new DrawnWorkflow().Add("clock", "TimerEvent", new() { ["CronExpression"] = "0 * * * *" }, isStart: true).Add("tweet", "UpdateTwitterStatusTask").Connect("clock→tweet");
        await own.InDbAsync(async db =>
        {
            await WorkflowTimers.PlantAsync(db, (await WorkflowTypes.PutAsync(db, drawn.Document, own.Clock.GetUtcNow(), Ct))!, own.Clock.GetUtcNow(), Ct);
            return await db.SaveChangesAsync(Ct);
        });
        own.Clock.Advance(TimeSpan.FromHours(1));
        await DrawnWorkflow.SettleAsync(own);
        var failed = await own.InDbAsync(db => db.Workflows.AsNoTracking().SingleAsync(w => w.TypeId == drawn.TypeId, Ct));
        Assert.Equal(WorkflowStatus.Faulted, failed.Status);
        using var maren = await own.AsAsync(Cast.Maren);
        await DeedAsync(maren, failed, "end");
        var all = await own.InDbAsync(db => db.Workflows.AsNoTracking().Where(w => w.TypeId == drawn.TypeId).OrderBy(w => w.WorkflowId).ToListAsync(Ct));
        Assert.Equal([WorkflowStatus.Aborted, WorkflowStatus.Starting], all.Select(w => w.Status));
        Assert.InRange(all[1].WakeUtc!.Value - own.Clock.GetUtcNow(), TimeSpan.Zero, TimeSpan.FromHours(1));
    }

    private static DrawnWorkflow Drawn() => new DrawnWorkflow().Add("wait", "SignalEvent", new() { ["SignalName"] = "go", ["ActivityMetadata"] = new JsonObject { ["Title"] = "wait" } })
        .Add("tweet", "UpdateTwitterStatusTask").Connect("start→wait", "wait→tweet");

    private async Task<(DrawnWorkflow Drawn, WorkflowInstance Run)> FailedAsync(Action<DrawnWorkflow>? more = null)
    {
        var drawn = Drawn();
        more?.Invoke(drawn);
        await drawn.StoreAsync(hub);
        return (drawn, await FailAsync(drawn));
    }

    private async Task<WorkflowInstance> FailAsync(DrawnWorkflow drawn)
    {
        var about = await drawn.StartAsync(hub);
        await DrawnWorkflow.SignalAsync(hub, "go", about);
        var run = await drawn.InstanceAsync(hub, about);
        Assert.Equal((WorkflowStatus.Faulted, "tweet"), (run.Status, run.FaultActivityId));
        await hub.SettleAsync();
        return run;
    }

    private Task<WorkflowInstance> ReadAsync(WorkflowInstance run) => hub.InDbAsync(db => db.Workflows.AsNoTracking().SingleAsync(w => w.WorkflowId == run.WorkflowId, Ct));

    private Task<List<string>> WaitsAsync(DrawnWorkflow drawn) => hub.InDbAsync(db => db.Waits.Where(w => w.ItemId == drawn.TypeId).Select(w => w.UserId).ToListAsync(Ct));

    private static async Task<PageSeen> DeedAsync(Browser browser, WorkflowInstance run, string deed)
    {
        var path = $"/admin/workflows/runs/{run.WorkflowId}";
        var token = (await browser.GetAsync("/log")).One("input[name=__RequestVerificationToken]").GetAttribute("value")!;
        return await browser.SendAsync(path, new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("deed", deed)]));
    }

    private Task<int> StoreAsync(DrawnWorkflow drawn, Action<JsonObject> change) => hub.InDbAsync(async db =>
    {
        var document = drawn.Document;
        change(document);
        await WorkflowTypes.PutAsync(db, document, hub.Clock.GetUtcNow(), Ct);
        return await db.SaveChangesAsync(Ct);
    });

    private static JsonObject Activity(JsonObject document, string id) => document["Activities"]!.AsArray().Select(a => a!.AsObject()).Single(a => a["ActivityId"]!.ToString() == id);

    public sealed class OnSqlite(SqliteHub hub) : MendingWorkflows(hub);

    public sealed class OnPostgres(PostgresHub hub) : MendingWorkflows(hub);
}
