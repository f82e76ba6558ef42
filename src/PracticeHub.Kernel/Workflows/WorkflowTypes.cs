using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Data;

namespace PracticeHub.Kernel.Workflows;

/// <summary>The workflow types of the hub. A stored version never changes, so it is read once.</summary>
public sealed class WorkflowTypes(TimeProvider clock)
{
    // A version younger than this may still be undone with the recipe that brings it.
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(10);
    private readonly ConcurrentDictionary<(string Id, int Version), WorkflowType> _read = [];
    private readonly ConcurrentDictionary<string, (WorkflowType Type, DateTimeOffset AtUtc)> _newest = [];

    public async Task<WorkflowType?> FindAsync(HubDb db, string id, int version, CancellationToken ct) =>
        _read.TryGetValue((id, version), out var known) ? known
            : await db.WorkflowTypes.AsNoTracking().FirstOrDefaultAsync(t => t.TypeId == id && t.Version == version, ct) is { } stored ? Keep(stored)
            : null;

    /// <summary>The newest version of every type that is on.</summary>
    public async Task<IReadOnlyList<WorkflowType>> EnabledAsync(HubDb db, CancellationToken ct)
    {
        var newest = await db.NewestWorkflowTypes.Where(t => t.IsEnabled).Select(t => new { t.TypeId, t.Version, t.AtUtc }).ToListAsync(ct);
        var types = new List<WorkflowType>();
        foreach (var type in newest)
        {
            // Each event asks for all of them. What was undone and made anew is of another moment.
            if (!_newest.TryGetValue(type.TypeId, out var known) || (known.Type.Version, known.AtUtc) != (type.Version, type.AtUtc))
            {
                _newest[type.TypeId] = known = ((await FindAsync(db, type.TypeId, type.Version, ct))!, type.AtUtc);
            }

            types.Add(known.Type);
        }

        return types;
    }

    /// <summary>Keeps a document as the newest version of its type, unless nothing changed. The caller saves.</summary>
    /// <returns>The new version, or null.</returns>
    /// <exception cref="FormatException">What is missing in the document.</exception>
    public static async Task<WorkflowType?> PutAsync(HubDb db, JsonObject document, DateTimeOffset now, CancellationToken ct)
    {
        var id = new WorkflowType(document).Id;
        var newest = db.WorkflowTypes.Local.Where(t => t.TypeId == id).MaxBy(t => t.Version)
            ?? await db.WorkflowTypes.Where(t => t.TypeId == id).OrderByDescending(t => t.Version).FirstOrDefaultAsync(ct);
        if (newest is not null && JsonNode.DeepEquals(JsonNode.Parse(newest.Document), document))
        {
            return null;
        }

        var type = new WorkflowType(document, (newest?.Version ?? 0) + 1);
        db.Add(new WorkflowTypeVersion
        {
            TypeId = id, Version = type.Version, Name = type.Name, IsEnabled = type.IsEnabled, Document = document.ToJsonString(), AtUtc = now,
        });
        return type;
    }

    private WorkflowType Keep(WorkflowTypeVersion stored)
    {
        var type = WorkflowType.Of(stored);
        return stored.AtUtc + Settled < clock.GetUtcNow() ? _read.GetOrAdd((stored.TypeId, stored.Version), type) : type;
    }
}
