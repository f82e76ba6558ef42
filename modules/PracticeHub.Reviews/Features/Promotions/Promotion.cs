using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;

namespace PracticeHub.Reviews.Features.Promotions;

/// <summary>That leaders raised an item to a wider audience: who, when and why. Withdrawn, it stays in the record.</summary>
public sealed class Promotion
{
    public required string Id { get; init; }
    public required string ItemId { get; init; }
    public required PromotionLevel Level { get; init; }
    public required string ById { get; init; }
    public required string Reason { get; init; }
    public required DateTimeOffset AtUtc { get; init; }
    public DateTimeOffset? WithdrawnUtc { get; private set; }
    public string? WithdrawnById { get; private set; }
    public string? WithdrawnReason { get; private set; }

    public void Withdraw(string byId, string reason, DateTimeOffset at)
    {
        if (WithdrawnUtc is null)
        {
            (WithdrawnById, WithdrawnReason, WithdrawnUtc) = (byId, reason, at);
        }
    }
}

internal sealed class PromotionConfiguration : IEntityTypeConfiguration<Promotion>
{
    public const int ReasonLength = 1000;

    public void Configure(EntityTypeBuilder<Promotion> builder)
    {
        builder.ToTable("reviews_promotion");
        builder.HasIndex(p => new { p.ItemId, p.AtUtc });
    }
}

internal static class PromotionQueries
{
    extension(HubDb db)
    {
        public DbSet<Promotion> Promotions => db.Set<Promotion>();
    }
}
