using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PracticeHub.Kernel.Data;

namespace PracticeHub.People.Features.Profiles;

/// <summary>That a person says they know a topic. The term may come later than the claim, as in a recipe.</summary>
public sealed record PersonTopic(string UserId, string TermId);

/// <summary>What somebody can offer to others.</summary>
public enum OfferedRole
{
    Expert,
    Coach,
    Mentor,
    Peer,
    RoleModel,
}

/// <summary>That a person offers to be somebody's expert, coach, mentor …</summary>
public sealed record PersonOffer(string UserId, OfferedRole Role);

internal sealed class PeopleConfiguration : IEntityTypeConfiguration<PersonTopic>, IEntityTypeConfiguration<PersonOffer>
{
    public void Configure(EntityTypeBuilder<PersonTopic> builder)
    {
        builder.ToTable("people_topic");
        builder.HasKey(t => new { t.UserId, t.TermId });
        builder.HasIndex(t => t.TermId);
    }

    public void Configure(EntityTypeBuilder<PersonOffer> builder)
    {
        builder.ToTable("people_offer");
        builder.HasKey(o => new { o.UserId, o.Role });
        builder.HasIndex(o => o.Role);
    }
}

public static class PeopleTables
{
    extension(HubDb db)
    {
        public DbSet<PersonTopic> PersonTopics => db.Set<PersonTopic>();

        public DbSet<PersonOffer> PersonOffers => db.Set<PersonOffer>();
    }
}
