using System.Text.Json.Nodes;
using PracticeHub.Kernel.Modules;

namespace PracticeHub.Kernel.Recipes;

/// <summary>A recipe that the hub can find by name.</summary>
public sealed record Recipe(string Name, string DisplayName, string Description, IReadOnlyList<string> Tags, JsonObject Document)
{
    public IRecipeFiles Files { get; init; } = NoFiles.Instance;

    /// <summary>The name of another recipe that is run before this one.</summary>
    public string? First { get; init; }

    /// <summary>Whether it says of itself that it sets a site up.</summary>
    internal bool IsSetup => Document.Flag("issetuprecipe", false);

    /// <summary>Whether its texts are no expressions, as this hub says of what it exports: nobody's words are carried out when they come back.</summary>
    internal bool IsLiteral => !Document.Flag(Expressions, true);

    internal const string Expressions = "expressions";

    /// <summary>The file that it was read from; null for one that was made by code.</summary>
    internal RecipeText? Text { get; init; }
}

/// <summary>The recipes of the hub: the files in its recipes folder, and those that modules carry.</summary>
public sealed class RecipeLibrary(ModuleCatalog catalog, string folder)
{
    private readonly Lazy<IReadOnlyList<Recipe>> _all = new(() => [.. FromFolder(folder), .. FromModules(catalog)]);

    public IReadOnlyList<Recipe> All => _all.Value;

    public Recipe? Find(string name) => All.FirstOrDefault(r => string.Equals(r.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads a recipe that is kept in memory whole.</summary>
    /// <exception cref="RecipeException">The text is not a recipe; says where.</exception>
    public static Recipe Read(Stream json, string source) => Read(json, source, open: null);

    /// <summary>Reads a recipe whose long lists are left in the file, and read from it when their turn comes.</summary>
    /// <inheritdoc cref="Read(Stream, string)"/>
    public static Recipe Read(Func<Stream> open, string source) => Read(open(), source, open);

    private static Recipe Read(Stream json, string source, Func<Stream>? open)
    {
        var (document, text) = RecipeText.Read(json, source, open);
        var name = document.Text("name") ?? "";
        return new(name, document.Text("displayName") ?? name, document.Text("description") ?? "", [.. document.Strings("tags")], document) { Text = text };
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
