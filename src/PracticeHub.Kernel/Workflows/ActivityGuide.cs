namespace PracticeHub.Kernel.Workflows;

/// <summary>
/// What an activity is called and does, in words, for those who read and draw workflows. A module seam; an activity without
/// one is shown by its name.
/// </summary>
/// <param name="Name">The activity's name in a workflow type.</param>
/// <param name="Title">English; the localizer's key.</param>
/// <param name="Says">English, a full sentence; the localizer's key.</param>
/// <param name="Words">A type of the module whose words these are.</param>
public sealed record ActivityGuide(string Name, string Title, string Says, Type Words)
{
    /// <summary>What it is set up with, in the order of its form.</summary>
    public IReadOnlyList<ActivityProperty> Properties { get; init; } = [];
}

/// <summary>How a property of an activity is written.</summary>
public enum PropertyKind
{
    Text,
    /// <summary>A list of texts, one a line.</summary>
    Lines,
    /// <summary>A yes or no.</summary>
    Flag,
    /// <summary><c>{"Expression": "…"}</c> in JavaScript.</summary>
    JavaScript,
    /// <summary><c>{"Expression": "…"}</c> in Liquid.</summary>
    Liquid,
}

/// <summary>Something that an activity is set up with.</summary>
/// <param name="Name">In the activity's <c>Properties</c>.</param>
/// <param name="Label">English; the localizer's key.</param>
public sealed record ActivityProperty(string Name, string Label, PropertyKind Kind);
