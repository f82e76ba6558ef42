using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Workflows;

namespace PracticeHub.Kernel.Activity;

/// <summary>Keeps every consumer up with the log: a moment after a deed on this node, within a second after one elsewhere.</summary>
public sealed partial class ActivityPump(
    Hub hub, IServiceScopeFactory scopes, WorkflowRunner workflows, ScheduleRunner schedule, DatabaseEngine engine, TimeProvider clock, ILogger<ActivityPump> logger)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(15);
    /// <summary>How long deeds gather before what follows from them is done: where many write, one round serves all of them.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(50);
    private readonly SemaphoreSlim _wake = new(0, 1);
    private bool _isWaitingForDatabase;

    /// <summary>Says that there may be something new.</summary>
    public void Wake()
    {
        if (_wake.CurrentCount == 0)
        {
            try
            {
                _wake.Release();
            }
            catch (SemaphoreFullException)
            {
                // Somebody else was quicker; one wake-up is enough.
            }
        }
    }

    /// <summary>
    /// Brings every consumer to where the log ends now and does what is due, so that a page can show what
    /// followed from a deed. Another node may be at it, or an older transaction may still be open: then it waits, but never
    /// longer than it has patience.
    /// </summary>
    /// <param name="patience">One second unless told.</param>
    /// <returns>Whether everything was handled.</returns>
    public async Task<bool> CatchUpAsync(CancellationToken ct, TimeSpan? patience = null)
    {
        var started = clock.GetTimestamp();
        do
        {
            if (!await ConsumeAsync(() => clock.GetElapsedTime(started) < (patience ?? Pause), ct))
            {
                return false;
            }
        }
        while (await schedule.RunDueAsync(ct) + await workflows.RunDueAsync(ct) > 0);
        return true;
    }

    private async Task<bool> ConsumeAsync(Func<bool> isPatient, CancellationToken ct)
    {
        var end = await InScopeAsync(reader => reader.EndAsync(ct));
        for (var behind = await BehindAsync(end, ct); behind.Count > 0;)
        {
            foreach (var contribution in await WantedAsync(ct))
            {
                await AdvanceToEndAsync(contribution, ct);
            }

            behind = await BehindAsync(end, ct);
            if (behind.Count > 0)
            {
                if (!isPatient())
                {
                    return false;
                }

                await Task.Delay(Breath, clock, ct);
            }
        }

        return true;
    }

    private IEnumerable<Contribution> Consumers => hub.Catalog.Contributions<IActivityConsumer>().Where(c => hub.State.IsEnabled(c.Feature));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var wanted = new List<Contribution>();
            await TryAsync("log", async () => wanted = await WantedAsync(stoppingToken), stoppingToken);
            foreach (var contribution in wanted)
            {
                await TryAsync(contribution.Implementation?.Name ?? contribution.Feature, () => AdvanceToEndAsync(contribution, stoppingToken), stoppingToken);
            }

            await TryAsync("hub", () => hub.FollowAsync(stoppingToken), stoppingToken);

            // Whatever was due has written to the log, and the others want to know at once.
            var ran = 0;
            await TryAsync("schedule", async () => ran += await schedule.RunDueAsync(stoppingToken), stoppingToken);
            await TryAsync("workflows", async () => ran += await workflows.RunDueAsync(stoppingToken), stoppingToken);
            if (ran == 0)
            {
                await WaitAsync(stoppingToken);
            }
        }
    }

    /// <summary>One consumer that fails must not keep the others from the log.</summary>
    private async Task TryAsync(string who, Func<Task> work, CancellationToken ct)
    {
        try
        {
            await work();
            if (_isWaitingForDatabase)
            {
                _isWaitingForDatabase = false;
                LogBack();
            }
        }
        catch (Exception) when (ct.IsCancellationRequested)
        {
            // The hub stops; whatever was begun is undone and comes again.
        }
        catch (Exception exception) when (engine.IsUnavailable(exception))
        {
            engine.DropConnections();
            // Every second another line would say the same.
            if (!_isWaitingForDatabase)
            {
                _isWaitingForDatabase = true;
                LogAway(exception.GetBaseException().Message);
            }
        }
        catch (Exception exception)
        {
            LogFailed(exception, who);
        }
    }

    private async Task WaitAsync(CancellationToken ct)
    {
        using var timeout = new CancellationTokenSource(Pause, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, ct);
        try
        {
            await _wake.WaitAsync(either.Token);
            await Task.Delay(Gathering, clock, ct);
        }
        catch (OperationCanceledException)
        {
            // The pause is over, or the hub stops.
        }
    }

    private async Task AdvanceToEndAsync(Contribution contribution, CancellationToken ct)
    {
        while (await InScopeAsync((reader, services) => reader.AdvanceAsync(ConsumerOf(contribution, services), ct)) == ActivityReader.BatchSize)
        {
        }
    }

    private Task<List<Contribution>> BehindAsync(long end, CancellationToken ct) => AmongAsync((reader, consumers) => reader.BehindAsync(consumers, end, ct));

    private Task<List<Contribution>> WantedAsync(CancellationToken ct) => AmongAsync((reader, consumers) => reader.WantedAsync(consumers, ct));

    private Task<List<Contribution>> AmongAsync(Func<ActivityReader, IReadOnlyCollection<string>, Task<IReadOnlyCollection<string>>> choose) => InScopeAsync(async (reader, services) =>
    {
        var byName = Consumers.ToDictionary(c => ConsumerOf(c, services).Name);
        return (await choose(reader, byName.Keys)).Select(name => byName[name]).ToList();
    });

    private static IActivityConsumer ConsumerOf(Contribution contribution, IServiceProvider services) =>
        (IActivityConsumer)ActivatorUtilities.GetServiceOrCreateInstance(services, contribution.Implementation!);

    private Task<T> InScopeAsync<T>(Func<ActivityReader, Task<T>> work) => InScopeAsync((reader, _) => work(reader));

    private async Task<T> InScopeAsync<T>(Func<ActivityReader, IServiceProvider, Task<T>> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<ActivityReader>(), scope.ServiceProvider);
    }

    public override void Dispose()
    {
        _wake.Dispose();
        base.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What follows from deeds waits, because the database cannot be used: {Why}")]
    private partial void LogAway(string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What follows from deeds goes on: the database can be used again")]
    private partial void LogBack();

    [LoggerMessage(Level = LogLevel.Error, Message = "The consumer {Consumer} of the activity log failed and will be tried again")]
    private partial void LogFailed(Exception exception, string consumer);
}
