using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PracticeHub.Kernel.Search;

/// <summary>What full text search reads of a published item; written in the transaction that publishes it.</summary>
public sealed class SearchEntry
{
    public long Id { get; private set; }
    public required string ItemId { get; init; }
    public required string Title { get; set; }
    public required string Body { get; set; }
    /// <summary>The titles of its topics, apart from the body, so that a topic can be renamed by one statement.</summary>
    public string Topics { get; set; } = "";
}

/// <summary>A match. Lower ranks are better; in the snippet the words found stand between U+0002 and U+0003.</summary>
public sealed record SearchHit(string ItemId, double Rank, string Snippet);

internal sealed class SearchEntryConfiguration : IEntityTypeConfiguration<SearchEntry>
{
    public void Configure(EntityTypeBuilder<SearchEntry> builder)
    {
        builder.ToTable("hub_search");
        builder.HasIndex(e => e.ItemId).IsUnique();
        builder.Property(e => e.ItemId).HasMaxLength(Ids.Length);
    }
}
