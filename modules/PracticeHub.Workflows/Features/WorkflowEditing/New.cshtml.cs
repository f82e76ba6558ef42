using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Pages;

namespace PracticeHub.Workflows.Features.WorkflowEditing;

/// <summary>Begins the draft of a new workflow.</summary>
[Needs("SiteOwner")]
public sealed class NewModel(HubDb db, Drafts drafts, Ids ids) : PageModel
{
    [BindProperty]
    public string? Name { get; set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (Name?.Trim() is not { Length: > 0 and <= 200 } name)
        {
            return this.Refused(new Refusal("no-name", "Give it a name of up to 200 characters."), nameof(Name));
        }

        var draft = drafts.Begin(ids.New(), name);
        await db.SaveChangesAsync(ct);
        return Redirect($"/admin/workflows/{draft.TypeId}/edit");
    }
}
