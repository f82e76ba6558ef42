using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Workflows;
using PracticeHub.Workflows.Features.WorkflowGuides;

namespace PracticeHub.Workflows.Features.WorkflowList;

/// <summary>A workflow type, and how many of its instances do what.</summary>
public sealed record WorkflowRow(WorkflowType Type, int Running, int Waiting, int Failed);

/// <summary>Every workflow of the hub, for leaders and for those who manage them.</summary>
[Authorize]
public sealed class WorkflowsModel(HubDb db, FlowWords words, CurrentMember me, TimeProvider clock) : PageModel
{
    public IReadOnlyList<WorkflowRow> Rows { get; private set; } = [];

    /// <summary>Those by which nothing is on its way any more.</summary>
    public IReadOnlyList<WorkflowType> Deleted { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!me.SeesWorkflows)
        {
            return NotFound();
        }

        var types = await db.NewestWorkflowTypes.AsNoTracking().ToListAsync(ct);
        var counts = (await CountAsync(ct)).ToLookup(c => c.Id);
        var rows = types.Select(t => WorkflowType.Of(t)).Select(t => RowOf(t, counts[t.Id].ToDictionary(c => c.State, c => c.Number)))
            .OrderByDescending(r => r.Type.IsEnabled).ThenBy(r => r.Type.IsDeleted).ThenBy(r => words.NameOf(r.Type), StringComparer.CurrentCulture).ToList();
        Rows = [.. rows.Where(r => !r.Type.IsDeleted || r is not { Running: 0, Waiting: 0, Failed: 0 })];
        Deleted = [.. rows.Except(Rows).Select(r => r.Type)];
        return Page();
    }

    private static WorkflowRow RowOf(WorkflowType type, Dictionary<string, int> counts)
    {
        var running = counts.GetValueOrDefault("Running");
        return new(type, running, counts.GetValueOrDefault("Halted") - running, counts.GetValueOrDefault("Faulted"));
    }

    /// <summary>Along indexes only: those that are over are not looked at. A timer that has not begun is no instance yet.</summary>
    private Task<List<Count>> CountAsync(CancellationToken ct) => db.Database.SqlQuery<Count>($"""
        SELECT type_id AS id, status AS state, CAST(COUNT(*) AS integer) AS number FROM hub_workflow
         WHERE type_id IN (SELECT type_id FROM hub_workflow_type) AND status IN ('Halted', 'Faulted') GROUP BY type_id, status
        UNION ALL
        SELECT type_id, 'Running', CAST(COUNT(*) AS integer) FROM hub_workflow WHERE wake_utc <= {clock.GetUtcNow().UtcDateTime} AND status = 'Halted' GROUP BY type_id
        """).ToListAsync(ct);

    private sealed record Count(string Id, string State, int Number);
}
