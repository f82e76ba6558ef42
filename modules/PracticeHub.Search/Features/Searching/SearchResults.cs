using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Search;

namespace PracticeHub.Search.Features.Searching;

/// <summary>An item that was found, with the place in its text.</summary>
public sealed record SearchResult(Card Card, IReadOnlyList<SnippetPart> Snippet);

/// <summary>By what the results can be narrowed: a type, community or topic, and how many they then are.</summary>
public sealed record SearchFacet(string Key, string Title, int Count);

/// <summary>The facets of one kind, as links that narrow the results.</summary>
/// <param name="Name">type, community or topic.</param>
public sealed record FacetLinks(SearchFilter Filter, string Title, string Name, IReadOnlyList<SearchFacet> Facets);

/// <summary>A person or community whose name was typed.</summary>
public sealed record NamedPlace(string Href, string Name, string Detail);

/// <summary>One page of results.</summary>
/// <param name="Total">How many there are with all filters.</param>
/// <param name="IsCut">More was found than is counted.</param>
public sealed record SearchResults(
    IReadOnlyList<SearchResult> Page, int Total, bool IsCut, IReadOnlyList<SearchFacet> Types, IReadOnlyList<SearchFacet> Communities,
    IReadOnlyList<SearchFacet> Topics, IReadOnlyList<NamedPlace> People, IReadOnlyList<NamedPlace> Places)
{
    public const int Size = 20;

    public static readonly SearchResults None = new([], 0, false, [], [], [], [], []);

    public bool IsEmpty => Total == 0 && People.Count == 0 && Places.Count == 0;
}
