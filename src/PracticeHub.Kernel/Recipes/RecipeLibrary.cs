using System.Text.Json;
using System.Text.Json.Nodes;
using PracticeHub.Kernel.Modules;

namespace PracticeHub.Kernel.Recipes;

/// <summary>A recipe that the hub can find by name.</summary>
public sealed record Recipe(string Name, string DisplayName, string Description, IReadOnlyList<string> Tags, JsonObject Document)
{
    public IRecipeFiles Files { get; init; } = NoFiles.Instance;
}

/// <summary>The recipes of the hub: the files in its recipes folder, and those that modules carry.</summary>
public sealed class RecipeLibrary(ModuleCatalog catalog, string folder)
{
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 256 };
    private readonly Lazy<IReadOnlyList<Recipe>> _all = new(() => [.. FromFolder(folder), .. FromModules(catalog)]);

    public IReadOnlyList<Recipe> All => _all.Value;

    public Recipe? Find(string name) => All.FirstOrDefault(r => string.Equals(r.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <exception cref="RecipeException">The text is not a recipe; says where.</exception>
    public static Recipe Read(Stream json, string source)
    {
        try
        {
            var document = JsonNode.Parse(json, documentOptions: Lenient) as JsonObject
                ?? throw new RecipeException($"{source} does not hold a JSON object.");
            var name = document.Text("name") ?? "";
            return new(name, document.Text("displayName") ?? name, document.Text("description") ?? "", [.. document.Strings("tags")], document);
        }
        catch (JsonException broken)
        {
            throw new RecipeException($"{source}, line {broken.LineNumber + 1}: this is not valid JSON. {broken.Message}", broken);
        }
    }

    private static IEnumerable<Recipe> FromFolder(string folder)
    {
        if (!Directory.Exists(folder))
        {
            yield break;
        }

        foreach (var file in Directory.EnumerateFiles(folder, "*.recipe.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            using var stream = File.OpenRead(file);
            yield return Read(stream, Path.GetFileName(file));
        }
    }

    private static IEnumerable<Recipe> FromModules(ModuleCatalog catalog)
    {
        foreach (var module in catalog.Modules)
        {
            foreach (var name in module.Assembly.GetManifestResourceNames().Where(n => n.EndsWith(".recipe.json", StringComparison.Ordinal)))
            {
                using var stream = module.Assembly.GetManifestResourceStream(name)!;
                yield return Read(stream, name);
            }
        }
    }
}
