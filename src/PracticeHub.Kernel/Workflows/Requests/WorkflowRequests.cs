using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Workflows.Effects;

namespace PracticeHub.Kernel.Workflows.Requests;

/// <summary>Where a request has come in: the activity whose address it is, and whether the workflow begins there.</summary>
public sealed record RequestPlace(WorkflowType Type, ActivityNode Node, bool IsStart);

/// <summary>What became of a request: the instances that have it, or the status that says why none has.</summary>
public sealed record RequestTaken(int Status, IReadOnlyList<string> WorkflowIds);

/// <summary>
/// Brings requests to workflows. One is written down for the instances that it concerns in one transaction, and is nobody's deed,
/// whatever cookie came with it; the engine then runs them as it runs all others, and an answer that they note down is fetched here.
/// </summary>
public sealed class WorkflowRequests(HubDb db, WorkflowTypes types, WorkflowTokens tokens, Ids ids, ActivityPump pump, TimeProvider clock)
{
    /// <summary>Where the request stands in what an instance has come to know.</summary>
    internal const string Key = "Request";

    /// <summary>Instances that one request wakes.</summary>
    public const int MostWoken = 100;

    /// <summary>How long an answer is waited for.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(25);

    /// <summary>Makes the address anew; the one before it is void as soon as the caller has saved.</summary>
    public async Task MakeAsync(string typeId, ActivityNode node, CancellationToken ct)
    {
        var (now, until) = (clock.GetUtcNow(), WorkflowAddress.Until(node, clock.GetUtcNow()));
        var token = tokens.ForRequests(new(typeId, node.Id, until));
        if (await db.WorkflowAddresses.FindAsync([typeId, node.Id], ct) is { } address)
        {
            (address.Token, address.MadeUtc, address.UntilUtc) = (token, now, until);
        }
        else
        {
            db.Add(new WorkflowAddress { TypeId = typeId, ActivityId = node.Id, Token = token, MadeUtc = now, UntilUtc = until });
        }
    }

    /// <summary>Null where the token is void, or where nothing takes requests any more.</summary>
    public async Task<RequestPlace?> FindAsync(string token, RequestToken meant, CancellationToken ct)
    {
        var (typeId, activityId) = (meant.TypeId, meant.ActivityId);
        var addresses = db.WorkflowAddresses.Where(a => a.TypeId == typeId && a.ActivityId == activityId && a.Token == token);
        var newest = await db.NewestWorkflowTypes.Where(t => t.TypeId == typeId && addresses.Any()).Select(t => (int?)t.Version).FirstOrDefaultAsync(ct);
        if (newest is not { } version || await types.FindAsync(db, typeId, version, ct) is not { } type)
        {
            return null;
        }

        if (type.Find(activityId) is { Name: nameof(HttpRequestEvent) } node)
        {
            return node.IsStart && !type.IsEnabled ? null : new(type, node, node.IsStart);
        }

        // An instance that waits there goes by the version that it began with.
        version = await Waiting(typeId, activityId).MaxAsync(w => (int?)w.TypeVersion, ct) ?? 0;
        return await types.FindAsync(db, typeId, version, ct) is { } old && old.Find(activityId) is { } gone ? new(old, gone, IsStart: false) : null;
    }

    /// <param name="request">As the activities see it. Its <c>Id</c> is that by which its answer is known.</param>
    /// <param name="correlationId">What the instances are about; without it, all that wait there are meant.</param>
    public async Task<RequestTaken> TakeAsync(RequestPlace place, JsonObject request, string? correlationId, CancellationToken ct)
    {
        request["ActivityId"] = place.Node.Id;
        var taken = await db.InTransactionAsync(async () =>
        {
            var (typeId, activityId) = (place.Type.Id, place.Node.Id);
            DateTimeOffset? now = clock.GetUtcNow();
            await db.WorkflowAddresses.Where(a => a.TypeId == typeId && a.ActivityId == activityId).ExecuteUpdateAsync(a => a.SetProperty(x => x.AskedUtc, now), ct);
            return place.IsStart ? await StartAsync(place, request, ct) : await ResumeAsync(place, request, correlationId, ct);
        }, ct);
        pump.Wake();
        return taken;
    }

    /// <summary>The answer that an instance has noted down; null where none does while it works on the request, or within some seconds.</summary>
    public async Task<JsonObject?> AnswerAsync(IReadOnlyList<string> workflowIds, string requestId, CancellationToken ct)
    {
        var started = clock.GetTimestamp();
        while (true)
        {
            var (now, effects) = (clock.GetUtcNow(), db.Set<WorkflowEffect>());
            var instances = await db.Workflows.Where(w => workflowIds.Contains(w.WorkflowId)).OrderBy(w => w.WorkflowId)
                .Select(w => new { w.State, IsAtWork = w.WakeUtc <= now || effects.Any(e => e.WorkflowId == w.WorkflowId) }).ToListAsync(ct);
            var answer = instances.Select(i => WorkflowState.Parse(i.State).Response).FirstOrDefault(r => r?["Request"]?.ToString() == requestId);
            if (answer is not null || !instances.Exists(i => i.IsAtWork) || clock.GetElapsedTime(started) > Patience)
            {
                return answer;
            }

            await Task.Delay(Look, clock, ct);
        }
    }

    /// <summary>What a text says as JSON; null where it is none.</summary>
    public static JsonNode? Json(string text)
    {
        try
        {
            return text.Trim().Length == 0 ? null : JsonNode.Parse(text, null, Strict);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task<RequestTaken> StartAsync(RequestPlace place, JsonObject request, CancellationToken ct)
    {
        if (place.Type.IsSingleton && await db.IsRunningAsync(place.Type.Id, ct))
        {
            return new(409, []);
        }

        var (id, now) = (ids.New(), clock.GetUtcNow());
        db.Add(new WorkflowInstance { WorkflowId = id, TypeId = place.Type.Id, TypeVersion = place.Type.Version, CorrelationId = id, CreatedUtc = now, WakeUtc = now });
        Send(id, request, place.Node.Id, now);
        await db.SaveChangesAsync(ct);
        return new(202, [id]);
    }

    private async Task<RequestTaken> ResumeAsync(RequestPlace place, JsonObject request, string? correlationId, CancellationToken ct)
    {
        var (typeId, activityId) = (place.Type.Id, place.Node.Id);
        DateTimeOffset? now = clock.GetUtcNow();
        var meant = await Waiting(typeId, activityId).Where(w => correlationId == null || w.CorrelationId == correlationId)
            .Select(w => w.WorkflowId).OrderBy(id => id).Take(MostWoken + 1).ToListAsync(ct);
        if (meant.Count is 0 or > MostWoken)
        {
            return new(meant.Count == 0 ? 404 : 409, []);
        }

        meant.ForEach(id => Send(id, request, null, now.Value));
        await db.SaveChangesAsync(ct);
        await db.Workflows.Where(w => meant.Contains(w.WorkflowId) && w.Attempts == 0 && w.Status != WorkflowStatus.Aborted).ExecuteUpdateAsync(w => w.SetProperty(x => x.WakeUtc, now), ct);
        return new(202, meant);
    }

    private IQueryable<WorkflowInstance> Waiting(string typeId, string activityId) =>
        from wait in db.WorkflowBookmarks
        join instance in db.Workflows on wait.WorkflowId equals instance.WorkflowId
        where wait.Event == nameof(HttpRequestEvent) && wait.ActivityId == activityId && instance.TypeId == typeId
        select instance;

    private void Send(string workflowId, JsonObject request, string? startId, DateTimeOffset at) => db.Add(new WorkflowEvent
    {
        WorkflowId = workflowId, Name = nameof(HttpRequestEvent), ActivityId = startId, Input = new JsonObject { [Key] = request.DeepClone() }.ToJsonString(), AtUtc = at, Depth = 0,
    });
}
