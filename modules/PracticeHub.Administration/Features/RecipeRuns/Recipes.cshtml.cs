using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Definitions;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Recipes;
using PracticeHub.Kernel.Recipes.Exports;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Administration.Features.RecipeRuns;

/// <summary>What recipes there are, and a place to send another; each is tried before it is run.</summary>
[Needs("SiteOwner"), Takes(RecipePackage.MostBytes)]
public sealed class RecipesModel(RecipeLibrary library, RecipeJobs jobs, RecipeExporter exporter, CurrentHub hub, CurrentMember me) : PageModel
{
    private const int LongestName = 200;
    private static readonly string[] Endings = [".json", ".zip"];

    public IEnumerable<Recipe> Recipes => library.All.Where(recipe => !recipe.Tags.Contains("hidden"));

    /// <summary>What can be exported.</summary>
    public IEnumerable<IExport> Parts => exporter.Parts;

    public IEnumerable<TypeDefinition> Types => hub.State.Definitions.Types.OrderBy(type => type.DisplayName, StringComparer.CurrentCulture);

    /// <summary>What was tried or run last, or is.</summary>
    public RecipeJob? Job => jobs.Current;

    public IActionResult OnPost(IFormFile? file)
    {
        var name = Path.GetFileName(file?.FileName ?? "");
        if (file is null || file.Length == 0 || name.Length > LongestName || name.Any(char.IsControl) || !Endings.Contains(Path.GetExtension(name).ToLowerInvariant()))
        {
            return this.Refused(new Refusal("no-recipe", "Choose a recipe: a .json file, or a .zip that holds Recipe.json and the files that it names."), "file");
        }

        using var content = file.OpenReadStream();
        return Answer(jobs.Try(name, content, this.WriterOf(me)));
    }

    public IActionResult OnPostTry(string? name) => Recipes.FirstOrDefault(recipe => recipe.Name == name) is { } recipe ? Answer(jobs.Try(recipe, this.WriterOf(me))) : NotFound();

    private IActionResult Answer(Refusal? refusal) => refusal is null ? Redirect("/admin/recipes/run") : this.Refused(refusal);
}
