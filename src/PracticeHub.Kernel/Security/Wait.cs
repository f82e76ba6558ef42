using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PracticeHub.Kernel.Data;

namespace PracticeHub.Kernel.Security;

/// <summary>Something that waits for one person: a review to decide, changes to make, a mention to answer. Gone when done.</summary>
public sealed class Wait
{
    /// <summary>The reason of what asks for nothing but to be read.</summary>
    public const string Note = "note";

    public required string UserId { get; init; }
    /// <summary>Why it waits: "review", "changes", "mention" …; with the item and the person it is there once.</summary>
    public required string Reason { get; init; }
    public required string ItemId { get; init; }
    /// <summary>What to call it in a list; a copy of the item's title.</summary>
    public required string Title { get; set; }
    /// <summary>Where it is dealt with, relative to the hub.</summary>
    public required string Href { get; set; }
    public DateTimeOffset SinceUtc { get; init; }
    public DateTimeOffset? DueUtc { get; set; }
}

internal sealed class WaitConfiguration : IEntityTypeConfiguration<Wait>
{
    public void Configure(EntityTypeBuilder<Wait> builder)
    {
        builder.ToTable("hub_wait");
        builder.HasKey(w => new { w.UserId, w.Reason, w.ItemId });
        builder.HasIndex(w => w.ItemId);
        builder.Property(w => w.Reason).HasMaxLength(40);
        builder.Property(w => w.Title).HasMaxLength(500);
        builder.Property(w => w.Href).HasMaxLength(1100);
    }
}

/// <summary>
/// Something that waits for whoever may do it, not for one person: counted when asked, as part of the query that reads the
/// member. A seam for features: one SELECT of one row and one integer column named number; <c>{0}</c> is the member's id.
/// </summary>
public sealed record WaitQuery(string Reason, string Sql);

public static class WaitQueries
{
    extension(HubDb db)
    {
        public DbSet<Wait> Waits => db.Set<Wait>();

        /// <summary>Lets something wait for a person, or brings the wait that is there up to date.</summary>
        public async Task PutWaitAsync(
            string userId, string reason, string itemId, string title, string href, DateTimeOffset since, DateTimeOffset? due, CancellationToken ct)
        {
            if (await db.Waits.FindAsync([userId, reason, itemId], ct) is not { } wait)
            {
                db.Add(new Wait { UserId = userId, Reason = reason, ItemId = itemId, Title = title, Href = href, SinceUtc = since, DueUtc = due });
                return;
            }

            (wait.Title, wait.Href, wait.DueUtc) = (title, href, due);
            if (db.Entry(wait).State is EntityState.Deleted)
            {
                db.Entry(wait).State = EntityState.Modified;
            }
        }
    }
}
