using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Workflows;
using PracticeHub.Workflows.Features.WorkflowGuides;
using PracticeHub.Workflows.Features.WorkflowPicture;

namespace PracticeHub.Workflows.Features.WorkflowEditing;

/// <summary>A workflow as one draws it: what it is called, its activities, what is wrong with it, and saving it as a version.</summary>
[Needs("SiteOwner")]
public sealed class EditModel(Drafts drafts, FlowCheck check, FlowWords words, Ids ids) : PageModel
{
    private static readonly FlowStanding Nothing = new(new Dictionary<string, ActivityStanding>(), new Dictionary<WorkflowStatus, int>());

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public bool IsEnabled { get; set; }

    [BindProperty]
    public bool IsSingleton { get; set; }

    /// <summary>What the activities that can be added are searched for.</summary>
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Query { get; set; }

    public DraftView View { get; private set; } = null!;

    public WorkflowType Type { get; private set; } = null!;

    public FlowPicture Picture { get; private set; } = null!;

    /// <summary>What somebody else has saved meanwhile.</summary>
    public FlowPicture? Theirs { get; private set; }

    public IReadOnlyList<Finding> Findings { get; private set; } = [];

    public IEnumerable<(string Name, string Kind, string? Says)> Offered => words.All.Where(a => Query?.Trim() is not { Length: > 0 } q
        || $"{a.Kind} {a.Says} {a.Name}".Contains(q, StringComparison.CurrentCultureIgnoreCase));

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken ct) => await LoadAsync(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string id, [FromForm] string? deed, [FromForm] string? activity, [FromForm] int over, [FromForm] FlowStroke stroke, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        var refusal = deed switch
        {
            "describe" => await DescribeAsync(ct),
            "add" => await AddAsync(activity, ct),
            "save" => await drafts.SaveAsync(View, over, ct),
            "delete" => await drafts.DeleteAsync(View, over, ct),
            "place" or "connect" => await DrawAsync(deed, activity, stroke, ct),
            _ => null,
        };
        if (refusal is not null)
        {
            Show();
            return this.Refused(refusal);
        }

        if (deed == "discard")
        {
            await drafts.DiscardAsync(View, ct);
        }

        return Redirect(deed switch
        {
            "save" => $"/admin/workflows/{id}",
            "delete" => "/admin/workflows",
            "discard" => View.Newest is null ? "/admin/workflows" : $"/admin/workflows/{id}",
            _ => $"/admin/workflows/{id}/edit",
        });
    }

    private async Task<Refusal?> DescribeAsync(CancellationToken ct)
    {
        if (Name?.Trim() is not { Length: > 0 and <= 200 } name)
        {
            return new("no-name", "Give it a name of up to 200 characters.");
        }

        View.Draft.Describe(name, IsEnabled, IsSingleton);
        await drafts.KeepAsync(View, ct);
        return null;
    }

    private async Task<Refusal?> AddAsync(string? activity, CancellationToken ct)
    {
        if (words.All.All(a => a.Name != activity))
        {
            return new("no-activity", "There is no such activity.");
        }

        if (Type.Activities.Count() >= FlowDraft.MostActivities)
        {
            return new("too-many", "A workflow has at most {0} activities.", FlowDraft.MostActivities);
        }

        View.Draft.Add(ids.New(), activity!);
        await drafts.KeepAsync(View, ct);
        return null;
    }

    private async Task<Refusal?> DrawAsync(string deed, string? activity, FlowStroke stroke, CancellationToken ct)
    {
        if (activity is null || Type.Find(activity) is null || !ModelState.IsValid)
        {
            return new("no-activity", "There is no such activity.");
        }

        if (stroke.Refuse(deed, activity, Type) is { } refusal)
        {
            return refusal;
        }

        stroke.Apply(deed, activity, View.Draft);
        await drafts.KeepAsync(View, ct);
        return null;
    }

    private async Task<bool> LoadAsync(string id, CancellationToken ct)
    {
        if (await drafts.FindAsync(id, ct) is not { } view)
        {
            return false;
        }

        View = view;
        Show();
        return true;
    }

    private void Show()
    {
        Type = View.Draft.Type;
        (Picture, Findings) = (FlowPicture.Of(Type, Nothing, words) with { IsEdited = true }, check.Of(Type));
        Theirs = View is { IsStale: true, Newest: { } newest } ? FlowPicture.Of(WorkflowType.Of(newest), Nothing, words) : null;
        if (HttpContext.Request.Method != "POST")
        {
            (Name, IsEnabled, IsSingleton) = (Type.Name, Type.IsEnabled, Type.IsSingleton);
        }
    }
}
