using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Workflows;

namespace PracticeHub.Workflows.Features.WorkflowRuns;

/// <summary>An instance in a list, and the title of what it is about where the reader may see that.</summary>
public sealed record RunRow(WorkflowInstance Instance, string? Title);

/// <summary>The instances of one workflow, newest first, and what can be done with several that have failed.</summary>
[Needs(WorkflowPermissions.Manage)]
public sealed class RunsModel(HubDb db, Mending mending, CurrentMember me) : PageModel
{
    private const int Size = 50;

    public static readonly IReadOnlyList<string> States = ["waiting", "failed", "finished", "ended"];

    /// <summary>Which ones; all of them for anything that is no state.</summary>
    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    public string Id { get; private set; } = "";

    public string Name { get; private set; } = "";

    /// <summary>Whether the workflow itself was deleted; its instances are still here.</summary>
    public bool IsGone => Name == Id;

    public IReadOnlyList<RunRow> Rows { get; private set; } = [];

    /// <summary>The id of the instance after which the next page begins.</summary>
    public string? Next { get; private set; }

    public Task<IActionResult> OnGetAsync(string id, [FromQuery] string? after, CancellationToken ct) => ShowAsync(id, after, ct);

    public Task<IActionResult> OnPostRetryAsync(string id, [FromForm] List<string> ids, CancellationToken ct) => MendAsync(id, ids, mending.RetryAsync, ct);

    public Task<IActionResult> OnPostEndAsync(string id, [FromForm] List<string> ids, CancellationToken ct) => MendAsync(id, ids, mending.EndAsync, ct);

    /// <summary>Each by itself: what can be mended is mended, and the reason is said for the others.</summary>
    private async Task<IActionResult> MendAsync(string id, List<string> ids, Func<string, CancellationToken, Task<Refusal?>> deed, CancellationToken ct)
    {
        var meant = await db.Workflows.Where(w => w.TypeId == id && ids.Contains(w.WorkflowId)).Select(w => w.WorkflowId).Order().Take(Size).ToListAsync(ct);
        if (meant.Count == 0)
        {
            this.Refuse("", new("none-chosen", "Choose at least one of them."));
        }

        foreach (var one in meant)
        {
            if (await deed(one, ct) is { } refusal)
            {
                this.Refuse("", refusal);
            }
        }

        if (ModelState.IsValid)
        {
            return Redirect($"/admin/workflows/{id}/runs{FeedPlace.Query(("state", State))}");
        }

        var page = await ShowAsync(id, null, ct);
        return page is PageResult ? this.Invalid() : page;
    }

    private async Task<IActionResult> ShowAsync(string id, string? after, CancellationToken ct)
    {
        // The name stands in every row; a type without such instances is asked for by itself.
        var rows = await Listed(id, after).Take(Size + 1).ToListAsync(ct);
        var name = rows.Count > 0 ? rows[0].Name : await db.NewestWorkflowTypes.Where(t => t.TypeId == id).Select(t => t.Name).FirstOrDefaultAsync(ct);
        if (name is null)
        {
            return NotFound();
        }

        (Id, Name) = (id, name);
        Next = rows.Count > Size ? rows[Size - 1].Instance.WorkflowId : null;
        var shown = rows.Take(Size).Select(r => (r.Instance, About: RunAbout.ItemOf(r.Instance))).ToList();
        var about = shown.Select(r => r.About).Distinct().ToList();
        var titles = about.Count == 0 ? [] : await db.Cards.VisibleTo(me).Where(c => about.Contains(c.ItemId)).ToDictionaryAsync(c => c.ItemId, c => c.Title, ct);
        Rows = [.. shown.Select(r => new RunRow(r.Instance, titles.GetValueOrDefault(r.About)))];
        return Page();
    }

    private IQueryable<Found> Listed(string id, string? after)
    {
        var newest = db.NewestWorkflowTypes;
        var last = after is { Length: Ids.Length } ? after : null;
        return
            from instance in Of(db.Workflows.AsNoTracking().Where(w => w.TypeId == id && (last == null || string.Compare(w.WorkflowId, last) < 0)))
            from type in newest.Where(t => t.TypeId == instance.TypeId).DefaultIfEmpty()
            orderby instance.WorkflowId descending
            select new Found { Instance = instance, Name = type.Name ?? instance.TypeId };
    }

    private IQueryable<WorkflowInstance> Of(IQueryable<WorkflowInstance> all) => State switch
    {
        "waiting" => all.Where(w => w.Status == WorkflowStatus.Halted || w.Status == WorkflowStatus.Starting),
        "failed" => all.Where(w => w.Status == WorkflowStatus.Faulted),
        "finished" => all.Where(w => w.Status == WorkflowStatus.Finished),
        "ended" => all.Where(w => w.Status == WorkflowStatus.Aborted),
        _ => all,
    };

    private sealed class Found
    {
        public required WorkflowInstance Instance { get; init; }
        public required string Name { get; init; }
    }
}
