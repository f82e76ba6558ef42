using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PracticeHub.Kernel.Security;

/// <summary>A person's account and what everyone may know about them.</summary>
public sealed class HubUser : IdentityUser
{
    [ProtectedPersonalData]
    public string DisplayName { get; set; } = "";
    public string JobTitle { get; set; } = "";
    public string Place { get; set; } = "";
    /// <summary>IANA name; empty means the hub's own.</summary>
    public string TimeZone { get; set; } = "";
    /// <summary>Language tag; empty means what the browser asks for.</summary>
    public string Culture { get; set; } = "";
    public string About { get; set; } = "";
    /// <summary>From when to when this person cannot be asked; both or neither.</summary>
    public DateTimeOffset? AwayFromUtc { get; set; }
    public DateTimeOffset? AwayUntilUtc { get; set; }
    /// <summary>Who is asked meanwhile, where this person leads.</summary>
    public string? DeputyId { get; set; }
    public bool IsEnabled { get; set; } = true;
    /// <summary>Part of the demo cast, whom the sign-in page of a hub in development offers.</summary>
    public bool IsDemo { get; set; }
    public DateTimeOffset JoinedUtc { get; set; }
}

/// <summary>A role of the hub; what it may do is stored as claims of type <see cref="Permission.ClaimType"/>.</summary>
public sealed class HubRole : IdentityRole
{
    public string Description { get; set; } = "";
}

internal sealed class HubUserConfiguration : IEntityTypeConfiguration<HubUser>
{
    public void Configure(EntityTypeBuilder<HubUser> builder)
    {
        builder.Property(u => u.Id).HasMaxLength(Ids.Length);
        builder.Property(u => u.DisplayName).HasMaxLength(200);
        builder.Property(u => u.JobTitle).HasMaxLength(200);
        builder.Property(u => u.Place).HasMaxLength(200);
        builder.Property(u => u.TimeZone).HasMaxLength(64);
        builder.Property(u => u.Culture).HasMaxLength(20);
        builder.HasIndex(u => u.DisplayName);
    }
}
