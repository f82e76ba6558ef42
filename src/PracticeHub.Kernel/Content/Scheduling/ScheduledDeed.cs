using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PracticeHub.Kernel.Data;

namespace PracticeHub.Kernel.Content;

/// <summary>What happens to an item at a time that somebody has set.</summary>
public enum TimedDeed
{
    Publish,
    Archive,
}

/// <summary>That an item is published or archived at a time. Gone when it has happened, or nobody wants it any more.</summary>
public sealed class ScheduledDeed(string itemId, TimedDeed deed, DateTimeOffset dueUtc, string byId)
{
    private const int MostAttempts = 5;

    /// <summary>The reason under which a deed that failed waits for the owner of the item.</summary>
    public const string Reason = "schedule";

    public string ItemId { get; private set; } = itemId;
    public TimedDeed Deed { get; private set; } = deed;
    public DateTimeOffset DueUtc { get; private set; } = dueUtc;
    /// <summary>Who set the time, and in whose name it is done.</summary>
    public string ById { get; private set; } = byId;
    /// <summary>When it is tried next; null when it cannot be done.</summary>
    public DateTimeOffset? WakeUtc { get; private set; } = dueUtc;
    public int Attempts { get; private set; }
    /// <summary>Why it could not be done, as JSON; see <see cref="ScheduleFault"/>.</summary>
    public string? Fault { get; private set; }

    /// <summary>Sets another time; the same time again says nothing new, so that it stays whose it was.</summary>
    public void MoveTo(DateTimeOffset due, string byId)
    {
        if (due != DueUtc || Fault is not null)
        {
            (DueUtc, WakeUtc, ById, Attempts, Fault) = (due, due, byId, 0, null);
        }
    }

    /// <summary>It cannot be done as the item stands.</summary>
    public void Refuse(ScheduleFault fault) => (WakeUtc, Fault) = (null, fault.ToJson());

    /// <summary>It was tried and failed; it is tried again later, and given up at last.</summary>
    public void Fail(DateTimeOffset now)
    {
        if (++Attempts >= MostAttempts)
        {
            Refuse(ScheduleFault.Failed);
            return;
        }

        WakeUtc = now + TimeSpan.FromSeconds(Math.Pow(4, Attempts));
    }
}

internal sealed class ScheduledDeedConfiguration : IEntityTypeConfiguration<ScheduledDeed>
{
    public void Configure(EntityTypeBuilder<ScheduledDeed> builder)
    {
        builder.ToTable("hub_schedule");
        builder.HasKey(s => new { s.ItemId, s.Deed });
        builder.HasIndex(s => s.WakeUtc);
    }
}

public static class ScheduleQueries
{
    extension(HubDb db)
    {
        public DbSet<ScheduledDeed> Schedule => db.Set<ScheduledDeed>();
    }
}
