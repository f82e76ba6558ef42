namespace PracticeHub.Kernel.Content;

/// <summary>What pages need to know of a content type that a module brings.</summary>
/// <param name="Type">The content type.</param>
/// <param name="PathPrefix">The first segment of its items' addresses: <c>logs</c>.</param>
/// <param name="Css">The class that gives its colour: log, question, resource, practice, jam, community.</param>
/// <param name="Label">English, singular; localized by the module that adds it.</param>
/// <param name="Plural">English for several of them, a text of its own: other languages make no plural by adding a letter.</param>
/// <param name="Words">The module's class for its localizer.</param>
public sealed record ContentKind(string Type, string PathPrefix, string Css, string Label, string Plural, Type Words)
{
    /// <summary>Whether members find it in lists, feeds and search; a community is a place, not a contribution.</summary>
    public bool IsContribution { get; init; } = true;

    /// <summary>Where a member writes one, without the leading slash; it takes <c>?community=ID</c>. Null when that is nowhere.</summary>
    public string? WritePath { get; init; }
}
