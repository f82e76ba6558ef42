using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Data;

namespace PracticeHub.Reviews.Features.ReviewRequests;

internal sealed class ReviewRecords : IEntityTypeConfiguration<ReviewRequest>, IEntityTypeConfiguration<ReviewStep>
{
    public const int NoteLength = 4000;

    public void Configure(EntityTypeBuilder<ReviewRequest> builder)
    {
        builder.ToTable("reviews_request");
        builder.HasIndex(r => r.OpenItemId).IsUnique();
        builder.HasIndex(r => new { r.ItemId, r.SubmittedUtc });
        builder.HasIndex(r => new { r.CommunityId, r.State, r.DueUtc });
        builder.Property(r => r.Id).HasMaxLength(Ids.Length);
        builder.Property(r => r.ItemId).HasMaxLength(Ids.Length);
        builder.Property(r => r.OpenItemId).HasMaxLength(Ids.Length);
        builder.Property(r => r.CommunityId).HasMaxLength(Ids.Length);
        builder.Property(r => r.SubmittedBy).HasMaxLength(Ids.Length);
        builder.Property(r => r.VersionId).HasMaxLength(Ids.Length);
        builder.Property(r => r.Title).HasMaxLength(500);
    }

    public void Configure(EntityTypeBuilder<ReviewStep> builder)
    {
        builder.ToTable("reviews_decision");
        builder.HasKey(s => new { s.RequestId, s.Round, s.UserId });
        builder.HasIndex(s => new { s.UserId, s.AtUtc });
        builder.Property(s => s.RequestId).HasMaxLength(Ids.Length);
        builder.Property(s => s.UserId).HasMaxLength(Ids.Length);
        builder.Property(s => s.VersionId).HasMaxLength(Ids.Length);
        builder.Property(s => s.CriteriaMet).HasMaxLength(200);
    }
}

internal static class ReviewQueries
{
    extension(HubDb db)
    {
        public DbSet<ReviewRequest> ReviewRequests => db.Set<ReviewRequest>();

        public DbSet<ReviewStep> ReviewSteps => db.Set<ReviewStep>();

        /// <summary>The request, which nobody else changes until this transaction ends.</summary>
        public async Task<ReviewRequest?> HoldReviewAsync(string id, CancellationToken ct)
        {
            await db.Database.ExecuteSqlAsync($"UPDATE reviews_request SET round = round WHERE id = {id}", ct);
            return await db.ReviewRequests.SingleOrDefaultAsync(r => r.Id == id, ct);
        }
    }
}
