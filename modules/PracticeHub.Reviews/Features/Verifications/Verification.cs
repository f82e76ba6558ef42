using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PracticeHub.Kernel.Data;

namespace PracticeHub.Reviews.Features.Verifications;

/// <summary>Somebody's dated word that an item still holds, and until when it counts.</summary>
public sealed class Verification
{
    public required string Id { get; init; }
    public required string ItemId { get; init; }
    public required string ById { get; init; }
    public required string Note { get; init; }
    public required DateTimeOffset AtUtc { get; init; }
    public required DateTimeOffset UntilUtc { get; init; }
}

internal sealed class VerificationConfiguration : IEntityTypeConfiguration<Verification>
{
    public const int NoteLength = 1000;

    public void Configure(EntityTypeBuilder<Verification> builder)
    {
        builder.ToTable("reviews_verification");
        builder.HasIndex(v => new { v.ItemId, v.AtUtc });
    }
}

internal static class VerificationQueries
{
    extension(HubDb db)
    {
        public DbSet<Verification> Verifications => db.Set<Verification>();
    }
}
