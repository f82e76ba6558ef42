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

/// <summary>Lets a draft go on an example item, wait by wait as one chooses, tells what it would do, and takes all of it back.</summary>
[Needs("SiteOwner")]
public sealed class TryModel(HubDb db, Drafts drafts, WorkflowTrial trial, CurrentMember me) : PageModel
{
    /// <summary>The address of the example, as one copies it, or its id.</summary>
    [BindProperty]
    public string? Item { get; set; }

    /// <summary>The activity with which it begins.</summary>
    [BindProperty]
    public string? Start { get; set; }

    /// <summary>What was chosen at the waits so far, in the order of the lists: where, by which outcome, and what another system said.</summary>
    [BindProperty]
    public List<string> At { get; set; } = [];

    [BindProperty]
    public List<string> Outcomes { get; set; } = [];

    [BindProperty]
    public List<string?> Texts { get; set; } = [];

    public IEnumerable<TrialStep> Steps => At.Zip(Outcomes, Texts).Select(step => new TrialStep(step.First, step.Second, step.Third ?? ""));

    public WorkflowType Type { get; private set; } = null!;

    public TrialReport? Report { get; private set; }

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken ct) => await LoadAsync(id, ct) ? Page() : NotFound();

    /// <param name="outcome">What happens at the last of the waits; none where the trial begins, or goes back.</param>
    public async Task<IActionResult> OnPostAsync(string id, [FromForm] string? outcome, CancellationToken ct)
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

        if (outcome is { Length: > 0 and <= 100 })
        {
            Outcomes.Add(outcome);
        }

        Keep(Math.Min(Math.Min(At.Count, Outcomes.Count), Math.Min(Texts.Count, WorkflowTrial.MostSteps)));
        Report = await trial.RunAsync(Type, start, card, me.RequiredId, [.. Steps], ct);
        return Page();
    }

    /// <summary>What the form shows next is what was really gone.</summary>
    private void Keep(int count)
    {
        (At, Outcomes, Texts) = ([.. At.Take(count)], [.. Outcomes.Take(count)], [.. Texts.Take(count)]);
        ModelState.Remove(nameof(At));
        ModelState.Remove(nameof(Outcomes));
        ModelState.Remove(nameof(Texts));
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
