using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PracticeHub.Kernel.Security;

/// <summary>Who may see a community: everybody in the hub, everybody but its content, or only its members.</summary>
public enum Openness
{
    Open,
    Closed,
    Private,
}

/// <summary>The role worn in one community. A deputy is a leader with an end date.</summary>
public enum CommunityRole
{
    Member,
    Curator,
    Leader,
    Coach,
}

/// <summary>What access needs to know of a community; projected from its content item in the same transaction.</summary>
public sealed class Community
{
    public required string Id { get; init; }
    public required string Title { get; set; }
    public required string Path { get; set; }
    public Openness Openness { get; set; }
}

/// <summary>A person in a community, with the role worn there.</summary>
public sealed class Membership(string communityId, string userId, CommunityRole role, DateTimeOffset sinceUtc)
{
    public string CommunityId { get; private set; } = communityId;
    public string UserId { get; private set; } = userId;
    public CommunityRole Role { get; private set; } = role;
    public DateTimeOffset SinceUtc { get; private set; } = sinceUtc;
    /// <summary>When a deputy's role ends and they are a member again; null for everybody else.</summary>
    public DateTimeOffset? RoleUntilUtc { get; private set; }

    public void Wear(CommunityRole role, DateTimeOffset? until = null) => (Role, RoleUntilUtc) = (role, until);
}

internal sealed class CommunityConfiguration : IEntityTypeConfiguration<Community>
{
    public void Configure(EntityTypeBuilder<Community> builder)
    {
        builder.ToTable("hub_community");
        builder.HasIndex(c => c.Path);
        builder.Property(c => c.Title).HasMaxLength(500);
        builder.Property(c => c.Path).HasMaxLength(1024);
    }
}

internal sealed class MembershipConfiguration : IEntityTypeConfiguration<Membership>
{
    public void Configure(EntityTypeBuilder<Membership> builder)
    {
        builder.ToTable("hub_membership");
        builder.HasKey(m => new { m.UserId, m.CommunityId });
        builder.HasIndex(m => new { m.CommunityId, m.Role });
    }
}
