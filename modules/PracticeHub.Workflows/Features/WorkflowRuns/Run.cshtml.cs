using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Workflows;

namespace PracticeHub.Workflows.Features.WorkflowRuns;

/// <summary>One instance: what it is about, where it stands, the way it went, and the deeds that mend it.</summary>
[Needs(WorkflowPermissions.Manage)]
public sealed class RunModel(HubDb db, Mending mending, CurrentMember me) : PageModel
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The activity that was shown as failed.</summary>
    [BindProperty]
    public string? Failed { get; set; }

    /// <summary>The outcome by which it goes on instead.</summary>
    [BindProperty]
    public string? Outcome { get; set; }

    public WorkflowInstance Instance { get; private set; } = null!;

    /// <summary>Null when the version that it goes by is gone.</summary>
    public WorkflowType? Type { get; private set; }

    public string Name { get; private set; } = "";

    public int Newest { get; private set; }

    public WorkflowState State { get; private set; } = null!;

    public ILookup<int, RunAbout> Around { get; private set; } = null!;

    public ActivityNode? Find(string? activityId) => activityId is null ? null : Type?.Find(activityId);

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken ct) => await LoadAsync(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string id, [FromForm] string? deed, CancellationToken ct)
    {
        if (!await db.Workflows.AnyAsync(w => w.WorkflowId == id, ct))
        {
            return NotFound();
        }

        if (await DoAsync(id, deed, ct) is not { } refusal)
        {
            return Redirect($"/admin/workflows/runs/{id}");
        }

        await LoadAsync(id, ct);
        return this.Refused(refusal);
    }

    public static string Json(JsonNode? value) => value?.ToJsonString(Readable) ?? "";

    private async Task<Refusal?> DoAsync(string id, string? deed, CancellationToken ct) => deed switch
    {
        "retry" => await mending.RetryAsync(id, ct),
        "skip" => await mending.SkipAsync(id, Failed, Outcome, ct),
        "move" => await mending.MoveAsync(id, ct),
        "end" => await mending.EndAsync(id, ct),
        _ => new("no-deed", "Choose what to do."),
    };

    private async Task<bool> LoadAsync(string id, CancellationToken ct)
    {
        var (types, all) = (db.WorkflowTypes, db.NewestWorkflowTypes);
        var found = await (
            from instance in db.Workflows.AsNoTracking()
            from newest in all.Where(t => t.TypeId == instance.TypeId).DefaultIfEmpty()
            where instance.WorkflowId == id
            select new { instance, Name = (string?)newest.Name, Version = (int?)newest.Version, Own = types.Where(t => t.TypeId == instance.TypeId && t.Version == instance.TypeVersion).Select(t => t.Document).FirstOrDefault() })
            .FirstOrDefaultAsync(ct);
        if (found is null)
        {
            return false;
        }

        (Instance, Name, Newest) = (found.instance, found.Name ?? found.instance.TypeId, found.Version ?? 0);
        Type = found.Own is null ? null : WorkflowType.Parse(found.Own, Instance.TypeVersion);
        State = WorkflowState.Parse(Instance.State);
        Around = await RunAbout.ReadAsync(db, Instance, me, ct);
        return true;
    }
}
