using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Kernel.Content;

/// <summary>Where an item stands between its first draft and its end.</summary>
public enum CardState
{
    Draft,
    InReview,
    ChangesAsked,
    Declined,
    Published,
    Retired,
}

/// <summary>How far leaders have raised an item.</summary>
public enum PromotionLevel
{
    None,
    Community,
    Communities,
    Everyone,
}

/// <summary>One row per item: all that lists, filters and counts need, so that no list opens a document.</summary>
public sealed class Card
{
    public const string DetailSeparator = " · ";

    public required string ItemId { get; init; }
    /// <summary>The content type.</summary>
    public required string Kind { get; init; }
    public string Title { get; set; } = "";
    public string Summary { get; set; } = "";
    /// <summary>Its address in the hub, without the leading slash.</summary>
    public required string Path { get; set; }
    public string? CommunityId { get; set; }
    /// <summary>Empty too where its readers may not know the community.</summary>
    public string CommunityTitle { get; set; } = "";
    public required string OwnerId { get; set; }
    public string OwnerName { get; set; } = "";
    public CardState State { get; set; }
    /// <summary>Who may read it; see <see cref="Security.ReaderKeys"/>.</summary>
    public required string ReaderKey { get; set; }
    public Audience Audience { get; set; }
    /// <summary>What lists sort by: when it was published, or created as long as it is not.</summary>
    public DateTimeOffset ListedUtc { get; set; }
    public DateTimeOffset ModifiedUtc { get; set; }
    /// <summary>The titles of its topics, a line each, sorted; renaming a topic rewrites them by one statement.</summary>
    public string Topics { get; set; } = "";
    /// <summary>What a kind shows beside its title, in pieces: the site of a resource, its price. A piece that begins with a tilde is a word of that kind.</summary>
    public string Detail { get; set; } = "";
    /// <summary>The address outside the hub, for resources; normalised, so that duplicates are equal.</summary>
    public string? Url { get; set; }
    public PromotionLevel Promotion { get; set; }
    public DateTimeOffset? VerifiedUntilUtc { get; set; }
    public int Comments { get; private set; }
    public int Thanks { get; private set; }
    public int Saves { get; private set; }
    public int Worked { get; private set; }
    public int Partly { get; private set; }
    public int NotWorked { get; private set; }

    public int Outcomes => Worked + Partly + NotWorked;

    /// <summary>Whether there is anything to say of its state, its promotion or its verification.</summary>
    public bool HasStanding => State is not CardState.Published || Promotion is not PromotionLevel.None || VerifiedUntilUtc is not null;

    /// <summary>Whether anybody thanked, commented, or said whether it worked.</summary>
    public bool HasEvidence => Outcomes + Thanks + Comments > 0;

    /// <summary>Moves to a state, and with it to the readers who may see an item in that state.</summary>
    public void Enter(CardState state, Community? community)
    {
        State = state;
        ReaderKey = state switch
        {
            CardState.Published or CardState.Retired => ReaderKeys.Of(Audience, OwnerId, community, Promotion),
            CardState.InReview or CardState.ChangesAsked or CardState.Declined when community is not null => ReaderKeys.Leaders(community.Id),
            _ => ReaderKeys.Owner(OwnerId),
        };
        // What more than its members read must not give away that a private community exists.
        CommunityTitle = community is null || (community.Openness is Openness.Private && ReaderKey is ReaderKeys.Everyone or ReaderKeys.SignedIn) ? "" : community.Title;
    }
}

internal sealed class CardConfiguration : IEntityTypeConfiguration<Card>
{
    public void Configure(EntityTypeBuilder<Card> builder)
    {
        builder.ToTable("hub_card");
        builder.HasKey(c => c.ItemId);
        builder.HasIndex(c => c.Path).IsUnique();
        builder.HasIndex(c => new { c.State, c.ListedUtc, c.ItemId });
        builder.HasIndex(c => new { c.Kind, c.State, c.ListedUtc, c.ItemId });
        builder.HasIndex(c => new { c.CommunityId, c.State, c.ListedUtc, c.ItemId });
        // Few of a community's items are promoted, and its page names the newest of them.
        builder.HasIndex(c => new { c.CommunityId, c.ListedUtc, c.ItemId }).HasFilter("promotion <> 'None'");
        builder.HasIndex(c => new { c.CommunityId, c.Kind, c.State, c.ListedUtc, c.ItemId });
        builder.HasIndex(c => new { c.OwnerId, c.ListedUtc, c.ItemId });
        builder.HasIndex(c => new { c.Kind, c.Worked, c.ListedUtc, c.ItemId }).HasFilter("worked > 0").HasDatabaseName("ix_hub_card_trusted");
        builder.HasIndex(c => c.Url);
        builder.HasIndex(c => c.VerifiedUntilUtc);
        builder.Property(c => c.Kind).HasMaxLength(100);
        builder.Property(c => c.Title).HasMaxLength(500);
        builder.Property(c => c.Summary).HasMaxLength(500);
        builder.Property(c => c.Path).HasMaxLength(1024);
        builder.Property(c => c.CommunityTitle).HasMaxLength(500);
        builder.Property(c => c.OwnerName).HasMaxLength(200);
        builder.Property(c => c.ReaderKey).HasMaxLength(40);
        builder.Property(c => c.Detail).HasMaxLength(300);
        builder.Property(c => c.Url).HasMaxLength(2048);
    }
}
