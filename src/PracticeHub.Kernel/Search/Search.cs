using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Taxonomies;

namespace PracticeHub.Kernel.Search;

/// <summary>What full text search reads of a published item; written in the transaction that publishes it.</summary>
public sealed class SearchEntry(string itemId)
{
    public long Id { get; private set; }
    public string ItemId { get; private set; } = itemId;
    /// <summary>What snippets are cut from.</summary>
    public string Body { get; private set; } = "";
    /// <summary>What is matched: words as <see cref="SearchText"/> makes them.</summary>
    public string TitleWords { get; private set; } = "";
    /// <inheritdoc cref="TitleWords"/>
    public string BodyWords { get; private set; } = "";
    /// <summary>The words of its topics, apart from the body, so that a topic can be renamed by one statement.</summary>
    public string TopicWords { get; private set; } = "";

    /// <param name="title">Counts more than the body.</param>
    /// <param name="body">Plain text.</param>
    /// <param name="beside">Found, but not shown in snippets: the site of a resource and the like.</param>
    public void Write(string title, string body, string beside, IEnumerable<Term> topics)
    {
        (Body, TitleWords, BodyWords) = (body, SearchText.Index(title), SearchText.Index($"{beside}\n{body}"));
        TopicWords = string.Join(' ', topics.Select(topic => topic.Words));
    }
}

/// <summary>A match; lower ranks are better.</summary>
public sealed record SearchHit(string ItemId, double Rank);

public static class SearchQueries
{
    extension(HubDb db)
    {
        public IQueryable<SearchEntry> SearchEntries => db.Set<SearchEntry>();
    }
}

internal sealed class SearchEntryConfiguration : IEntityTypeConfiguration<SearchEntry>
{
    public void Configure(EntityTypeBuilder<SearchEntry> builder)
    {
        builder.ToTable("hub_search");
        builder.HasIndex(e => e.ItemId).IsUnique();
        // Before the texts, so that a match is named without reading past them.
        builder.Property(e => e.Id).HasColumnOrder(0);
        builder.Property(e => e.ItemId).HasColumnOrder(1);
    }
}
