using System.Text.Json.Serialization;
using PracticeHub.Kernel.Recipes;

namespace PracticeHub.Administration.Features.RecipeRuns;

public enum JobState
{
    Running,
    Done,
    /// <summary>The recipe could not be carried out; nothing was changed.</summary>
    Failed,
    /// <summary>Somebody stopped it; nothing was changed.</summary>
    Cancelled,
    /// <summary>The hub was stopped or died meanwhile; nothing was changed.</summary>
    CutOff,
}

/// <summary>A recipe that is tried or run, or was last: what the page tells of it, on whichever node.</summary>
/// <param name="Name">What people know the recipe by: the name of the file, or of one of the hub's own.</param>
/// <param name="IsPackage">Whether it was sent as a file, and not one of the hub's own.</param>
public sealed record RecipeJob(string Id, string Name, bool IsPackage, bool IsTrial, string ByName, DateTimeOffset StartedUtc)
{
    public JobState State { get; init; }
    public RecipeProgress Progress { get; init; }
    /// <summary>English, with file, line, step and property.</summary>
    public string? Error { get; init; }
    public IReadOnlyDictionary<string, RecipeTally> Tallies { get; init; } = new Dictionary<string, RecipeTally>();
    public IReadOnlyList<RecipeNote> Notes { get; init; } = [];
    public int NotesBeyond { get; init; }

    /// <summary>Whether the recipe was tried with success and waits to be run.</summary>
    [JsonIgnore]
    public bool MayRun => IsTrial && State is JobState.Done;

    internal RecipeJob With(RecipeReport report) => this with { State = JobState.Done, Tallies = report.Tallies, Notes = report.Notes, NotesBeyond = report.NotesBeyond };
}
