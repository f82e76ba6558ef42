using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PracticeHub.Kernel.Data;

namespace PracticeHub.Kernel.Activity;

/// <summary>Who did what to which item, where and when. Rows are only ever added, in the transaction of the deed.</summary>
public sealed class ActivityRecord
{
    public long Id { get; private set; }
    /// <summary>The database's number of the writing transaction where commits can overtake each other; otherwise 0.</summary>
    public long TransactionId { get; private set; }
    public required string Verb { get; init; }
    public required string ActorId { get; init; }
    public string? ItemId { get; init; }
    public string? ContentType { get; init; }
    public string? CommunityId { get; init; }
    public DateTimeOffset AtUtc { get; init; }
    /// <summary>JSON; ids and numbers that a consumer needs, never a member's words.</summary>
    public string? Data { get; init; }
    /// <summary>How many workflows stand between a person and this deed; 0 for what people do themselves.</summary>
    public int Depth { get; private set; }
    /// <summary>Whether the hub itself was changed rather than an item: what the audit trail shows, and nobody's feed.</summary>
    public bool IsAdministration { get; init; }
}

internal sealed class ActivityRecordConfiguration : IEntityTypeConfiguration<ActivityRecord>
{
    public void Configure(EntityTypeBuilder<ActivityRecord> builder)
    {
        builder.ToTable("hub_activity");
        builder.HasIndex(a => new { a.TransactionId, a.Id });
        builder.HasIndex(a => new { a.ItemId, a.Id });
        builder.Property(a => a.Verb).HasMaxLength(60);
        builder.Property(a => a.ContentType).HasMaxLength(100);
    }
}

/// <summary>How far a consumer of the log has come.</summary>
public sealed class ActivityCursor
{
    /// <summary>The transaction of a cursor that has read nothing; a log that moved to another server has negative ones.</summary>
    public const long BeforeAll = long.MinValue;

    public required string Name { get; init; }
    public long TransactionId { get; set; } = BeforeAll;
    public long ActivityId { get; set; }
}

internal sealed class ActivityCursorConfiguration : IEntityTypeConfiguration<ActivityCursor>
{
    public void Configure(EntityTypeBuilder<ActivityCursor> builder)
    {
        builder.ToTable("hub_cursor");
        builder.HasKey(c => c.Name);
        builder.Property(c => c.Name).HasMaxLength(100);
    }
}

public static class ActivityQueries
{
    extension(HubDb db)
    {
        public DbSet<ActivityRecord> Activities => db.Set<ActivityRecord>();
    }
}
