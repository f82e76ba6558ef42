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

/// <summary>A place in the file of a recipe.</summary>
/// <param name="Offset">In bytes.</param>
internal readonly record struct FilePlace(long Offset, int Line);

/// <summary>A value of a list in a recipe, and its line.</summary>
/// <param name="Tree">Where its tree stands that was left in the file; null where none was.</param>
internal readonly record struct ListItem(JsonNode? Value, int Line, FilePlace? Tree = null);

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

    /// <summary>The values of a list that is left in the file.</summary>
    /// <param name="tree">See <see cref="IRecipeStep.LongTree"/>.</param>
    public IEnumerable<ListItem> Read(StepList list, (string Part, string List)? tree)
    {
        using var walk = At(new(list.Offset, list.Line));
        walk.Step();
        while (walk.Peek() is var next and not JsonTokenType.EndArray)
        {
            if (next is JsonTokenType.StartObject && tree is { } names)
            {
                yield return ItemOf(walk, names);
            }
            else
            {
                walk.Value(out var value);
                yield return new(value, walk.Line);
            }
        }
    }

    /// <summary>Begins to read at a place in the file.</summary>
    public JsonWalk At(FilePlace place)
    {
        var stream = Open!();
        Skip(stream, place.Offset);
        return new(stream, Source, place.Line, place.Offset);
    }

    private static ListItem ItemOf(JsonWalk walk, (string Part, string List) tree)
    {
        var (line, place) = (0, (FilePlace?)null);
        var item = ObjectIn(walk, (name, map) =>
        {
            if (name != tree.Part || walk.Peek() is not JsonTokenType.StartObject)
            {
                walk.Value(out var value);
                map[name] = value;
                return;
            }

            map[name] = ObjectIn(walk, (inner, part) =>
            {
                if (inner == tree.List && walk.Peek() is JsonTokenType.StartArray)
                {
                    walk.Skip();
                    place = place is null ? new FilePlace(walk.Offset, walk.Line) : throw walk.Twice(inner);
                    return;
                }

                walk.Value(out var value);
                part[inner] = value;
            });
        }, began => line = began);
        return new(item, line, place);
    }

    /// <summary>Reads a recipe, all but its long lists.</summary>
    /// <param name="open">Opens the file anew; null when it cannot be, and is kept in memory whole.</param>
    /// <exception cref="RecipeException">The text is not a recipe; says where.</exception>
    public static (JsonObject Document, RecipeText Text) Read(Stream json, string source, Func<Stream>? open)
    {
        using var walk = new JsonWalk(json, source);
        try
        {
            if (walk.Peek() is not JsonTokenType.StartObject)
            {
                throw new RecipeException($"{source} does not hold a JSON object.");
            }

            var reading = new Reading(walk, open is not null);
            var document = reading.Document();
            walk.Peek();
            return (document, new(source, open, reading.StepLines, reading.Lists));
        }
        catch (JsonException broken)
        {
            throw new RecipeException($"{source}, line {broken.LineNumber + 1 ?? walk.Line}: this is not valid JSON. {broken.Message.Split(" LineNumber:")[0]}", broken);
        }
    }

    /// <summary>Reads an object property by property.</summary>
    private static JsonObject ObjectIn(JsonWalk walk, Action<string, JsonObject> read, Action<int>? began = null)
    {
        var map = new JsonObject();
        walk.Step();
        began?.Invoke(walk.Line);
        while (walk.Peek() is JsonTokenType.PropertyName)
        {
            read(walk.Property(map), map);
        }

        walk.Step();
        return map;
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
    private sealed class Reading(JsonWalk walk, bool isFile)
    {
        public List<int> StepLines { get; } = [];

        public List<StepList> Lists { get; } = [];

        public JsonObject Document() => ObjectIn(walk, (name, document) =>
        {
            if (name == "steps" && walk.Peek() is JsonTokenType.StartArray)
            {
                document[name] = Steps();
            }
            else
            {
                walk.Value(out var value);
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
                    steps.Add(ObjectIn(walk, (name, step) => Property(number, name, step), StepLines.Add));
                }
                else
                {
                    walk.Value(out var value);
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
                walk.Value(out var value);
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
                if (isFile && size > MostInMemory)
                {
                    size += walk.Skip();
                    continue;
                }

                size += walk.Value(out var value, isFile ? MostInMemory : long.MaxValue);
                values.Add(value);
                lines.Add(walk.Line);
            }

            walk.Step();
            var isLong = isFile && size > MostInMemory;
            Lists.Add(new(number, name, offset, line, count, isLong ? null : lines));
            return isLong ? [] : values;
        }
    }
}
