using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;

namespace PracticeHub.Reviews.Features.ReviewRequests;

internal sealed class ReviewRecords :
    IEntityTypeConfiguration<ReviewRequest>, IEntityTypeConfiguration<RecordEntry>, IEntityTypeConfiguration<ReviewTurn>,
    IEntityTypeConfiguration<MarginComment>, IEntityTypeConfiguration<Look>
{
    public const int NoteLength = 4000;

    public void Configure(EntityTypeBuilder<ReviewRequest> builder)
    {
        builder.ToTable("reviews_request");
        builder.HasIndex(r => r.OpenItemId).IsUnique();
        builder.HasIndex(r => new { r.ItemId, r.SubmittedUtc });
        builder.HasIndex(r => new { r.CommunityId, r.State, r.DueUtc });
        builder.Property(r => r.SubmittedBy).HasMaxLength(Ids.Length);
        builder.Property(r => r.Title).HasMaxLength(500);
    }

    public void Configure(EntityTypeBuilder<RecordEntry> builder)
    {
        builder.ToTable("reviews_record");
        builder.HasIndex(r => new { r.ItemId, r.Id });
        builder.HasIndex(r => new { r.RequestId, r.Id });
        builder.HasIndex(r => new { r.CommunityId, r.Id });
        builder.HasIndex(r => new { r.UserId, r.AtUtc });
        builder.Property(r => r.CriteriaMet).HasMaxLength(200);
    }

    public void Configure(EntityTypeBuilder<ReviewTurn> builder)
    {
        builder.ToTable("reviews_turn");
        builder.HasIndex(t => new { t.RequestId, t.EndedUtc });
        builder.HasIndex(t => new { t.UserId, t.EndedUtc });
    }

    public void Configure(EntityTypeBuilder<MarginComment> builder)
    {
        builder.ToTable("reviews_comment");
        builder.HasIndex(c => c.RequestId);
        builder.Property(c => c.Field).HasMaxLength(200);
    }

    public void Configure(EntityTypeBuilder<Look> builder)
    {
        builder.ToTable("reviews_look");
        builder.HasKey(l => new { l.RequestId, l.UserId });
    }
}

internal static class ReviewQueries
{
    private static readonly ReviewDeed[] Verdicts = [ReviewDeed.Approve, ReviewDeed.Changes, ReviewDeed.Decline];

    extension(HubDb db)
    {
        public DbSet<ReviewRequest> ReviewRequests => db.Set<ReviewRequest>();

        public DbSet<RecordEntry> ReviewRecord => db.Set<RecordEntry>();

        public DbSet<ReviewTurn> ReviewTurns => db.Set<ReviewTurn>();

        public DbSet<MarginComment> MarginComments => db.Set<MarginComment>();

        public DbSet<Look> Looks => db.Set<Look>();

        /// <summary>The request, which nobody else changes until this transaction ends.</summary>
        public async Task<ReviewRequest?> HoldReviewAsync(string id, CancellationToken ct)
        {
            await db.Database.ExecuteSqlAsync($"UPDATE reviews_request SET round = round WHERE id = {id}", ct);
            return await db.ReviewRequests.SingleOrDefaultAsync(r => r.Id == id, ct);
        }

        /// <summary>The decisions of this round that stand, oldest first; those that were taken back are none.</summary>
        public async Task<List<RecordEntry>> DecisionsAsync(ReviewRequest request, CancellationToken ct)
        {
            var entries = await db.ReviewRecord.Where(r => r.RequestId == request.Id && r.Round == request.Round && (Verdicts.Contains(r.Deed) || r.Deed == ReviewDeed.Undone))
                .OrderBy(r => r.Id).ToListAsync(ct);
            return [.. entries.GroupBy(e => e.UserId).Select(own => own.Last()).Where(last => last.Deed is not ReviewDeed.Undone).OrderBy(e => e.Id)];
        }

        /// <summary>Adds a line about an item, on the version that its readers see now.</summary>
        public async Task RecordAsync(Card card, ReviewDeed deed, string byId, DateTimeOffset at, string note, CancellationToken ct, string? successor = null) =>
            db.Add(RecordEntry.Of(card, deed, byId, at, note, (await db.Set<ContentHead>().FindAsync([card.ItemId], ct))?.PublishedVersionId, successor));

        public Task<List<ReviewTurn>> OpenTurnsAsync(string requestId, CancellationToken ct) =>
            db.ReviewTurns.Where(t => t.RequestId == requestId && t.EndedUtc == null).OrderBy(t => t.SinceUtc).ThenBy(t => t.Id).ToListAsync(ct);
    }
}
