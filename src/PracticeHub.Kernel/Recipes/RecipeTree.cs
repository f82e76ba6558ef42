using System.Text.Json;
using System.Text.Json.Nodes;

namespace PracticeHub.Kernel.Recipes;

/// <summary>An object of a tree in a recipe, without those below it.</summary>
/// <param name="Above">The ids of those above it, from the root down.</param>
/// <param name="Position">Its place among its siblings, from 0.</param>
public sealed record RecipeBranch(string Id, JsonObject Document, IReadOnlyList<string> Above, int Position)
{
    /// <summary>Where it stands in the file; null for what is in memory.</summary>
    internal string? Place { get; init; }
}

/// <summary>
/// A list whose objects hold lists of the same name. They come one by one, those below an object before it, so that a tree that is read
/// from a file is never in memory whole: of those that are being read only the ids are kept.
/// </summary>
/// <param name="list">The name of the lists.</param>
/// <param name="evaluate">Evaluates the expressions in a property; told where it stands.</param>
/// <param name="reached">Hears at which line the next object begins, and where it stands.</param>
internal sealed class RecipeTree(JsonWalk walk, string list, Func<JsonNode?, string, JsonNode?> evaluate, Action<int, string> reached)
{
    private const string Id = "ContentItemId";

    /// <summary>Reads the list that comes next in the file.</summary>
    /// <param name="at">Where it stands, as <c>TaxonomyPart.Terms</c>.</param>
    public IEnumerable<RecipeBranch> Read(string at, IReadOnlyList<string> above)
    {
        walk.Step();
        for (var position = 0; walk.Peek() is var next and not JsonTokenType.EndArray; position++)
        {
            var (document, here, isListed) = (new JsonObject(), $"{at}[{position}]", false);
            walk.Step();
            var line = walk.Line;
            reached(line, here);
            if (next is not JsonTokenType.StartObject)
            {
                throw NoObject(here);
            }

            while (walk.Peek() is JsonTokenType.PropertyName)
            {
                var name = walk.Property(document);
                if (name != list || walk.Peek() is not JsonTokenType.StartArray || !document.ContainsKey(Id))
                {
                    walk.Value(out var value);
                    document[name] = evaluate(value, $"{here}.{name}");
                    continue;
                }

                isListed = isListed ? throw walk.Twice(name) : true;
                foreach (var below in Read($"{here}.{list}", [.. above, IdOf(document, here)]))
                {
                    yield return below;
                }
            }

            walk.Step();
            // Orchard Core writes the id first. Where it comes later, those below had to wait for it.
            foreach (var below in Below(document, list, here, above))
            {
                yield return below;
            }

            reached(line, here);
            yield return new(IdOf(document, here), document, above, position);
        }

        walk.Step();
    }

    /// <summary>Reads a list that is in memory already, and takes it apart.</summary>
    public static IEnumerable<RecipeBranch> In(JsonNode? values, string list, string at, IReadOnlyList<string> above)
    {
        foreach (var (position, node) in (values as JsonArray ?? throw new RecipeException($"{at} is not a list.")).Index())
        {
            var here = $"{at}[{position}]";
            var document = node as JsonObject ?? throw NoObject(here);
            foreach (var below in Below(document, list, here, above))
            {
                yield return below;
            }

            yield return new(IdOf(document, here), document, above, position);
        }
    }

    private static IEnumerable<RecipeBranch> Below(JsonObject document, string list, string here, IReadOnlyList<string> above) =>
        document.Remove(list, out var values) && values is not null ? In(values, list, $"{here}.{list}", [.. above, IdOf(document, here)]) : [];

    private static string IdOf(JsonObject document, string here) => document.Text(Id) is { Length: > 0 } ? document.Id(Id) : throw new RecipeException($"{here}.{Id} is missing.");

    private static RecipeException NoObject(string here) => new($"{here} is not an object.");
}
