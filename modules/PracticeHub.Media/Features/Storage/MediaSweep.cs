using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Modules;
using PracticeHub.Media.Features.Library;

namespace PracticeHub.Media.Features.Storage;

/// <summary>Once a day clears away what is on disk and no row speaks of: what a crash or a recipe that was taken back has left.</summary>
internal sealed partial class MediaSweep(IServiceScopeFactory scopes, Hub hub, DiskStore disk, TimeProvider clock, ILogger<MediaSweep> logger) : BackgroundService
{
    private const int BatchSize = 500;
    private static readonly TimeSpan Grace = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var day = new PeriodicTimer(Grace, clock);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await day.WaitForNextTickAsync(stoppingToken);
                if (hub.State.IsEnabled("PracticeHub.Media"))
                {
                    await SweepAsync(stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                // The hub stops; what is left over is cleared another day.
            }
            catch (Exception failure)
            {
                LogFailed(failure);
            }
        }
    }

    internal async Task SweepAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HubDb>();
        foreach (var ids in disk.OlderThan(clock.GetUtcNow() - Grace).Chunk(BatchSize))
        {
            var known = await db.MediaFiles.Where(f => ids.Contains(f.ContentId)).Select(f => f.ContentId).ToListAsync(ct);
            ids.Except(known).ToList().ForEach(disk.Delete);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "What files left over on disk could not be cleared away and will be tried again tomorrow")]
    private partial void LogFailed(Exception failure);
}
