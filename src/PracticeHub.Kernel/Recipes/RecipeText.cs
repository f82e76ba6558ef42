using System.Text.Json;
using System.Text.Json.Nodes;

namespace PracticeHub.Kernel.Recipes;

/// <summary>A list in a step of a recipe.</summary>
/// <param name="Step">The number of the step, from 0.</param>
/// <param name="Offset">Where in the file it begins, in bytes.</param>
/// <param name="Line">The line at which it begins.</param>
/// <param name="Count">How many values stand in it.</param>
/// <param name="Lines">The lines of its values; null for a list that is too long for memory and is read from the file when its turn comes.</param>
internal sealed record StepList(int Step, string Name, long Offset, int Line, int Count, IReadOnlyList<int>? Lines);

/// <summary>The file of a recipe: where in it things stand, and its long lists, which are never in memory at once.</summary>
/// <param name="Source">The name of the file.</param>
/// <param name="StepLines">The line of each step.</param>
internal sealed record RecipeText(string Source, Func<Stream>? Open, IReadOnlyList<int> StepLines, IReadOnlyList<StepList> Lists)
{
    /// <summary>A list with more bytes is left in the file.</summary>
    private const int MostInMemory = 1 << 20;

    /// <summary>How many values stand in the lists of all steps.</summary>
    public int Size => Lists.Sum(list => list.Count);

    public StepList? Find(int step, string name) => Lists.FirstOrDefault(list => list.Step == step && string.Equals(list.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The values of a list that is left in the file, and their lines.</summary>
    public IEnumerable<(JsonNode? Value, int Line)> Read(StepList list)
    {
        var stream = Open!();
        Skip(stream, list.Offset);
        using var walk = new JsonWalk(stream, list.Line);
        walk.Step();
        while (walk.Peek() is not JsonTokenType.EndArray)
        {
            walk.Value(isWanted: true, out var value);
            yield return (value, walk.Line);
        }
    }

    /// <summary>Reads a recipe, all but its long lists.</summary>
    /// <param name="open">Opens the file anew; null when it cannot be, and is kept in memory whole.</param>
    /// <exception cref="RecipeException">The text is not a recipe; says where.</exception>
    public static (JsonObject Document, RecipeText Text) Read(Stream json, string source, Func<Stream>? open)
    {
        using var walk = new JsonWalk(json);
        try
        {
            if (walk.Peek() is not JsonTokenType.StartObject)
            {
                throw new RecipeException($"{source} does not hold a JSON object.");
            }

            var reading = new Reading(walk, source, open);
            var document = reading.Document();
            walk.Peek();
            return (document, new(source, open, reading.StepLines, reading.Lists));
        }
        catch (JsonException broken)
        {
            throw new RecipeException($"{source}, line {broken.LineNumber + 1 ?? walk.Line}: this is not valid JSON. {broken.Message}", broken);
        }
    }

    private static void Skip(Stream stream, long count)
    {
        var passed = new byte[1 << 16];
        for (int read; count > 0; count -= read)
        {
            read = stream.Read(passed, 0, (int)Math.Min(count, passed.Length));
            if (read == 0)
            {
                throw new RecipeException("The file of the recipe is shorter than it was.");
            }
        }
    }

    /// <summary>One file on its way into memory.</summary>
    private sealed class Reading(JsonWalk walk, string source, Func<Stream>? open)
    {
        public List<int> StepLines { get; } = [];

        public List<StepList> Lists { get; } = [];

        public JsonObject Document() => Object((name, document) =>
        {
            if (name == "steps" && walk.Peek() is JsonTokenType.StartArray)
            {
                document[name] = Steps();
            }
            else
            {
                walk.Value(isWanted: true, out var value);
                document[name] = value;
            }
        });

        private JsonArray Steps()
        {
            var steps = new JsonArray();
            walk.Step();
            for (JsonTokenType next; (next = walk.Peek()) is not JsonTokenType.EndArray;)
            {
                if (next is JsonTokenType.StartObject)
                {
                    var number = steps.Count;
                    steps.Add(Object((name, step) => Property(number, name, step), StepLines.Add));
                }
                else
                {
                    walk.Value(isWanted: true, out var value);
                    StepLines.Add(walk.Line);
                    steps.Add(value);
                }
            }

            walk.Step();
            return steps;
        }

        private void Property(int number, string name, JsonObject step)
        {
            if (walk.Peek() is JsonTokenType.StartArray)
            {
                step[name] = List(number, name);
            }
            else
            {
                walk.Value(isWanted: true, out var value);
                step[name] = value;
            }
        }

        /// <summary>The list, or an empty one in its place when it is left in the file.</summary>
        private JsonArray List(int number, string name)
        {
            walk.Step();
            var (offset, line, size, count) = (walk.Offset, walk.Line, 0L, 0);
            var (values, lines) = (new JsonArray(), new List<int>());
            for (; walk.Peek() is not JsonTokenType.EndArray; count++)
            {
                var isShort = open is null || size <= MostInMemory;
                size += walk.Value(isShort, out var value);
                if (isShort)
                {
                    values.Add(value);
                    lines.Add(walk.Line);
                }
            }

            walk.Step();
            var isLong = open is not null && size > MostInMemory;
            Lists.Add(new(number, name, offset, line, count, isLong ? null : lines));
            return isLong ? [] : values;
        }

        private JsonObject Object(Action<string, JsonObject> read, Action<int>? began = null)
        {
            var map = new JsonObject();
            walk.Step();
            began?.Invoke(walk.Line);
            while (walk.Peek() is JsonTokenType.PropertyName)
            {
                var name = walk.Step()!;
                if (map.ContainsKey(name))
                {
                    throw new RecipeException($"{source}, line {walk.Line}: {name} stands twice in the same place.");
                }

                read(name, map);
            }

            walk.Step();
            return map;
        }
    }
}
