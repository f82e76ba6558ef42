using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using PracticeHub.Kernel.Content;

namespace PracticeHub.Search.Features.Searching;

/// <summary>What was asked; every answer has its address.</summary>
public sealed record SearchFilter
{
    [FromQuery(Name = "q")]
    public string? Q { get; init; }

    /// <summary>A content type: Practice, WorkLog …</summary>
    [FromQuery(Name = "type")]
    public string? Type { get; init; }

    /// <summary>The id of a community.</summary>
    [FromQuery(Name = "community")]
    public string? Community { get; init; }

    /// <summary>The title of a topic.</summary>
    [FromQuery(Name = "topic")]
    public string? Topic { get; init; }

    /// <inheritdoc cref="ListTime"/>
    [FromQuery(Name = ListTime.Parameter)]
    public string? Time { get; init; }

    /// <summary>Counted from 1.</summary>
    [FromQuery(Name = "page")]
    public int? Page { get; init; }

    public string Href => QueryHelpers.AddQueryString("/search", Parts.Where(p => !string.IsNullOrEmpty(p.Value)));

    private IEnumerable<KeyValuePair<string, string?>> Parts =>
    [
        new("q", Q), new("type", Type), new("community", Community), new("topic", Topic), new(ListTime.Parameter, Time),
        new("page", Page > 1 ? Page.Value.ToString(System.Globalization.CultureInfo.InvariantCulture) : null),
    ];
}
