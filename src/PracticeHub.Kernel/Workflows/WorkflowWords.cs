using Microsoft.Extensions.Localization;
using PracticeHub.Kernel.Modules;

namespace PracticeHub.Kernel.Workflows;

/// <summary>
/// That the names of workflows which a module brings, and of their activities, are words of that module: readers see them in their
/// language; in data they keep theirs. What people call theirs is shown as it is. A module seam.
/// </summary>
/// <param name="Words">A type of the module.</param>
public sealed record WorkflowWords(IReadOnlyList<string> TypeIds, Type Words)
{
    /// <summary>What the outcomes of the module's activities, and the forks of its workflows, are called, by their names in data.</summary>
    public IReadOnlyDictionary<string, string> Outcomes { get; init; } = new Dictionary<string, string>();

    /// <summary>What a text that stands in a workflow type is in the reader's language.</summary>
    public static string Say(CurrentHub hub, IStringLocalizerFactory factory, string typeId, string text) =>
        hub.All<WorkflowWords>().FirstOrDefault(own => own.TypeIds.Contains(typeId)) is { } own ? factory.Create(own.Words)[text] : text;
}
