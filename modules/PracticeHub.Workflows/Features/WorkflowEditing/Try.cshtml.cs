using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Workflows;

namespace PracticeHub.Workflows.Features.WorkflowEditing;

/// <summary>Lets a draft begin on an example item, tells what it would do until it waits, and takes all of it back.</summary>
[Needs("SiteOwner")]
public sealed class TryModel(HubDb db, Drafts drafts, WorkflowTrial trial, CurrentMember me) : PageModel
{
    /// <summary>The address of the example, as one copies it, or its id.</summary>
    [BindProperty]
    public string? Item { get; set; }

    /// <summary>The activity with which it begins.</summary>
    [BindProperty]
    public string? Start { get; set; }

    public WorkflowType Type { get; private set; } = null!;

    public TrialReport? Report { get; private set; }

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken ct) => await LoadAsync(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        if (Type.Starts.FirstOrDefault(s => s.Id == Start) is not { } start)
        {
            return this.Refused(new Refusal("no-start", "Nothing starts it. Make at least one activity a start."));
        }

        var path = Uri.TryCreate(Item?.Trim(), UriKind.Absolute, out var address) && address.Scheme.StartsWith("http", StringComparison.Ordinal) ? address.AbsolutePath : Item?.Trim() ?? "";
        path = path.TrimStart('/');
        if (await db.Cards.VisibleTo(me).AsNoTracking().FirstOrDefaultAsync(c => c.ItemId == path || c.Path == path, ct) is not { } card)
        {
            return this.Refused(new Refusal("no-item", "There is no such item. Copy its address from its page."), nameof(Item));
        }

        Report = await trial.RunAsync(Type, start, card, me.RequiredId, ct);
        return Page();
    }

    private async Task<bool> LoadAsync(string id, CancellationToken ct)
    {
        if (await drafts.FindAsync(id, ct) is not { } view)
        {
            return false;
        }

        Type = view.Draft.Type;
        return true;
    }
}
