namespace PracticeHub.Kernel.Recipes;

/// <summary>The files that came with a recipe: beside it in a zip or a folder, or none at all.</summary>
public interface IRecipeFiles
{
    /// <summary>The file at a relative path with slashes.</summary>
    /// <exception cref="RecipeException">There is none, or the path leads out of where the recipe came from.</exception>
    Stream Open(string path);

    /// <summary>Whether the path leads out of where the recipe came from, so that nobody opens it.</summary>
    bool IsOutside(string path);

    /// <summary>A recipe that lies beside this one; null when there is none of this name.</summary>
    Recipe? Find(string name);
}

/// <summary>A recipe that came alone.</summary>
public sealed class NoFiles : IRecipeFiles
{
    public static readonly NoFiles Instance = new();

    public Stream Open(string path) => throw new RecipeException($"The recipe names the file {path}, but came without files. Send a zip of all of them.");

    public bool IsOutside(string path) => RecipePackage.LeadsOut(path, "/recipe", "/recipe");

    public Recipe? Find(string name) => null;
}
