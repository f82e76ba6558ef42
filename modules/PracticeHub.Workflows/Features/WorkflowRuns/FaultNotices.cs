using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Workflows;

namespace PracticeHub.Workflows.Features.WorkflowRuns;

/// <summary>
/// What has failed waits for those who may mend it: one wait a workflow type, however many of its instances have failed and
/// however often each was tried.
/// </summary>
internal sealed class FaultNotices(HubDb db, TimeProvider clock) : IActivityConsumer
{
    public const string Reason = "workflow";

    public string Name => "workflow-faults";

    public async Task ConsumeAsync(IReadOnlyList<ActivityRecord> activities, CancellationToken ct)
    {
        var types = activities.Select(WorkflowFaults.TypeOf).OfType<string>().Distinct().ToList();
        if (types.Count == 0)
        {
            return;
        }

        var all = db.NewestWorkflowTypes;
        // A type that was deleted has no name any more.
        var names = await db.Workflows.Where(w => types.Contains(w.TypeId) && w.Status == WorkflowStatus.Faulted).Select(w => w.TypeId).Distinct()
            .Select(id => new { TypeId = id, Name = all.Where(t => t.TypeId == id).Select(t => t.Name).FirstOrDefault() ?? id }).ToListAsync(ct);
        var menders = names.Count == 0 ? [] : await MendersAsync(ct);
        foreach (var (type, mender) in names.SelectMany(t => menders.Select(m => (t, m))))
        {
            await db.PutWaitAsync(mender, Reason, type.TypeId, type.Name, $"/admin/workflows/{type.TypeId}/runs?state=failed", clock.GetUtcNow(), null, ct);
        }
    }

    private Task<List<string>> MendersAsync(CancellationToken ct)
    {
        string[] may = [WorkflowPermissions.Manage, Permission.SiteOwner.Name];
        return db.Users.Where(u => u.IsEnabled && db.UserRoles.Any(held => held.UserId == u.Id
            && db.RoleClaims.Any(c => c.RoleId == held.RoleId && c.ClaimType == Permission.ClaimType && may.Contains(c.ClaimValue)))).Select(u => u.Id).ToListAsync(ct);
    }
}
