namespace PracticeHub.Search.Features.Searching;

/// <summary>What may be meant by what is being typed.</summary>
/// <param name="Kind">The content type; empty for a person.</param>
public sealed record Suggestion(string Href, string Title, string Kind, string Detail);
