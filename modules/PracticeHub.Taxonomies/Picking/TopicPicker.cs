namespace PracticeHub.Taxonomies;

/// <summary>A field for topics: <c>&lt;partial name="_TopicPicker" model='new TopicPicker("Topics", Model.Topics)' /&gt;</c>.</summary>
/// <param name="Name">The form field, bound to a string that <see cref="TopicNames.ResolveAsync"/> reads.</param>
/// <param name="Value">Names parted by commas, as <see cref="TopicNames.WriteAsync"/> gives them.</param>
public sealed record TopicPicker(string Name, string? Value)
{
    /// <summary>English, localized by the partial; a short one where the field stands in a row of others.</summary>
    public string Label { get; init; } = "Topics";

    /// <summary>Label and hint are there for screen readers only.</summary>
    public bool IsCompact { get; init; }

    /// <summary>A single key that jumps to the field.</summary>
    public string? Hotkey { get; init; }

    public string Id => Name.Replace('.', '_');
}
