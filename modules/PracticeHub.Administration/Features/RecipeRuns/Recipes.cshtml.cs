using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Recipes;
using PracticeHub.Kernel.Recipes.Exports;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Administration.Features.RecipeRuns;

[Needs("SiteOwner")]
public sealed class RecipesModel(RecipeLibrary library, RecipeRunner runner, RecipeExporter exporter, CurrentMember me) : PageModel
{
    public IEnumerable<Recipe> Recipes => library.All.Where(recipe => !recipe.Tags.Contains("hidden"));

    /// <summary>What can be exported.</summary>
    public IEnumerable<IExport> Parts => exporter.Parts;

    /// <summary>What the recipe has done, or would do.</summary>
    public RecipeReport? Report { get; private set; }

    public bool IsTrial { get; private set; }

    public string? Name { get; private set; }

    public Task<IActionResult> OnPostAsync(string name, CancellationToken ct) => RunAsync(name, isTrial: false, ct);

    public Task<IActionResult> OnPostTryAsync(string name, CancellationToken ct) => RunAsync(name, isTrial: true, ct);

    private async Task<IActionResult> RunAsync(string name, bool isTrial, CancellationToken ct)
    {
        if (Recipes.FirstOrDefault(r => r.Name == name) is not { } recipe)
        {
            return NotFound();
        }

        var (by, parameters) = (this.WriterOf(me), await runner.ParametersAsync(this.WriterOf(me), ct));
        try
        {
            var run = isTrial ? await runner.TryAsync(recipe, parameters, by, ct) : await runner.RunAsync(recipe, parameters, by, ct);
            (Report, IsTrial, Name) = (run.Report, isTrial, recipe.DisplayName);
            return Page();
        }
        catch (RecipeException wrong)
        {
            return this.Refused(new Refusal("recipe", wrong.Message));
        }
    }
}
