using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Data;

namespace PracticeHub.Kernel.Workflows.Effects;

/// <summary>
/// Carries out what workflows want of the world outside, in no transaction: one takes it for a minute, asks, and writes the answer down
/// together with the end of the effect. What was cut off in between is asked again, under the same key.
/// </summary>
public sealed partial class EffectRunner(
    IServiceScopeFactory scopes, DatabaseEngine engine, OutsideHttp http, OutsideMail mail, ActivityPump pump, TimeProvider clock, ILogger<EffectRunner> logger) : BackgroundService
{
    private const int MostAtOnce = 8;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <returns>How many were carried out.</returns>
    public async Task<int> RunDueAsync(CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            var done = 0;
            while (await TakeAsync(ct) is { Count: > 0 } taken)
            {
                await Task.WhenAll(taken.Select(effect => CarryOutAsync(effect, ct)));
                done += taken.Count;
            }

            return done;
        }
        finally
        {
            _turn.Release();
        }
    }

    public override void Dispose()
    {
        _turn.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RunDueAsync(stoppingToken);
                await Task.Delay(Pause, clock, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                // The hub stops; what was begun comes again under the same key.
            }
            catch (Exception failure)
            {
                if (!engine.IsUnavailable(failure))
                {
                    LogFailed(failure);
                }

                await Task.Delay(Pause, clock, CancellationToken.None);
            }
        }
    }

    private async Task<List<WorkflowEffect>> TakeAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HubDb>();
        var now = clock.GetUtcNow();
        if (!await db.Set<WorkflowEffect>().AnyAsync(e => e.NextUtc <= now, ct))
        {
            return [];
        }

        return await db.InTransactionAsync(async () =>
        {
            var sql = $$"""SELECT effect_id AS "Value" FROM hub_workflow_effect WHERE next_utc <= {0} ORDER BY next_utc LIMIT {{MostAtOnce}} """ + engine.SkipLocked;
            var ids = await db.Database.SqlQueryRaw<string>(sql, now.UtcDateTime).ToListAsync(ct);
            var taken = await db.Set<WorkflowEffect>().Where(e => ids.Contains(e.EffectId)).ToListAsync(ct);
            taken.ForEach(e => e.Take(now));
            await db.SaveChangesAsync(ct);
            return taken;
        }, ct);
    }

    private async Task CarryOutAsync(WorkflowEffect taken, CancellationToken ct)
    {
        var answer = taken.Kind is EffectKind.Http
            ? await http.SendAsync(JsonSerializer.Deserialize<OutsideRequest>(taken.Request)!, taken.EffectId, ct)
            : await mail.SendAsync(JsonSerializer.Deserialize<OutsideMessage>(taken.Request)!, taken.EffectId, ct);
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<HubDb>().InTransactionAsync(() => AnswerAsync(scope.ServiceProvider.GetRequiredService<HubDb>(), taken, answer, ct), ct);
        pump.Wake();
    }

    private async Task AnswerAsync(HubDb db, WorkflowEffect taken, EffectAnswer answer, CancellationToken ct)
    {
        // Another node has taken it over if this one was too slow; its answer counts then.
        var (id, attempts, now) = (taken.EffectId, taken.Attempts, clock.GetUtcNow());
        if (await db.Set<WorkflowEffect>().SingleOrDefaultAsync(e => e.EffectId == id && e.Attempts == attempts, ct) is not { } effect)
        {
            return;
        }

        if (answer.IsPassing && effect.Postpone(now))
        {
            LogPutOff(id, answer.Status);
            await db.SaveChangesAsync(ct);
            return;
        }

        db.Remove(effect);
        db.Add(new WorkflowEvent { WorkflowId = effect.WorkflowId, Name = $"{effect.Kind}", ActivityId = effect.ActivityId, Input = OutsideTask.AnswerOf(answer.Status, answer.Text, id).ToJsonString(), AtUtc = now, Depth = effect.Depth });
        await db.SaveChangesAsync(ct);
        DateTimeOffset? wake = now;
        await db.Workflows.Where(w => w.WorkflowId == effect.WorkflowId && w.Attempts == 0 && w.Status != WorkflowStatus.Aborted)
            .ExecuteUpdateAsync(w => w.SetProperty(x => x.WakeUtc, wake), ct);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The effect {EffectId} of a workflow was answered with {Status} and is tried again")]
    private partial void LogPutOff(string effectId, int status);

    [LoggerMessage(Level = LogLevel.Error, Message = "What workflows want of the world outside could not be carried out and will be tried again")]
    private partial void LogFailed(Exception failure);
}
