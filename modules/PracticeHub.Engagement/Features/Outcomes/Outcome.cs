using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Data;

namespace PracticeHub.Engagement.Features.Outcomes;

/// <summary>Whether something worked for somebody.</summary>
public enum Verdict
{
    Worked,
    Partly,
    NotWorked,
}

/// <summary>A member's statement of what an item did for them; one for each, which may change. The log keeps the earlier verdicts.</summary>
public sealed class Outcome(string itemId, string userId)
{
    public const int MaxLength = 1000;

    public static readonly Refusal OwnItem = new("own-item", "A colleague has to say whether it worked, not the person who wrote it.");

    public string ItemId { get; private set; } = itemId;
    public string UserId { get; private set; } = userId;
    public Verdict Verdict { get; private set; }
    public string Note { get; private set; } = "";
    public DateTimeOffset AtUtc { get; private set; }

    public void Tell(Verdict verdict, string note, DateTimeOffset at) => (Verdict, Note, AtUtc) = (verdict, note, at);
}

internal sealed class OutcomeConfiguration : IEntityTypeConfiguration<Outcome>
{
    public void Configure(EntityTypeBuilder<Outcome> builder)
    {
        builder.ToTable("engagement_outcome");
        builder.HasKey(o => new { o.ItemId, o.UserId });
        builder.HasIndex(o => new { o.UserId, o.AtUtc });
        builder.Property(o => o.Note).HasMaxLength(Outcome.MaxLength);
    }
}

internal static class OutcomeQueries
{
    extension(HubDb db)
    {
        public DbSet<Outcome> Outcomes => db.Set<Outcome>();
    }
}
