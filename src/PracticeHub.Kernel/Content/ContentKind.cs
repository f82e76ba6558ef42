using PracticeHub.Kernel.Modules;

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

/// <summary>The kinds of content of a hub: those that modules bring, and those that only definitions know.</summary>
public static class ContentKinds
{
    /// <summary>Where items live whose type no module brings.</summary>
    public const string DefinedPrefix = "content";

    extension(CurrentHub hub)
    {
        public IEnumerable<ContentKind> Kinds => hub.All<ContentKind>().Concat(hub.DefinedKinds);

        public ContentKind? KindOf(string type) => hub.Kinds.FirstOrDefault(kind => kind.Type == type);

        /// <summary>Whether a module brings the type, and shows its items by pages of its own.</summary>
        public bool HasModuleFor(string type) => hub.All<ContentKind>().Any(kind => kind.Type == type);

        private IEnumerable<ContentKind> DefinedKinds => hub.State.Definitions.Types
            .Where(type => type is { IsListable: true, IsContent: true } && !hub.HasModuleFor(type.Name))
            .Select(type => new ContentKind(type.Name, DefinedPrefix, "", type.DisplayName, type.DisplayName, typeof(Words)));
    }
}
