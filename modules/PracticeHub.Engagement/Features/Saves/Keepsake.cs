using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PracticeHub.Kernel.Data;

namespace PracticeHub.Engagement.Features.Saves;

/// <summary>That a member wants to find an item again. Personal: only the number is seen by others.</summary>
public sealed class Keepsake(string userId, string itemId, DateTimeOffset atUtc)
{
    public string UserId { get; private set; } = userId;
    public string ItemId { get; private set; } = itemId;
    public DateTimeOffset AtUtc { get; private set; } = atUtc;
}

internal sealed class KeepsakeConfiguration : IEntityTypeConfiguration<Keepsake>
{
    public void Configure(EntityTypeBuilder<Keepsake> builder)
    {
        builder.ToTable("engagement_save");
        builder.HasKey(k => new { k.UserId, k.ItemId });
        builder.HasIndex(k => k.ItemId);
    }
}

internal static class KeepsakeQueries
{
    extension(HubDb db)
    {
        public DbSet<Keepsake> Keepsakes => db.Set<Keepsake>();
    }
}
