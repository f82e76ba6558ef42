using System.Text.Json.Nodes;
using PracticeHub.Kernel.Content;

namespace PracticeHub.Kernel.Recipes;

/// <summary>How far a run is.</summary>
/// <param name="Step">The name of the step that is being carried out.</param>
/// <param name="Done">How many things were added, changed or found to be so already.</param>
/// <param name="Of">About how many there are; fewer than were done when a recipe holds what cannot be counted beforehand.</param>
public readonly record struct RecipeProgress(string Step, int Done, int Of);

/// <summary>One run of a recipe, nested recipes included: its parameters, and what it has done so far.</summary>
public sealed class RecipeRun(IReadOnlyDictionary<string, string> parameters, Writer by, DateTimeOffset startedUtc)
{
    public IReadOnlyDictionary<string, string> Parameters => parameters;
    /// <summary>The files that came with the recipe that is being run.</summary>
    public IRecipeFiles Files => Nesting.Peek().Files;
    /// <summary>The recipe that is being run.</summary>
    internal Recipe Recipe => Nesting.Peek();
    /// <summary>In whose name things are done that do not say whose they are.</summary>
    public Writer By => by;
    public DateTimeOffset StartedUtc => startedUtc;
    /// <summary>The objects of the step's <see cref="IRecipeStep.LongList"/>, to be read once.</summary>
    public IEnumerable<JsonObject> Items { get; internal set; } = [];
    /// <summary>The <see cref="IRecipeStep.LongTree"/> of the object of <see cref="Items"/> that was read last, to be read once.</summary>
    public IEnumerable<RecipeBranch> Tree { get; internal set; } = [];
    /// <summary>Hears now and then how far the run is.</summary>
    internal IProgress<RecipeProgress>? Progress { get; init; }
    /// <summary>About how many things there are to do, as far as is known.</summary>
    internal int Size { get; set; }
    /// <summary>Where the object of <see cref="Items"/> stands that was read last.</summary>
    internal string? Place { get; set; }
    /// <summary>The recipes that are being run, outermost first; a recipe may not run itself.</summary>
    internal Stack<Recipe> Nesting { get; } = [];
    public RecipeReport Report { get; } = new();
    /// <summary>The name of the step that is being carried out.</summary>
    internal string Step { get; set; } = "";

    /// <summary>Tells whoever waits how far the run is.</summary>
    public void Tell() => Progress?.Report(new(Step, Report.Tallies.Values.Sum(tally => tally.All), Size));

    public void Count(string what, RecipeChange change = RecipeChange.Added, int count = 1) => Report.Count(what, change, count);

    /// <summary>Says that something has no meaning here, and is stored for an export.</summary>
    /// <param name="why">English, a full sentence; the localizer's key.</param>
    public void Keep(string what, string why) => Report.Note(new(Step, RecipeFate.Kept, what, why));

    /// <summary>Says that something was not taken over.</summary>
    /// <inheritdoc cref="Keep"/>
    public void LeaveOut(string what, string why) => Report.Note(new(Step, RecipeFate.LeftOut, what, why));
}

/// <summary>Reads what a step carries, and says what is missing in words. Names are compared without regard to case, as Orchard Core does.</summary>
public static class StepReading
{
    /// <summary>The value of a property: of the one with exactly this name, otherwise of the first that differs only in case.</summary>
    public static JsonNode? Find(this JsonObject step, string name) => step.TryGetPropertyValue(name, out var exact)
        ? exact : step.FirstOrDefault(p => string.Equals(p.Key, name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>The objects of a list.</summary>
    public static IEnumerable<JsonObject> Objects(this JsonObject step, string name)
    {
        return step.Find(name) switch
        {
            null => [],
            JsonArray array => array.Select((node, index) => node as JsonObject ?? throw At(step, $"{name}[{index}]", "is not an object.")),
            _ => throw At(step, name, "is not a list."),
        };
    }

    /// <summary>An object of the step; an empty one where there is none.</summary>
    public static JsonObject Map(this JsonObject step, string name) => step.Find(name) switch
    {
        null => [],
        JsonObject map => map,
        _ => throw At(step, name, "is not an object."),
    };

    /// <summary>The texts of a list.</summary>
    public static IEnumerable<string> Strings(this JsonObject step, string name) => step.Find(name) switch
    {
        null => [],
        JsonArray array => array.Select((node, index) => node is JsonValue value && value.TryGetValue(out string? text) ? text : throw At(step, $"{name}[{index}]", "is not a text.")),
        _ => throw At(step, name, "is not a list."),
    };

    /// <summary>A flag, which an expression gives as a text.</summary>
    public static bool Flag(this JsonObject step, string name, bool otherwise) => step.Find(name) switch
    {
        null => otherwise,
        JsonValue value when bool.TryParse(value.ToString(), out var flag) => flag,
        _ => throw At(step, name, "is neither true nor false."),
    };

    public static string? Text(this JsonObject step, string name) =>
        step.Find(name) is JsonValue value ? value.TryGetValue(out string? text) ? text : value.ToString() : null;

    public static string Needed(this JsonObject step, string name) =>
        step.Text(name) is { Length: > 0 } text ? text : throw At(step, name, step.Find(name) is JsonObject or JsonArray ? "is not a text." : "is missing.");

    /// <summary>Says of a property of the object where it stands in its step.</summary>
    private static RecipeException At(JsonObject step, string name, string message)
    {
        var path = step.GetPath() is { Length: > 2 } within ? $"{within[2..]}.{name}" : name;
        return new($"{path} {message}") { Path = path };
    }

    /// <summary>An id that the hub's tables and addresses can hold; an expression that was not understood is none.</summary>
    public static string Id(this JsonObject step, string name)
    {
        var id = step.Needed(name);
        return id.Length > Ids.Length ? throw At(step, name, $"is longer than the {Ids.Length} characters that an id has.")
            : id.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.') ? id : throw At(step, name, $"is no id: {id}");
    }

    public static DateTimeOffset? Time(this JsonObject step, string name)
    {
        if (step.Text(name) is not { Length: > 0 } text)
        {
            return null;
        }

        return DateTimeOffset.TryParse(text, null, System.Globalization.DateTimeStyles.AssumeUniversal, out var at)
            ? at.ToUniversalTime()
            : throw At(step, name, $"is not a time: {text}");
    }

    public static T Choice<T>(this JsonObject step, string name, T otherwise) where T : struct, Enum
    {
        if (step.Text(name) is not { Length: > 0 } text)
        {
            return otherwise;
        }

        return Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value)
            ? value
            : throw At(step, name, $"is {text}, but must be one of {string.Join(", ", Enum.GetNames<T>())}.");
    }
}
