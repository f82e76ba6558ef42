using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PracticeHub.Kernel.Data;

namespace PracticeHub.Engagement.Features.Thanks;

/// <summary>A member's thanks for an item, with what it was good for where they say so.</summary>
public sealed class Gratitude(string itemId, string userId, DateTimeOffset atUtc)
{
    public const int MaxLength = 300;

    public string ItemId { get; private set; } = itemId;
    public string UserId { get; private set; } = userId;
    public string Reason { get; private set; } = "";
    public DateTimeOffset AtUtc { get; private set; } = atUtc;

    public void Because(string reason) => Reason = reason;
}

internal sealed class GratitudeConfiguration : IEntityTypeConfiguration<Gratitude>
{
    public void Configure(EntityTypeBuilder<Gratitude> builder)
    {
        builder.ToTable("engagement_thanks");
        builder.HasKey(g => new { g.ItemId, g.UserId });
        builder.HasIndex(g => new { g.UserId, g.AtUtc });
        builder.Property(g => g.Reason).HasMaxLength(Gratitude.MaxLength);
    }
}

internal static class GratitudeQueries
{
    extension(HubDb db)
    {
        public DbSet<Gratitude> Gratitudes => db.Set<Gratitude>();
    }
}
