using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Pages;

namespace PracticeHub.Workflows.Features.WorkflowEditing;

/// <summary>Makes a draft of a workflow type that somebody pastes or sends as a file.</summary>
[Needs("SiteOwner")]
public sealed class ImportModel(HubDb db, Drafts drafts, Ids ids) : PageModel
{
    [BindProperty]
    public string? Json { get; set; }

    [BindProperty]
    public IFormFile? Sent { get; set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (Sent is { Length: > 0 and <= ImportedType.MostCharacters })
        {
            using var reader = new StreamReader(Sent.OpenReadStream());
            Json = await reader.ReadToEndAsync(ct);
            ModelState.Remove(nameof(Json));
        }

        var (type, refusal) = Sent is { Length: > ImportedType.MostCharacters } ? (null, ImportedType.TooLong) : ImportedType.Read(Json, ids.New());
        if (type is null)
        {
            return this.Refused(refusal!, nameof(Json));
        }

        if (await drafts.FindAsync(type.Id, ct) is { IsKept: true })
        {
            return this.Refused(new Refusal("has-draft", "You are drawing this workflow already. Save or discard that draft first."), nameof(Json));
        }

        await drafts.BeginAsync(type, ct);
        await db.SaveChangesAsync(ct);
        return Redirect($"/admin/workflows/{type.Id}/edit");
    }
}
