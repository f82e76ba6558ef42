using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Recipes;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Administration.Features.RecipeRuns;

[Needs("SiteOwner")]
public sealed class RecipesModel(RecipeLibrary library, RecipeRunner runner, CurrentMember me) : PageModel
{
    public IEnumerable<Recipe> Recipes => library.All.Where(recipe => !recipe.Tags.Contains("hidden"));

    /// <summary>What the recipe that was just run has done.</summary>
    public RecipeRun? Done { get; private set; }

    public async Task<IActionResult> OnPostAsync(string name, CancellationToken ct)
    {
        if (Recipes.FirstOrDefault(r => r.Name == name) is not { } recipe)
        {
            return NotFound();
        }

        try
        {
            Done = await runner.RunAsync(recipe, new Dictionary<string, string>(), this.WriterOf(me), ct);
            return Page();
        }
        catch (RecipeException wrong)
        {
            return this.Refused(new Refusal("recipe", wrong.Message));
        }
    }
}
