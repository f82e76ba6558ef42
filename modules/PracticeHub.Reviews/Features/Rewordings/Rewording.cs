using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Data;

namespace PracticeHub.Reviews.Features.Rewordings;

/// <summary>A change to something trusted that its writer calls small. It keeps the trust, unless a leader objects in time.</summary>
public sealed class Rewording
{
    public required string Id { get; init; }
    public required string ItemId { get; init; }
    public required string? CommunityId { get; init; }
    public required string BeforeVersionId { get; init; }
    public required string VersionId { get; init; }
    public required string ById { get; init; }
    /// <summary>How many words are different from what was verified, this change and the small ones before it.</summary>
    public required int Changed { get; init; }
    /// <summary>How many words that had.</summary>
    public required int Words { get; init; }
    public required DateTimeOffset AtUtc { get; init; }
    /// <summary>Until when leaders may object.</summary>
    public required DateTimeOffset UntilUtc { get; init; }
    public DateTimeOffset? ObjectedUtc { get; private set; }

    /// <summary>Whether so much is different that one should look twice before calling it small.</summary>
    public static bool IsMuch(int changed, int words) => changed > Math.Max(10, words / 10);

    public Refusal? Oppose(string byId, DateTimeOffset at)
    {
        if (byId == ById)
        {
            return new("own-change", "You made this change yourself. Edit it once more if it should not stand.");
        }

        if (ObjectedUtc is not null)
        {
            return new("objected-already", "Another leader has objected already: it counts as changed.");
        }

        if (UntilUtc <= at)
        {
            return new("too-late", "The time to object is over. If it does not hold any more, say so on its page.");
        }

        ObjectedUtc = at;
        return null;
    }
}

internal sealed class RewordingConfiguration : IEntityTypeConfiguration<Rewording>
{
    public void Configure(EntityTypeBuilder<Rewording> builder)
    {
        builder.ToTable("reviews_rewording");
        builder.HasIndex(r => new { r.ItemId, r.AtUtc });
        builder.HasIndex(r => new { r.CommunityId, r.UntilUtc });
    }
}

internal static class RewordingQueries
{
    extension(HubDb db)
    {
        public DbSet<Rewording> Rewordings => db.Set<Rewording>();
    }
}
