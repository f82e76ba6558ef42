using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Workflows.Requests;

namespace PracticeHub.Kernel.Workflows;

/// <summary>A version of a workflow type as it is stored: the whole document, unknown properties included.</summary>
public sealed class WorkflowTypeVersion
{
    public required string TypeId { get; init; }
    public required int Version { get; init; }
    public required string Name { get; init; }
    public required bool IsEnabled { get; init; }
    public required string Document { get; init; }
    public required DateTimeOffset AtUtc { get; init; }
}

/// <summary>What an instance waits for: an event about its correlation id, a moment, or both, whichever comes first.</summary>
public sealed class WorkflowBookmark
{
    public required string WorkflowId { get; init; }
    public required string ActivityId { get; init; }
    /// <summary>The name of the event activity; empty when only time can end the wait.</summary>
    public required string Event { get; init; }
    public required string CorrelationId { get; set; }
    public DateTimeOffset SinceUtc { get; init; }
    public DateTimeOffset? DueUtc { get; set; }
}

/// <summary>An event on its way to an instance; they are worked off one by one, in the order of the log.</summary>
public sealed class WorkflowEvent
{
    public long Id { get; private set; }
    public required string WorkflowId { get; init; }
    public required string Name { get; init; }
    /// <summary>The start activity, for the event that starts the instance.</summary>
    public string? ActivityId { get; init; }
    public required string Input { get; init; }
    /// <summary>Its activity has failed by it for good, and begins anew instead when somebody retries the instance.</summary>
    public bool BeginsAnew { get; internal set; }
    public required DateTimeOffset AtUtc { get; init; }
    /// <summary>How many workflows stand between a person's deed and this event.</summary>
    public required int Depth { get; init; }
}

/// <summary>That an instance stood at an activity from one moment to another: what shows where work waits.</summary>
public sealed class WorkflowStay
{
    public long Id { get; private set; }
    public required string WorkflowId { get; init; }
    public required string TypeId { get; init; }
    public required string ActivityId { get; init; }
    public required DateTimeOffset SinceUtc { get; init; }
    public required DateTimeOffset UntilUtc { get; init; }
}

internal sealed class WorkflowRecordsConfiguration :
    IEntityTypeConfiguration<WorkflowTypeVersion>, IEntityTypeConfiguration<WorkflowInstance>, IEntityTypeConfiguration<WorkflowBookmark>,
    IEntityTypeConfiguration<WorkflowEvent>, IEntityTypeConfiguration<WorkflowStay>
{
    public void Configure(EntityTypeBuilder<WorkflowTypeVersion> builder)
    {
        builder.ToTable("hub_workflow_type");
        builder.HasKey(t => new { t.TypeId, t.Version });
        builder.Property(t => t.Name).HasMaxLength(200);
    }

    public void Configure(EntityTypeBuilder<WorkflowInstance> builder)
    {
        builder.ToTable("hub_workflow");
        builder.HasKey(w => w.WorkflowId);
        builder.HasIndex(w => new { w.WakeUtc, w.WorkflowId });
        builder.HasIndex(w => w.CorrelationId);
        builder.HasIndex(w => new { w.TypeId, w.Status });
    }

    public void Configure(EntityTypeBuilder<WorkflowBookmark> builder)
    {
        builder.ToTable("hub_workflow_bookmark");
        builder.HasKey(b => new { b.WorkflowId, b.ActivityId });
        builder.HasIndex(b => new { b.Event, b.CorrelationId });
        builder.Property(b => b.ActivityId).HasMaxLength(100);
        builder.Property(b => b.Event).HasMaxLength(100);
    }

    public void Configure(EntityTypeBuilder<WorkflowEvent> builder)
    {
        builder.ToTable("hub_workflow_event");
        builder.HasIndex(e => new { e.WorkflowId, e.Id });
        builder.Property(e => e.Name).HasMaxLength(100);
        builder.Property(e => e.ActivityId).HasMaxLength(100);
    }

    public void Configure(EntityTypeBuilder<WorkflowStay> builder)
    {
        builder.ToTable("hub_workflow_stay");
        builder.HasIndex(s => new { s.TypeId, s.ActivityId, s.UntilUtc });
        builder.Property(s => s.ActivityId).HasMaxLength(100);
    }
}

public static class WorkflowQueries
{
    extension(HubDb db)
    {
        public DbSet<WorkflowTypeVersion> WorkflowTypes => db.Set<WorkflowTypeVersion>();

        /// <summary>The newest version of every type.</summary>
        public IQueryable<WorkflowTypeVersion> NewestWorkflowTypes
        {
            get
            {
                var all = db.Set<WorkflowTypeVersion>();
                return all.Where(t => !all.Any(later => later.TypeId == t.TypeId && later.Version > t.Version));
            }
        }

        public DbSet<WorkflowInstance> Workflows => db.Set<WorkflowInstance>();

        public DbSet<WorkflowBookmark> WorkflowBookmarks => db.Set<WorkflowBookmark>();

        public DbSet<WorkflowEvent> WorkflowEvents => db.Set<WorkflowEvent>();

        public DbSet<WorkflowStay> WorkflowStays => db.Set<WorkflowStay>();

        public DbSet<WorkflowAddress> WorkflowAddresses => db.Set<WorkflowAddress>();

        /// <summary>
        /// Whether an instance of the type is on its way; a singleton does not start another one then. Whoever asks next waits until this
        /// transaction ends, so that of two at once one finds what the other has begun.
        /// </summary>
        public async Task<bool> IsRunningAsync(string typeId, CancellationToken ct)
        {
            // The first version is held for all of them: it never goes.
            await db.Database.ExecuteSqlAsync($"UPDATE hub_workflow_type SET version = version WHERE type_id = {typeId} AND version = 1", ct);
            return await db.Set<WorkflowInstance>().AnyAsync(w => w.TypeId == typeId && (w.Status == WorkflowStatus.Halted || w.Status == WorkflowStatus.Starting), ct);
        }
    }
}
