using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Workflows;
using PracticeHub.Kernel.Workflows.Requests;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests.Workflows;

/// <summary>A workflow of which only one may run is begun by one of all that would begin it at the same instant.</summary>
public abstract class RunningOnceAtATime(TestHub hub)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_workflow_that_runs_once_at_a_time_is_begun_by_one_of_many_requests()
    {
        var drawn = Singleton();
        await drawn.StoreAsync(hub);
        var url = await hub.MakeAddressAsync(drawn, "http");
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => hub.PostAsync(url, "")));
        Assert.Equal(1, answers.Count(a => a.Status is HttpStatusCode.Accepted));
        Assert.All(answers.Where(a => a.Status is not HttpStatusCode.Accepted), a => Assert.Equal((HttpStatusCode.Conflict, true), (a.Status, a.Text.Contains("only once at a time", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task A_workflow_that_runs_once_at_a_time_is_not_begun_by_a_deed_while_a_request_begins_it()
    {
        await using var own = await SteppedHub.OfAsync(hub);
        var drawn = Singleton();
        await own.StoreAsync(drawn);
        await own.Hub.MakeAddressAsync(drawn, "http");
        await own.SignalAsync(drawn.TypeId, Ids.New(own.Hub.Clock.GetUtcNow()));
        Task? settling = null;
        await own.Hub.InScopeAsync(services => services.GetRequiredService<HubDb>().InTransactionAsync(async () =>
        {
            var type = new WorkflowType(drawn.Document);
            var taken = await services.GetRequiredService<WorkflowRequests>().TakeAsync(new(type, type.Find("http")!, IsStart: true), [], null, Ct);
            Assert.Equal(202, taken.Status);
            settling = own.SettleAsync();
            // It would have begun another one by now if it did not wait.
            await Task.WhenAny(settling, Task.Delay(500, Ct));
            return taken;
        }, Ct));
        await settling!;
        Assert.Equal(1, await own.Hub.InDbAsync(db => db.Workflows.CountAsync(w => w.TypeId == drawn.TypeId, Ct)));
    }

    [Fact]
    public async Task A_workflow_that_runs_once_at_a_time_is_not_begun_by_a_request_while_a_deed_begins_it()
    {
        await using var own = await SteppedHub.OfAsync(hub);
        var drawn = Singleton();
        await own.StoreAsync(drawn);
        var url = await own.Hub.MakeAddressAsync(drawn, "http");
        await own.SignalAsync(drawn.TypeId, Ids.New(own.Hub.Clock.GetUtcNow()));
        Task<(HttpStatusCode Status, string Text)>? asking = null;
        await own.Hub.InScopeAsync(services => services.GetRequiredService<HubDb>().InTransactionAsync(async () =>
        {
            while (await SteppedHub.DeliverAsync(services) == 0)
            {
                await Task.Delay(10, Ct);
            }

            asking = own.Hub.PostAsync(url, "");
            await Task.WhenAny(asking, Task.Delay(500, Ct));
            return 0;
        }, Ct));
        Assert.Equal(HttpStatusCode.Conflict, (await asking!).Status);
    }

    private static DrawnWorkflow Singleton() => new DrawnWorkflow { IsSingleton = true }.Add("http", "HttpRequestEvent", isStart: true)
        .Add("wait", "SignalEvent", new() { ["SignalName"] = new JsonObject { ["Expression"] = "go" } }).Connect("start→wait", "http→wait");

    public sealed class OnSqlite(SqliteHub hub) : RunningOnceAtATime(hub);

    public sealed class OnPostgres(PostgresHub hub) : RunningOnceAtATime(hub);
}
