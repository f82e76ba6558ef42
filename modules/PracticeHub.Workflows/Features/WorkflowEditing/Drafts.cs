using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Workflows;
using PracticeHub.Kernel.Workflows.Requests;

namespace PracticeHub.Workflows.Features.WorkflowEditing;

/// <summary>What a member is drawing, and the newest version of the same workflow, which somebody else may have saved meanwhile.</summary>
/// <param name="IsKept">Whether anything was changed: what was not is no draft yet.</param>
public sealed record DraftView(FlowDraft Draft, bool IsKept, WorkflowTypeVersion? Newest)
{
    /// <summary>Where the activity that was asked for takes requests.</summary>
    public WorkflowAddress? Address { get; init; }

    public bool IsStale => Draft.BaseVersion != (Newest?.Version ?? 0);
}

/// <summary>Everybody's own drawings. The caller saves what it changed in them.</summary>
public sealed class Drafts(HubDb db, DatabaseEngine engine, FlowCheck check, CurrentMember me, TimeProvider clock)
{
    public static readonly Refusal Stale = new("stale", "Somebody else has saved a newer version meanwhile. Look at it, then save yours over it or discard yours.");

    /// <summary>The member's draft of a type; one that begins with the newest version where there is none; null where there is no such type.</summary>
    public async Task<DraftView?> FindAsync(string? typeId, CancellationToken ct, string? activityId = null)
    {
        if (typeId is not { Length: <= Ids.Length })
        {
            return null;
        }

        var (newest, addresses) = (db.NewestWorkflowTypes.AsNoTracking(), db.WorkflowAddresses);
        var found = await (from type in newest
                           from address in addresses.Where(a => a.TypeId == type.TypeId && a.ActivityId == activityId).DefaultIfEmpty()
                           where type.TypeId == typeId
                           select new { Newest = type, Address = (WorkflowAddress?)address }).FirstOrDefaultAsync(ct);
        if (await db.Set<FlowDraft>().FindAsync([typeId, me.RequiredId], ct) is { } own)
        {
            return new(own, IsKept: true, found?.Newest) { Address = found?.Address };
        }

        return found is null ? null : new(New(typeId, found.Newest.Version, found.Newest.Document), IsKept: false, found.Newest) { Address = found.Address };
    }

    /// <summary>Keeps what was changed for the next look.</summary>
    public async Task KeepAsync(DraftView view, CancellationToken ct)
    {
        view.Draft.AtUtc = clock.GetUtcNow();
        if (!view.IsKept)
        {
            db.Add(view.Draft);
        }

        await db.SaveChangesAsync(ct);
    }

    public FlowDraft Begin(string typeId, string name)
    {
        var draft = New(typeId, 0, FlowDraft.NewDocument(typeId, name).ToJsonString());
        db.Add(draft);
        return draft;
    }

    /// <summary>Begins with what comes from elsewhere, over the newest version where the hub has such a type. The caller saves.</summary>
    public async Task BeginAsync(WorkflowType type, CancellationToken ct)
    {
        var newest = await db.NewestWorkflowTypes.Where(t => t.TypeId == type.Id).Select(t => t.Version).FirstOrDefaultAsync(ct);
        db.Add(New(type.Id, newest, type.Document.ToJsonString()));
    }

    public async Task DiscardAsync(DraftView view, CancellationToken ct)
    {
        if (view.IsKept)
        {
            db.Remove(view.Draft);
            await db.SaveChangesAsync(ct);
        }
    }

    /// <summary>Makes it the newest version. Instances that run keep theirs.</summary>
    /// <param name="over">The version that its author has seen and saves over; another one is refused.</param>
    public async Task<Refusal?> SaveAsync(DraftView view, int over, CancellationToken ct)
    {
        if (over != (view.Newest?.Version ?? 0))
        {
            return Stale;
        }

        if (view.Draft.Type.Name.Trim().Length is 0 or > 200)
        {
            return new("no-name", "Give it a name of up to 200 characters.");
        }

        if (check.Of(view.Draft.Type).FirstOrDefault(f => f.IsError) is { } error)
        {
            return error.What;
        }

        return await PutAsync(view, WorkflowType.Restore(view.Draft.Document), WorkflowDeeds.Saved, ct);
    }

    /// <summary>It starts no more, and is out of sight once nothing is on its way by it; saved again, it is back.</summary>
    /// <param name="over">The version that whoever deletes it has seen; another one is refused.</param>
    public async Task<Refusal?> DeleteAsync(DraftView view, int over, CancellationToken ct) =>
        view.Newest is { } newest && over == newest.Version ? await PutAsync(view, WorkflowType.Delete(newest.Document), WorkflowDeeds.Deleted, ct) : Stale;

    private async Task<Refusal?> PutAsync(DraftView view, JsonObject document, string verb, CancellationToken ct)
    {
        if (await WorkflowTypes.PutAsync(db, document, clock.GetUtcNow(), ct) is { } type)
        {
            await WorkflowTimers.PlantAsync(db, type, clock.GetUtcNow(), ct);
            db.RecordForHub(verb, me.RequiredId, clock.GetUtcNow(), type.Name, new HubChange("Version", view.Newest is null ? null : $"{view.Newest.Version}", $"{type.Version}"));
        }

        if (view.IsKept)
        {
            db.Remove(view.Draft);
        }

        try
        {
            await db.SaveChangesAsync(ct);
            return null;
        }
        catch (DbUpdateException both) when (engine.IsUniqueViolation(both))
        {
            return Stale;
        }
    }

    private FlowDraft New(string typeId, int version, string document) =>
        new() { TypeId = typeId, UserId = me.RequiredId, BaseVersion = version, Document = document, AtUtc = clock.GetUtcNow() };
}
