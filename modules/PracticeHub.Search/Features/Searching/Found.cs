namespace PracticeHub.Search.Features.Searching;

/// <summary>A row of the one query that finds items, people and communities. Items carry just what facets count.</summary>
internal sealed class Found
{
    public required string Source { get; init; }
    public required string Key { get; init; }
    public required double Rank { get; init; }
    public required string Kind { get; init; }
    public required string? CommunityId { get; init; }
    /// <summary>Of the community that an item stands in; the name of a person or community.</summary>
    public required string Title { get; init; }
    /// <summary>The topics of an item, a line each; what a person or community is.</summary>
    public required string Text { get; init; }

    public const string Item = "item";
    public const string Person = "person";
    public const string Community = "community";

    public IEnumerable<string> Topics => Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whether it passes a filter; a facet leaves its own filter out, so that one can change one's mind.</summary>
    public bool Passes(SearchFilter filter) =>
        (string.IsNullOrEmpty(filter.Type) || string.Equals(filter.Type, Kind, StringComparison.OrdinalIgnoreCase))
        && (string.IsNullOrEmpty(filter.Community) || filter.Community == CommunityId)
        && (string.IsNullOrEmpty(filter.Topic) || Topics.Contains(filter.Topic, StringComparer.OrdinalIgnoreCase));
}
