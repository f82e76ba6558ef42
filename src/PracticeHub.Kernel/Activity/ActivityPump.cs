using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Workflows;

namespace PracticeHub.Kernel.Activity;

/// <summary>Keeps every consumer up with the log: at once after a deed on this node, within a second after one elsewhere.</summary>
public sealed partial class ActivityPump(
    Hub hub, IServiceScopeFactory scopes, WorkflowRunner workflows, TimeProvider clock, ILogger<ActivityPump> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim _wake = new(0, 1);

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

    /// <summary>Brings every consumer to the end of the log and runs the workflows that are due, so that a page can show what followed from a deed.</summary>
    public async Task CatchUpAsync(CancellationToken ct)
    {
        do
        {
            await ConsumeAsync(ct);
        }
        while (await workflows.RunDueAsync(ct) > 0);
    }

    private async Task ConsumeAsync(CancellationToken ct)
    {
        foreach (var feature in hub.Catalog.Contributions<IActivityConsumer>().Where(c => hub.State.IsEnabled(c.Feature)))
        {
            while (await AdvanceAsync(feature, ct) > 0)
            {
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await CatchUpAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogFailed(exception);
            }

            await WaitAsync(stoppingToken);
        }
    }

    private async Task WaitAsync(CancellationToken ct)
    {
        using var timeout = new CancellationTokenSource(Pause, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, ct);
        try
        {
            await _wake.WaitAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            // The pause is over, or the hub stops.
        }
    }

    private async Task<int> AdvanceAsync(Contribution contribution, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var consumer = (IActivityConsumer)ActivatorUtilities.GetServiceOrCreateInstance(scope.ServiceProvider, contribution.Implementation!);
        return await scope.ServiceProvider.GetRequiredService<ActivityReader>().AdvanceAsync(consumer, ct);
    }

    public override void Dispose()
    {
        _wake.Dispose();
        base.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A consumer of the activity log failed and will be tried again")]
    private partial void LogFailed(Exception exception);
}
