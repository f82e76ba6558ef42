using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Workflows;
using PracticeHub.Kernel.Workflows.Effects;

namespace PracticeHub.Workflows.Features.WorkflowRuns;

/// <summary>Something around an instance: where it waits, what is on its way to it, whom it asks in vain, and the item that it is about.</summary>
public sealed class RunAbout
{
    /// <summary>What it is: one of the constants here.</summary>
    public required int Source { get; init; }
    /// <summary>The activity, or the item's title.</summary>
    public required string Key { get; init; }
    public required DateTimeOffset AtUtc { get; init; }
    public DateTimeOffset? DueUtc { get; init; }
    /// <summary>What an event brings, or the item's address.</summary>
    public string? Text { get; init; }
    /// <summary>How often another system was asked.</summary>
    public int Times { get; init; }

    public const int Wait = 0;
    public const int Event = 1;
    public const int Item = 2;
    public const int Asked = 3;

    /// <summary>The item that an instance is about: what it was started with, or else what events find it by.</summary>
    public static string ItemOf(WorkflowInstance instance) =>
        WorkflowState.Parse(instance.State).Input["ContentItemId"]?.ToString() is { Length: > 0 } id ? id : instance.CorrelationId;

    public static async Task<ILookup<int, RunAbout>> ReadAsync(HubDb db, WorkflowInstance instance, CurrentMember me, CancellationToken ct)
    {
        var (workflowId, itemId) = (instance.WorkflowId, ItemOf(instance));
        var rows = await db.WorkflowBookmarks.Where(b => b.WorkflowId == workflowId)
            .Select(b => new RunAbout { Source = Wait, Key = b.ActivityId, AtUtc = b.SinceUtc, DueUtc = b.DueUtc, Text = null, Times = 0 })
            .Concat(db.WorkflowEvents.Where(e => e.WorkflowId == workflowId)
                .Select(e => new RunAbout { Source = Event, Key = e.Name, AtUtc = e.AtUtc, DueUtc = null, Text = e.Input, Times = 0 }))
            .Concat(db.Set<WorkflowEffect>().Where(e => e.WorkflowId == workflowId && e.Attempts > 0)
                .Select(e => new RunAbout { Source = Asked, Key = e.ActivityId, AtUtc = e.NextUtc, DueUtc = null, Text = null, Times = e.Attempts }))
            .Concat(db.Cards.VisibleTo(me).Where(c => c.ItemId == itemId)
                .Select(c => new RunAbout { Source = Item, Key = c.Title, AtUtc = c.ListedUtc, DueUtc = null, Text = c.Path, Times = 0 }))
            .ToListAsync(ct);
        return rows.OrderBy(r => r.AtUtc).ToLookup(r => r.Source);
    }
}
