using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PracticeHub.Kernel.Content;

/// <summary>The head of a content item: which of its versions is the latest and which, if any, is published.</summary>
public sealed class ContentHead
{
    public required string ItemId { get; init; }
    public required string Type { get; init; }
    /// <summary>Concurrency token: whoever saves says which version they began with.</summary>
    public required string LatestVersionId { get; set; }
    public string? PublishedVersionId { get; set; }
    public int Versions { get; set; }
}

/// <summary>One version of an item, never changed after it was written.</summary>
public sealed class ContentVersion
{
    public required string VersionId { get; init; }
    public required string ItemId { get; init; }
    public required int Number { get; init; }
    public required string Document { get; init; }
    public required string AuthorId { get; init; }
    public required DateTimeOffset AtUtc { get; init; }
    /// <summary>Why it was changed, in the author's words.</summary>
    public string? Note { get; init; }
}

/// <summary>The sanitized HTML of what readers see.</summary>
public sealed class Rendering
{
    public required string ItemId { get; init; }
    public required string Html { get; set; }
    /// <summary>Its <see cref="ItemHead"/> as JSON, where it has one.</summary>
    public string? Head { get; set; }
}

/// <summary>That an item is about a term, itself or through a term below it, or has a facet; carries what a list by topic sorts by.</summary>
public sealed class ItemTerm
{
    public required string TermId { get; init; }
    public required string ItemId { get; init; }
    public required string Kind { get; init; }
    public required DateTimeOffset ListedUtc { get; init; }
    /// <summary>Chosen for the item, not only an ancestor of what was chosen.</summary>
    public required bool IsDirect { get; init; }
}

/// <summary>That an item points to another one: "distilled from", "cites", "supersedes" …</summary>
public sealed class ItemLink
{
    public required string FromId { get; init; }
    public required string ToId { get; init; }
    public required string Relation { get; init; }
}

/// <summary>How many published items of a kind, community and topic the holders of one reader key may see.</summary>
public sealed class Tally
{
    public required string ReaderKey { get; init; }
    public required string Kind { get; init; }
    /// <summary>Empty for items that stand in no community.</summary>
    public required string CommunityId { get; init; }
    /// <summary>Empty for the count over all topics.</summary>
    public required string TermId { get; init; }
    public int Items { get; set; }
}

internal sealed class RecordsConfiguration :
    IEntityTypeConfiguration<ContentHead>, IEntityTypeConfiguration<ContentVersion>, IEntityTypeConfiguration<Rendering>,
    IEntityTypeConfiguration<ItemTerm>, IEntityTypeConfiguration<ItemLink>, IEntityTypeConfiguration<Tally>
{
    public void Configure(EntityTypeBuilder<ContentHead> builder)
    {
        builder.ToTable("hub_item");
        builder.HasKey(h => h.ItemId);
        builder.Property(h => h.Type).HasMaxLength(100);
        builder.Property(h => h.LatestVersionId).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<ContentVersion> builder)
    {
        builder.ToTable("hub_version");
        builder.HasKey(v => v.VersionId);
        builder.HasIndex(v => new { v.ItemId, v.Number }).IsUnique();
        builder.Property(v => v.Note).HasMaxLength(500);
    }

    public void Configure(EntityTypeBuilder<Rendering> builder)
    {
        builder.ToTable("hub_rendering");
        builder.HasKey(r => r.ItemId);
    }

    public void Configure(EntityTypeBuilder<ItemTerm> builder)
    {
        builder.ToTable("hub_item_term");
        builder.HasKey(t => new { t.ItemId, t.TermId });
        builder.HasIndex(t => new { t.TermId, t.Kind, t.ListedUtc, t.ItemId });
        builder.Property(t => t.Kind).HasMaxLength(100);
    }

    public void Configure(EntityTypeBuilder<ItemLink> builder)
    {
        builder.ToTable("hub_link");
        builder.HasKey(l => new { l.FromId, l.ToId, l.Relation });
        builder.HasIndex(l => l.ToId);
        builder.Property(l => l.Relation).HasMaxLength(60);
    }

    public void Configure(EntityTypeBuilder<Tally> builder)
    {
        builder.ToTable("hub_tally");
        builder.HasKey(t => new { t.ReaderKey, t.Kind, t.CommunityId, t.TermId });
        builder.HasIndex(t => new { t.TermId, t.Kind });
        builder.Property(t => t.ReaderKey).HasMaxLength(40);
        builder.Property(t => t.Kind).HasMaxLength(100);
    }
}
