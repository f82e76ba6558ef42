using System.Text.Json.Nodes;
using PracticeHub.Kernel.Content;

namespace PracticeHub.Kernel.Recipes;

/// <summary>One run of a recipe, nested recipes included: its parameters, and what it has done so far.</summary>
public sealed class RecipeRun(IReadOnlyDictionary<string, string> parameters, Writer by, DateTimeOffset startedUtc)
{
    private readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> Parameters => parameters;
    /// <summary>In whose name things are done that do not say whose they are.</summary>
    public Writer By => by;
    public DateTimeOffset StartedUtc => startedUtc;
    /// <summary>The recipes that are being run, outermost first; a recipe may not run itself.</summary>
    public Stack<string> Nesting { get; } = [];
    /// <summary>What was done, in words and numbers, for the report.</summary>
    public IReadOnlyDictionary<string, int> Counts => _counts;

    public void Count(string what, int by = 1) => _counts[what] = _counts.GetValueOrDefault(what) + by;
}

/// <summary>Reads what a step carries, and says what is missing in words.</summary>
public static class StepReading
{
    /// <summary>The objects of a list; its name is tried as given and in lower case, as Orchard Core allows.</summary>
    public static IEnumerable<JsonObject> Objects(this JsonObject step, string name)
    {
        var list = step[name] ?? step[char.ToLowerInvariant(name[0]) + name[1..]];
        return list switch
        {
            null => [],
            JsonArray array => array.Select((node, index) =>
                node as JsonObject ?? throw new RecipeException($"{name}[{index}] is not an object.")),
            _ => throw new RecipeException($"{name} is not a list."),
        };
    }

    public static IEnumerable<string> Strings(this JsonObject step, string name) =>
        (step[name] as JsonArray ?? []).Select((node, index) => node is JsonValue value && value.TryGetValue(out string? text)
            ? text
            : throw new RecipeException($"{name}[{index}] is not a text."));

    public static string? Text(this JsonObject step, string name) =>
        step[name] is JsonValue value ? value.TryGetValue(out string? text) ? text : value.ToString() : null;

    public static string Needed(this JsonObject step, string name) =>
        step.Text(name) is { Length: > 0 } text ? text : throw new RecipeException($"{name} is missing.");

    public static DateTimeOffset? Time(this JsonObject step, string name)
    {
        if (step.Text(name) is not { Length: > 0 } text)
        {
            return null;
        }

        return DateTimeOffset.TryParse(text, null, System.Globalization.DateTimeStyles.AssumeUniversal, out var at)
            ? at.ToUniversalTime()
            : throw new RecipeException($"{name} is not a time: {text}");
    }

    public static T Choice<T>(this JsonObject step, string name, T otherwise) where T : struct, Enum
    {
        if (step.Text(name) is not { Length: > 0 } text)
        {
            return otherwise;
        }

        return Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value)
            ? value
            : throw new RecipeException($"{name} is {text}, but must be one of {string.Join(", ", Enum.GetNames<T>())}.");
    }
}
