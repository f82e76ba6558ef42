using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PracticeHub.Kernel.Data;

namespace PracticeHub.Kernel.Security;

/// <summary>What can be followed.</summary>
public enum FollowKind
{
    Person,
    Topic,
    Community,
    Item,
}

/// <summary>That a person wants to hear of another person, a topic, a community or an item. Gone when they no longer do.</summary>
public sealed class Follow(string userId, FollowKind kind, string targetId, DateTimeOffset atUtc)
{
    public string UserId { get; private set; } = userId;
    public FollowKind Kind { get; private set; } = kind;
    /// <summary>The id of the item, user, term or community.</summary>
    public string TargetId { get; private set; } = targetId;
    public DateTimeOffset AtUtc { get; private set; } = atUtc;
}

/// <summary>
/// What the partial <c>_Follow</c> shows, a button that any page may hold without knowing who answers it:
/// <c>&lt;partial name="_Follow" model="…" optional="true" /&gt;</c>.
/// </summary>
/// <param name="ReturnUrl">Where to go without script; null means the page that holds the button.</param>
public sealed record FollowTarget(FollowKind Kind, string TargetId, bool IsFollowing, string? ReturnUrl = null);

internal sealed class FollowConfiguration : IEntityTypeConfiguration<Follow>
{
    public void Configure(EntityTypeBuilder<Follow> builder)
    {
        builder.ToTable("hub_follow");
        builder.HasKey(f => new { f.UserId, f.Kind, f.TargetId });
        builder.HasIndex(f => new { f.Kind, f.TargetId, f.UserId });
    }
}

public static class FollowQueries
{
    extension(HubDb db)
    {
        public DbSet<Follow> Follows => db.Set<Follow>();

        /// <summary>Whether this person follows it.</summary>
        public Task<bool> IsFollowingAsync(string? userId, FollowKind kind, string targetId, CancellationToken ct) =>
            db.Set<Follow>().AnyAsync(f => f.UserId == userId && f.Kind == kind && f.TargetId == targetId, ct);
    }

    extension(IQueryable<Follow> follows)
    {
        /// <summary>The ids of what this person follows.</summary>
        public IQueryable<string> TargetsOf(string userId, FollowKind kind) =>
            follows.Where(f => f.UserId == userId && f.Kind == kind).Select(f => f.TargetId);
    }
}
