using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Workflows;

namespace PracticeHub.Web.Commands;

/// <summary>
/// What the engine takes: while nothing happens, to find who waits for an event, and to start and finish instances. Everything goes
/// through what a running hub uses; only the many that wait are copies, row by row, of one that the engine itself left waiting.
/// </summary>
internal sealed class BenchWorkflows(IServiceProvider services, int waiting, TimeSpan duration)
{
    private const int Events = 500;
    private const int Batch = 100;
    private const int Round = 500;
    private const string Ask = "bench-ask";
    private const string Go = "bench-go";
    private const string Pass = "bench-pass";
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);
    private static readonly string[] Forks = ["Answer", "Remind"];
    private static readonly string AskingType = Id("4a", 0);
    private static readonly string PassingType = Id("4p", 0);
    private readonly Random _random = new(20_26);
    private int _asked;

    public async Task<int> RunAsync(CancellationToken ct)
    {
        await InDbAsync(PlantTypesAsync, ct);
        var pump = services.GetRequiredService<ActivityPump>();
        if (waiting > 0)
        {
            await SignalAsync(Ask, [Id("4x", 0)], ct);
            await pump.CatchUpAsync(ct, TimeSpan.MaxValue);
            await InDbAsync(PlantWaitingAsync, ct);
        }

        await InDbAsync(async (db, token) => await db.Database.ExecuteSqlRawAsync("ANALYZE", token), ct);
        var find = waiting > 0 ? await FindAsync(ct) : [];
        foreach (var worker in services.GetServices<IHostedService>().OfType<BackgroundService>())
        {
            await worker.StartAsync(ct);
        }

        var idle = await IdleAsync(ct);
        var (passing, asking) = waiting > 0 ? (await PassAsync(pump, ct), await AskAsync(pump, ct)) : (0, 0);
        Console.WriteLine(JsonSerializer.Serialize(new { idle.Commands, idle.DatabaseMs, idle.CpuMs, FindP50 = At(find, 0.5), FindP99 = At(find, 0.99), Passing = passing, Asking = asking }, JsonSerializerOptions.Web));
        foreach (var worker in services.GetServices<IHostedService>().OfType<BackgroundService>())
        {
            await worker.StopAsync(ct);
        }

        return 0;
    }

    /// <summary>Each a second: commands, milliseconds that the database took for them, and milliseconds of this process's cores.</summary>
    private async Task<(double Commands, double DatabaseMs, double CpuMs)> IdleAsync(CancellationToken ct)
    {
        await Task.Delay(TimeSpan.FromSeconds(2), ct);
        using var count = new CommandCount();
        var (before, started) = (Process.GetCurrentProcess().TotalProcessorTime, Stopwatch.GetTimestamp());
        await Task.Delay(duration, ct);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var cpu = Process.GetCurrentProcess().TotalProcessorTime - before;
        return (count.Commands / seconds, count.Took.TotalMilliseconds / seconds, cpu.TotalMilliseconds / seconds);
    }

    /// <summary>Milliseconds, sorted, from an event to who waits for it being found and woken: what the engine does with each batch of the log.</summary>
    private async Task<double[]> FindAsync(CancellationToken ct)
    {
        var took = new List<double>();
        for (var i = 0; i < Events + Batch; i++)
        {
            await using var scope = services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<HubDb>();
            var consumer = scope.ServiceProvider.GetRequiredService<CurrentHub>().Services<IActivityConsumer>().Single(c => c.Name == "workflows");
            db.Signal(Go, Id("4x", 1 + _random.Next(waiting - 1)), Writer.Hub, Now);
            var deed = db.ChangeTracker.Entries<ActivityRecord>().Single().Entity;
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            var started = Stopwatch.GetTimestamp();
            await consumer.ConsumeAsync([deed], ct);
            took.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            if (db.ChangeTracker.Entries<WorkflowEvent>().Count() != 1)
            {
                throw new InvalidOperationException("An event did not find the one that waits for it.");
            }

            await transaction.RollbackAsync(ct);
        }

        // The first of them also compile what they use.
        return [.. took.Skip(Batch).Order()];
    }

    /// <returns>Instances a second that begin and end without a wait.</returns>
    private Task<double> PassAsync(ActivityPump pump, CancellationToken ct) => RateAsync(PassingType, many => SendAsync(pump, Pass, many, ct), ct);

    /// <returns>Instances a second that begin, wait for a sign or a timer, get the sign and end.</returns>
    private Task<double> AskAsync(ActivityPump pump, CancellationToken ct) => RateAsync(AskingType, async many =>
    {
        await SendAsync(pump, Ask, many, ct);
        await SendAsync(pump, Go, many, ct);
    }, ct);

    private async Task<double> RateAsync(string typeId, Func<IReadOnlyList<string>, Task> work, CancellationToken ct)
    {
        // The first ones compile what they use.
        await work(Next(Batch));
        var (done, started) = (0, Stopwatch.GetTimestamp());
        while (Stopwatch.GetElapsedTime(started) < duration)
        {
            await work(Next(Round));
            done += Round;
        }

        var took = Stopwatch.GetElapsedTime(started);
        await InDbAsync(async (db, token) =>
        {
            if (await db.Workflows.CountAsync(w => w.TypeId == typeId && w.Status == WorkflowStatus.Finished, token) is var finished && finished != done + Batch)
            {
                throw new InvalidOperationException($"{finished} instances have finished, and not {done + Batch}.");
            }
        }, ct);
        return done / took.TotalSeconds;
    }

    private IReadOnlyList<string> Next(int count) => [.. Enumerable.Range(0, count).Select(_ => Id("4y", _asked++))];

    /// <summary>Gives the sign about each, and waits until all that follows has happened.</summary>
    private async Task SendAsync(ActivityPump pump, string signal, IReadOnlyList<string> about, CancellationToken ct)
    {
        foreach (var some in about.Chunk(Batch))
        {
            await SignalAsync(signal, some, ct);
            pump.Wake();
        }

        while (!await IsQuietAsync(ct))
        {
            await Task.Delay(Look, ct);
        }
    }

    /// <summary>Asked as the engine itself asks: whether anything is due at all makes PostgreSQL read all that wait.</summary>
    private async Task<bool> IsQuietAsync(CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var reader = scope.ServiceProvider.GetRequiredService<ActivityReader>();
        return await reader.HasReachedAsync("workflows", await reader.EndAsync(ct), ct)
            && (await services.GetRequiredService<WorkflowRunner>().NextAsync(ct) is not { } next || next > Now);
    }

    private Task SignalAsync(string signal, IEnumerable<string> about, CancellationToken ct) => InDbAsync(async (db, token) =>
    {
        foreach (var one in about)
        {
            db.Signal(signal, one, Writer.Hub, Now);
        }

        await db.SaveChangesAsync(token);
    }, ct);

    private static async Task PlantTypesAsync(HubDb db, CancellationToken ct)
    {
        // As old as a type is that instances wait in; what is quite new might still be taken back.
        var at = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        await WorkflowTypes.PutAsync(db, Drawn(AskingType, "Ask and wait", [
            Activity("start", "SignalEvent", new { SignalName = new { Expression = Ask } }, isStart: true),
            Activity("fork", "ForkTask", new { Forks }),
            Activity("answer", "SignalEvent", new { SignalName = new { Expression = Go } }),
            Activity("remind", "WaitTask", new { Days = new { Expression = "30" } }),
            Activity("join", "JoinTask", new { Mode = "WaitAny" }),
            Note("end")],
            ["start.Done.fork", "fork.Answer.answer", "fork.Remind.remind", "answer.Done.join", "remind.Done.join", "join.Joined.end"]), at, ct);
        await WorkflowTypes.PutAsync(db, Drawn(PassingType, "Pass through", [
            Activity("start", "SignalEvent", new { SignalName = new { Expression = Pass } }, isStart: true),
            Activity("if", "IfElseTask", new { Condition = new { Expression = "input('ContentItemId') != ''" } }),
            Note("end")],
            ["start.Done.if", "if.True.end"]), at, ct);
        await db.SaveChangesAsync(ct);
    }

    private static JsonObject Drawn(string id, string name, JsonNode[] activities, string[] ways) => new()
    {
        ["WorkflowTypeId"] = id, ["Name"] = name, ["IsEnabled"] = true, ["Activities"] = new JsonArray(activities),
        ["Transitions"] = new JsonArray([.. ways.Select(way => way.Split('.')).Select(way =>
            (JsonNode)new JsonObject { ["SourceActivityId"] = way[0], ["SourceOutcomeName"] = way[1], ["DestinationActivityId"] = way[2] })]),
    };

    private static JsonObject Activity(string id, string name, object properties, bool isStart = false) => new()
    {
        ["ActivityId"] = id, ["Name"] = name, ["IsStart"] = isStart, ["Properties"] = JsonSerializer.SerializeToNode(properties),
    };

    private static JsonObject Note(string id) => Activity(id, "SetPropertyTask", new { PropertyName = "ended", Value = new { Expression = "correlationId()" } });

    /// <summary>Copies what the engine has written about the first one.</summary>
    private async Task PlantWaitingAsync(HubDb db, CancellationToken ct)
    {
        var model = await db.Workflows.Where(w => w.TypeId == AskingType).Select(w => w.WorkflowId).SingleAsync(ct);
        await db.Database.ExecuteSqlRawAsync("""
            INSERT INTO hub_workflow (workflow_id, type_id, type_version, correlation_id, status, state, created_utc, attempts, bursts, wake_utc)
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {1})
            SELECT '4w0000000000000000' || CAST(10000000 + i AS text), type_id, type_version, '4x0000000000000000' || CAST(10000000 + i AS text),
                   status, state, created_utc, attempts, bursts, wake_utc
              FROM hub_workflow, n WHERE workflow_id = {0}
            """, [model, waiting - 1], ct);
        await db.Database.ExecuteSqlRawAsync("""
            INSERT INTO hub_workflow_bookmark (workflow_id, activity_id, event, correlation_id, since_utc, due_utc)
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {1})
            SELECT '4w0000000000000000' || CAST(10000000 + i AS text), activity_id, event, '4x0000000000000000' || CAST(10000000 + i AS text), since_utc, due_utc
              FROM hub_workflow_bookmark, n WHERE workflow_id = {0}
            """, [model, waiting - 1], ct);
    }

    private DateTimeOffset Now => services.GetRequiredService<TimeProvider>().GetUtcNow();

    private async Task InDbAsync(Func<HubDb, CancellationToken, Task> work, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        await work(scope.ServiceProvider.GetRequiredService<HubDb>(), ct);
    }

    private static string Id(string kind, int number) => $"{kind}0000000000000000{10_000_000 + number}";

    private static double At(double[] sorted, double share) => sorted.Length == 0 ? 0 : sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)];

    /// <summary>Counts what EF Core asks of the database.</summary>
    private sealed class CommandCount : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private readonly List<IDisposable> _subscriptions = [];
        private long _ticks;
        private int _commands;

        public CommandCount() => _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));

        public int Commands => _commands;

        public TimeSpan Took => TimeSpan.FromTicks(_ticks);

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == DbLoggerCategory.Name)
            {
                _subscriptions.Add(value.Subscribe(this, name => name == RelationalEventId.CommandExecuted.Name));
            }
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Value is CommandExecutedEventData executed)
            {
                Interlocked.Increment(ref _commands);
                Interlocked.Add(ref _ticks, executed.Duration.Ticks);
            }
        }

        public void OnCompleted()
        {
            // The hub goes on as long as it is counted.
        }

        public void OnError(Exception error) => throw error;

        public void Dispose() => _subscriptions.ForEach(subscription => subscription.Dispose());
    }
}
