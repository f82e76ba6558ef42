using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;

namespace PracticeHub.Kernel.Workflows;

/// <summary>What a trial would have done, step by step.</summary>
/// <param name="Error">What stopped it; null where it ended or waits.</param>
/// <param name="ActivityId">Where it was stopped.</param>
public sealed record TrialReport(IReadOnlyList<WorkflowVisit> Way, string? Error, string? ActivityId);

/// <summary>
/// Lets a workflow begin on an example item and takes all of it back: what it writes, whom it tells and what it would send are in the
/// transaction that is undone. It goes as far as to where it waits.
/// </summary>
public sealed class WorkflowTrial(IServiceScopeFactory scopes, TimeProvider clock)
{
    public async Task<TrialReport> RunAsync(WorkflowType type, ActivityNode start, Card item, string actorId, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HubDb>();
        var burst = ActivatorUtilities.CreateInstance<WorkflowBurst>(scope.ServiceProvider);
        burst.IsTrial = true;
        try
        {
            await db.InTransactionAsync(async () =>
            {
                await burst.RunAsync(await PlantAsync(db, type, start, item, actorId, ct), ct);
                await db.SaveChangesAsync(ct);
                throw new TakenBackException();
            }, ct);
        }
        catch (TakenBackException)
        {
            return new(burst.Way, null, null);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return new(burst.Way, failure.Message, burst.ActivityId);
        }

        throw new InvalidOperationException("A trial is always taken back.");
    }

    private async Task<string> PlantAsync(HubDb db, WorkflowType type, ActivityNode start, Card item, string actorId, CancellationToken ct)
    {
        var (id, now) = (Ids.New(clock.GetUtcNow()), clock.GetUtcNow());
        var deed = new ActivityRecord { Verb = "", ActorId = actorId, ItemId = item.ItemId, ContentType = item.Kind, CommunityId = item.CommunityId, AtUtc = now };
        db.Add(new WorkflowTypeVersion { TypeId = id, Version = 1, Name = "", IsEnabled = false, Document = type.Document.ToJsonString(), AtUtc = now });
        db.Add(new WorkflowInstance { WorkflowId = id, TypeId = id, TypeVersion = 1, CorrelationId = item.ItemId, CreatedUtc = now });
        db.Add(new WorkflowEvent { WorkflowId = id, Name = start.Name, ActivityId = start.Id, Input = EventActivity.InputOf(deed).ToJsonString(), AtUtc = now, Depth = 0 });
        await db.SaveChangesAsync(ct);
        return id;
    }

    /// <summary>Ends the transaction, so that what was done is taken back.</summary>
    private sealed class TakenBackException : Exception;
}
