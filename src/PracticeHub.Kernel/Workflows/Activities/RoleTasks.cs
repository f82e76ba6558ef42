using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Kernel.Workflows;

/// <summary>Gives or takes roles in the whole hub, on the record. A role that may do everything is never given or taken by a workflow.</summary>
internal abstract class RoleTask(HubDb db, ILookupNormalizer normalizer) : WorkflowActivity
{
    public override IReadOnlyList<string> Outcomes(ActivityNode node) => ["Done", "Failed"];

    protected async Task<ActivityResult> ChangeAsync(WorkflowContext run, IReadOnlyList<string> roleNames, bool gives, CancellationToken ct)
    {
        var (userName, names) = (normalizer.NormalizeName(run.Render("UserName").Trim()), roleNames.Select(normalizer.NormalizeName).ToList());
        var user = await db.Users.SingleOrDefaultAsync(u => u.NormalizedUserName == userName, ct);
        var roles = await db.Roles.Where(r => names.Contains(r.NormalizedName) && r.Name != "Authenticated" && r.Name != "Anonymous"
            && !db.RoleClaims.Any(c => c.RoleId == r.Id && c.ClaimValue == Permission.SiteOwner.Name)).ToListAsync(ct);
        if (user is null || names.Count == 0 || roles.Count < names.Distinct().Count())
        {
            return ActivityResult.Go("Failed");
        }

        var held = await db.UserRoles.Where(h => h.UserId == user.Id).ToListAsync(ct);
        foreach (var role in roles)
        {
            Change(user, role, held.Find(h => h.RoleId == role.Id), gives, run);
        }

        return ActivityResult.Done;
    }

    private void Change(HubUser user, HubRole role, IdentityUserRole<string>? held, bool gives, WorkflowContext run)
    {
        if (gives == held is not null)
        {
            return;
        }

        if (held is null)
        {
            db.UserRoles.Add(new() { UserId = user.Id, RoleId = role.Id });
        }
        else
        {
            db.UserRoles.Remove(held);
        }

        db.RecordForHub("account.changed", run.ActorId, run.AtUtc, user.UserName!, new HubChange("Roles", gives ? null : role.Name, gives ? role.Name : null));
    }
}

internal sealed class AssignUserRoleTask(HubDb db, ILookupNormalizer normalizer) : RoleTask(db, normalizer)
{
    public override Task<ActivityResult> ExecuteAsync(WorkflowContext run, CancellationToken ct) => ChangeAsync(run, [run.Render("RoleName").Trim()], gives: true, ct);
}

internal sealed class UnassignUserRoleTask(HubDb db, ILookupNormalizer normalizer) : RoleTask(db, normalizer)
{
    public override Task<ActivityResult> ExecuteAsync(WorkflowContext run, CancellationToken ct) => ChangeAsync(run, run.Node.Texts("Roles"), gives: false, ct);
}

/// <summary>Gives out the user names of those who hold one of the roles.</summary>
internal sealed class GetUsersByRoleTask(HubDb db, ILookupNormalizer normalizer) : WorkflowActivity
{
    public override IReadOnlyList<string> Outcomes(ActivityNode node) => ["Done", "Failed"];

    public override async Task<ActivityResult> ExecuteAsync(WorkflowContext run, CancellationToken ct)
    {
        var (key, names) = (run.Render("OutputKeyName").Trim(), run.Node.Texts("Roles").Select(normalizer.NormalizeName).ToList());
        if (key.Length == 0 || names.Count == 0)
        {
            return ActivityResult.Go("Failed");
        }

        var users = await db.Users.Where(u => u.IsEnabled && db.UserRoles.Any(h => h.UserId == u.Id && db.Roles.Any(r => r.Id == h.RoleId && names.Contains(r.NormalizedName))))
            .OrderBy(u => u.UserName).Select(u => u.UserName!).ToListAsync(ct);
        run.State.Output[key] = new JsonArray([.. users.Select(name => JsonValue.Create(name))]);
        return ActivityResult.Done;
    }
}

/// <summary>Whose deed drives the run: nobody's, somebody's, or that of a holder of one of the roles.</summary>
internal sealed class ValidateUserTask(HubDb db, ILookupNormalizer normalizer) : WorkflowActivity
{
    public override IReadOnlyList<string> Outcomes(ActivityNode node) => ["Anonymous", "Authenticated", "InRole"];

    public override async Task<ActivityResult> ExecuteAsync(WorkflowContext run, CancellationToken ct)
    {
        if (await db.Users.SingleOrDefaultAsync(u => u.Id == run.ActorId && u.IsEnabled, ct) is not { } user)
        {
            return ActivityResult.Go("Anonymous");
        }

        if (run.Node.IsOn("SetUserName"))
        {
            run.SetProperty("UserName", user.UserName);
        }

        var names = run.Node.Texts("Roles").Select(normalizer.NormalizeName).ToList();
        return ActivityResult.Go(await db.UserRoles.AnyAsync(h => h.UserId == user.Id && db.Roles.Any(r => r.Id == h.RoleId && names.Contains(r.NormalizedName)), ct)
            ? "InRole" : "Authenticated");
    }
}
