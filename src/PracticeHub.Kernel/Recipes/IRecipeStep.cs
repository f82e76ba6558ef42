using System.Text.Json.Nodes;

namespace PracticeHub.Kernel.Recipes;

/// <summary>Carries out one kind of recipe step. A module seam: contribute one with <c>hub.AddService&lt;IRecipeStep, T&gt;()</c>.</summary>
public interface IRecipeStep
{
    /// <summary>The step's name in the recipe, compared without regard to case.</summary>
    string Name { get; }

    /// <summary>
    /// A list of objects in the step that may be long. It comes as <see cref="RecipeRun.Items"/>, one by one, and not in the step,
    /// so that memory stays flat. Null when there is none.
    /// </summary>
    string? LongList => null;

    /// <summary>
    /// A list in a part of those objects that may be long as well, and whose objects may hold lists of its name. It comes as
    /// <see cref="RecipeRun.Tree"/>, one by one, and not in the object. Null when there is none.
    /// </summary>
    (string Part, string List)? LongTree => null;

    /// <summary>Stages the step's changes in the recipe's transaction.</summary>
    /// <exception cref="RecipeException">What is wrong with the step; the whole recipe is then undone.</exception>
    Task RunAsync(JsonObject step, RecipeRun run, CancellationToken ct);
}

/// <summary>A recipe that cannot be carried out, with the place that is to blame.</summary>
public sealed class RecipeException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether the message names the file and the line already.</summary>
    internal bool IsPlaced { get; init; }

    /// <summary>Which property of the step is to blame, as <c>Roles[2].Name</c>; null where that is not known.</summary>
    internal string? Path { get; init; }
}
