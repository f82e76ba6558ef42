using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Data;

namespace PracticeHub.Kernel.Workflows;

/// <summary>Types that start by the clock: an instance that has not begun yet waits at the timer.</summary>
public static class WorkflowTimers
{
    /// <summary>Lets a new version wait for its first moment, and the version before it no longer.</summary>
    public static async Task PlantAsync(HubDb db, WorkflowType type, DateTimeOffset now, CancellationToken ct)
    {
        var events = db.WorkflowEvents;
        var waiting = await db.Workflows.Where(w => w.TypeId == type.Id && w.Status == WorkflowStatus.Starting && w.Bursts == 0 && w.Attempts == 0
            && !events.Any(e => e.WorkflowId == w.WorkflowId)).ToListAsync(ct);
        foreach (var instance in waiting)
        {
            db.RemoveRange(await db.WorkflowBookmarks.Where(b => b.WorkflowId == instance.WorkflowId).ToListAsync(ct));
            db.Remove(instance);
        }

        if (type.IsEnabled && type.Starts.FirstOrDefault(n => n.Name == nameof(TimerEvent)) is { } timer)
        {
            Plant(db, type, timer, now);
        }
    }

    /// <summary>The seed of the next instance.</summary>
    public static void Plant(HubDb db, WorkflowType type, ActivityNode timer, DateTimeOffset now)
    {
        var (id, due) = (Ids.New(now), TimerEvent.NextOf(timer, now));
        db.Add(new WorkflowInstance { WorkflowId = id, TypeId = type.Id, TypeVersion = type.Version, CorrelationId = id, CreatedUtc = now, WakeUtc = due });
        db.Add(new WorkflowBookmark { WorkflowId = id, ActivityId = timer.Id, Event = "", CorrelationId = id, SinceUtc = now, DueUtc = due });
    }
}
