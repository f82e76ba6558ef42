using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;

namespace PracticeHub.Reviews.Features.Standings;

/// <summary>How much harm it does when something no longer holds, and so how often it is verified.</summary>
public enum Risk
{
    High,
    Medium,
    Low,
}

/// <summary>What is known of an item beside its card: how risky it is, and what the hub has proposed about it. Who did it and why is in the record.</summary>
public sealed class Standing(string itemId)
{
    public string ItemId { get; private set; } = itemId;
    /// <summary>Null as long as no leader has said; then what the community has agreed on counts.</summary>
    public Risk? Risk { get; set; }
    /// <summary>When it was proposed for promotion; that happens once.</summary>
    public DateTimeOffset? NominatedUtc { get; set; }
    /// <summary>When it goes to the archive, unless somebody keeps it.</summary>
    public DateTimeOffset? ArchiveUtc { get; set; }
    /// <summary>When somebody wanted it kept.</summary>
    public DateTimeOffset? KeptUtc { get; set; }
    public DateTimeOffset? RetiredUtc { get; set; }
    /// <summary>When it came to say something else than what was verified; null again when somebody verifies it.</summary>
    public DateTimeOffset? ChangedUtc { get; set; }
    /// <summary>The item that takes its place.</summary>
    public string? SuccessorId { get; set; }
}

internal sealed class StandingConfiguration : IEntityTypeConfiguration<Standing>
{
    public void Configure(EntityTypeBuilder<Standing> builder)
    {
        builder.ToTable("reviews_standing");
        builder.HasKey(s => s.ItemId);
        builder.HasIndex(s => s.ArchiveUtc);
        builder.HasIndex(s => s.SuccessorId);
    }
}

internal static class StandingQueries
{
    extension(Card card)
    {
        /// <summary>Whether readers go by somebody's word that it holds.</summary>
        public bool IsVouchedFor => card.State is CardState.Published && (card.Promotion is not PromotionLevel.None || card.VerifiedUntilUtc is not null);
    }

    extension(HubDb db)
    {
        public DbSet<Standing> Standings => db.Set<Standing>();

        /// <summary>What is known of the item, to be changed; nothing yet for most.</summary>
        public async Task<Standing> StandingOfAsync(string itemId, CancellationToken ct)
        {
            if (await db.Standings.FindAsync([itemId], ct) is { } known)
            {
                return known;
            }

            var standing = new Standing(itemId);
            db.Add(standing);
            return standing;
        }

        /// <summary>It says something else than what was verified, so it is due for verification. The caller saves.</summary>
        public async Task CountAsChangedAsync(Card card, DateTimeOffset at, CancellationToken ct)
        {
            (await db.StandingOfAsync(card.ItemId, ct)).ChangedUtc = at;
            card.VerifiedUntilUtc = card.VerifiedUntilUtc < at ? card.VerifiedUntilUtc : at;
        }
    }
}
