using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Data;

namespace PracticeHub.Communities.Features.Joining;

/// <summary>That somebody asks to join a community, or is invited to. Gone when they are in; kept when declined, with the answer.</summary>
public sealed class JoinRequest(string communityId, string userId, string? invitedById, string words, DateTimeOffset atUtc)
{
    public const int MostCharacters = 500;

    public string CommunityId { get; private set; } = communityId;
    public string UserId { get; private set; } = userId;
    /// <summary>The leader who invites; null when the person asks.</summary>
    public string? InvitedById { get; private set; } = invitedById;
    public string Words { get; private set; } = words;
    public DateTimeOffset AtUtc { get; private set; } = atUtc;
    public DateTimeOffset? DeclinedUtc { get; private set; }
    public string Answer { get; private set; } = "";

    public bool IsPending => DeclinedUtc is null;

    public bool IsInvitation => InvitedById is not null;

    public void Decline(string answer, DateTimeOffset at) => (Answer, DeclinedUtc) = (answer, at);

    /// <summary>Asks or invites again, whatever came of it before.</summary>
    public void Renew(string? invitedById, string words, DateTimeOffset at) =>
        (InvitedById, Words, AtUtc, DeclinedUtc, Answer) = (invitedById, words, at, null, "");
}

internal sealed class JoinRequestConfiguration : IEntityTypeConfiguration<JoinRequest>
{
    public void Configure(EntityTypeBuilder<JoinRequest> builder)
    {
        builder.ToTable("communities_request");
        builder.HasKey(r => new { r.CommunityId, r.UserId });
        builder.HasIndex(r => r.UserId);
        builder.Property(r => r.Words).HasMaxLength(JoinRequest.MostCharacters);
        builder.Property(r => r.Answer).HasMaxLength(JoinRequest.MostCharacters);
    }
}

public static class JoinRequestQueries
{
    extension(HubDb db)
    {
        public DbSet<JoinRequest> JoinRequests => db.Set<JoinRequest>();
    }

    extension(IQueryable<JoinRequest> requests)
    {
        /// <summary>Those who ask and have no answer yet.</summary>
        public IQueryable<JoinRequest> Waiting(string communityId) =>
            requests.Where(r => r.CommunityId == communityId && r.InvitedById == null && r.DeclinedUtc == null);
    }
}
