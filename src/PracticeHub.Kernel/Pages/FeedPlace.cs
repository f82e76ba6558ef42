using Microsoft.AspNetCore.WebUtilities;

namespace PracticeHub.Kernel.Pages;

/// <summary>
/// Where the feeds of lists are. A module seam: whoever serves feeds contributes one. A list says which feed is its own by
/// <c>ViewData["Feed"] = FeedPlace.Query(…)</c>; the theme and the partial <c>_FeedLink</c> do the rest, or nothing when there are no feeds.
/// </summary>
/// <param name="Path">With the leading slash.</param>
public sealed record FeedPlace(string Path)
{
    public const string Key = "Feed";

    /// <summary>The filters of a list as its feed has them; those without a value are left out.</summary>
    public static string Query(params IEnumerable<(string Name, string? Value)> filters) =>
        filters.Where(f => !string.IsNullOrEmpty(f.Value)).Aggregate("", (query, f) => QueryHelpers.AddQueryString(query, f.Name, f.Value!));
}
