using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Modules;

namespace PracticeHub.Kernel.Workflows;

/// <summary>What happens at a wait, as whoever tries the workflow chooses it.</summary>
/// <param name="Text">What another system says; empty where it says nothing.</param>
public sealed record TrialStep(string ActivityId, string Outcome, string Text);

/// <summary>What a trial would have done, step by step.</summary>
/// <param name="Error">What stopped it; null where it ended or waits.</param>
/// <param name="ActivityId">Where it was stopped.</param>
/// <param name="Waits">The activities at which it waits now, the longest first.</param>
public sealed record TrialReport(IReadOnlyList<WorkflowVisit> Way, string? Error, string? ActivityId, IReadOnlyList<string> Waits);

/// <summary>
/// Lets a workflow go on an example item and takes all of it back: what it writes, whom it tells and what it would send are in the
/// transaction that is undone. It goes on from its waits as one chooses, from the beginning each time.
/// </summary>
public sealed class WorkflowTrial(IServiceScopeFactory scopes, TimeProvider clock)
{
    /// <summary>Waits that one trial goes through.</summary>
    public const int MostSteps = 50;

    public async Task<TrialReport> RunAsync(WorkflowType type, ActivityNode start, Card item, string actorId, IReadOnlyList<TrialStep> steps, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HubDb>();
        var hub = scope.ServiceProvider.GetRequiredService<CurrentHub>();
        var burst = ActivatorUtilities.CreateInstance<WorkflowBurst>(scope.ServiceProvider);
        burst.IsTrial = true;
        IReadOnlyList<string> waits = [];
        try
        {
            await db.InTransactionAsync(async () =>
            {
                var moment = new PretendedMoment(type, item, actorId, "", "", "");
                var instance = await PlantAsync(db, hub, start, moment, ct);
                waits = await GoAsync(db, burst, instance, ct);
                foreach (var step in steps.Take(MostSteps).TakeWhile(step => waits.Contains(step.ActivityId)))
                {
                    await AnswerAsync(db, hub, instance, type.Find(step.ActivityId)!, moment with { CorrelationId = instance.CorrelationId, Outcome = step.Outcome, Text = step.Text }, ct);
                    waits = await GoAsync(db, burst, instance, ct);
                }

                throw new TakenBackException();
            }, ct);
        }
        catch (TakenBackException)
        {
            return new(burst.Way, null, null, waits);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return new(burst.Way, failure.Message, burst.ActivityId ?? start.Id, []);
        }

        throw new InvalidOperationException("A trial is always taken back.");
    }

    /// <returns>Where it waits then.</returns>
    private static async Task<IReadOnlyList<string>> GoAsync(HubDb db, WorkflowBurst burst, WorkflowInstance instance, CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        await burst.RunAsync(instance, ct);
        await db.SaveChangesAsync(ct);
        return await db.WorkflowBookmarks.Where(b => b.WorkflowId == instance.WorkflowId).OrderBy(b => b.SinceUtc).ThenBy(b => b.ActivityId).Select(b => b.ActivityId).ToListAsync(ct);
    }

    private async Task AnswerAsync(HubDb db, CurrentHub hub, WorkflowInstance instance, ActivityNode node, PretendedMoment moment, CancellationToken ct)
    {
        var input = await hub.Service<WorkflowActivity>(node.Name)!.PretendAsync(moment, ct);
        if (input is null)
        {
            var state = WorkflowState.Parse(instance.State);
            state.Skip(node.Id, moment.Outcome);
            instance.State = state.Document.ToJsonString();
        }

        Send(db, instance, node, input ?? []);
    }

    private async Task<WorkflowInstance> PlantAsync(HubDb db, CurrentHub hub, ActivityNode start, PretendedMoment moment, CancellationToken ct)
    {
        var (id, now, item) = (Ids.New(clock.GetUtcNow()), clock.GetUtcNow(), moment.Item);
        var input = EventActivity.InputOf(new ActivityRecord { Verb = "", ActorId = moment.ActorId, ItemId = item.ItemId, ContentType = item.Kind, CommunityId = item.CommunityId, AtUtc = now });
        var pretended = hub.Service<WorkflowActivity>(start.Name) is { } known ? await known.PretendAsync(moment, ct) : null;
        foreach (var (name, value) in pretended ?? [])
        {
            input[name] = value?.DeepClone();
        }

        var instance = new WorkflowInstance { WorkflowId = id, TypeId = id, TypeVersion = 1, CorrelationId = pretended?["CorrelationId"]?.ToString() ?? item.ItemId, CreatedUtc = now };
        db.Add(new WorkflowTypeVersion { TypeId = id, Version = 1, Name = "", IsEnabled = false, Document = moment.Type.Document.ToJsonString(), AtUtc = now });
        db.Add(instance);
        Send(db, instance, start, input);
        await db.SaveChangesAsync(ct);
        return instance;
    }

    private void Send(HubDb db, WorkflowInstance instance, ActivityNode node, JsonObject input) => db.Add(new WorkflowEvent
    {
        WorkflowId = instance.WorkflowId, Name = node.Name, ActivityId = node.Id, Input = input.ToJsonString(), AtUtc = clock.GetUtcNow(), Depth = 0,
    });

    /// <summary>Ends the transaction, so that what was done is taken back.</summary>
    private sealed class TakenBackException : Exception;
}
