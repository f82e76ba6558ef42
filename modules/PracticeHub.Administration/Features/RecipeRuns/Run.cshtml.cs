using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Administration.Features.RecipeRuns;

/// <summary>How far a recipe is, and what became of it.</summary>
[Needs("SiteOwner")]
public sealed class RunModel(RecipeJobs jobs, CurrentMember me) : PageModel
{
    public RecipeJob? Job { get; private set; }

    public IActionResult OnGet()
    {
        Job = jobs.Current;
        return Job is null ? Redirect("/admin/recipes") : Request.IsHtmx ? Partial("_RecipeJob", Job) : Page();
    }

    /// <summary>Runs what was tried.</summary>
    public IActionResult OnPost(string? id)
    {
        if (jobs.Run(id ?? "", this.WriterOf(me)) is { } refusal)
        {
            Job = jobs.Current;
            return this.Refused(refusal);
        }

        return RedirectToPage();
    }

    public IActionResult OnPostStop(string? id)
    {
        jobs.Stop(id ?? "");
        return RedirectToPage();
    }

    public IActionResult OnPostForget(string? id)
    {
        jobs.Forget(id ?? "");
        return Redirect("/admin/recipes");
    }
}
