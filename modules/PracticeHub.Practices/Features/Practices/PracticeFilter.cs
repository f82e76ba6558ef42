using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using PracticeHub.Kernel.Content;

namespace PracticeHub.Practices.Features.Practices;

/// <summary>What a list of practices is narrowed to; every combination has its address.</summary>
public sealed record PracticeFilter
{
    [FromQuery(Name = "community")]
    public string? Community { get; init => field = Clean(value); }

    [FromQuery(Name = "topic")]
    public string? Topic { get; init => field = Clean(value); }

    /// <summary>community, communities or everyone.</summary>
    [FromQuery(Name = "level")]
    public string? Level { get; init; }

    /// <summary>verified, due, or mine: one's own that are not published yet.</summary>
    [FromQuery(Name = "state")]
    public string? State { get; init; }

    /// <summary>How far back: <see cref="ListTime"/>.</summary>
    [FromQuery(Name = ListTime.Parameter)]
    public string? Time { get; init; }

    public bool IsEmpty => this == new PracticeFilter();

    public string Href => Link("/practices", ("community", Community), ("topic", Topic), ("level", Level), ("state", State), (ListTime.Parameter, Time));

    private static string? Clean(string? id) => id?.Replace("\0", "", StringComparison.Ordinal);

    internal static string Link(string path, params (string Name, string? Value)[] query) =>
        QueryHelpers.AddQueryString(path, query.Where(q => !string.IsNullOrEmpty(q.Value)).ToDictionary(q => q.Name, q => q.Value));
}

/// <summary>A community or topic by which a list can be narrowed, and how many practices it then has.</summary>
public sealed record PracticeFacet(string Name, string Key, string Title, int Count);
