using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Administration.Features.People;

/// <summary>One person's roles in the hub, and whether they may sign in.</summary>
[Needs("ManageUsers")]
public sealed class UserModel(HubDb db, CurrentMember me, TimeProvider clock) : PageModel
{
    private IReadOnlyList<string> _held = [];

    public HubUser Account { get; private set; } = new();

    public IReadOnlyList<HubRole> AllRoles { get; private set; } = [];

    [BindProperty]
    public List<string> Roles { get; set; } = [];

    [BindProperty]
    public bool IsEnabled { get; set; }

    public async Task<IActionResult> OnGetAsync(string userName, CancellationToken ct)
    {
        if (!await LoadAsync(userName, ct))
        {
            return NotFound();
        }

        IsEnabled = Account.IsEnabled;
        Roles = [.. _held];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string userName, CancellationToken ct)
    {
        if (!await LoadAsync(userName, ct))
        {
            return NotFound();
        }

        var grantsMore = Roles.Except(_held).Any();
        if (grantsMore && !me.Can(Permission.SiteOwner))
        {
            return this.Refused(new Refusal("not-yours", "Only an administrator of the hub gives roles."));
        }

        if (Account.Id == me.Id && (!IsEnabled || !Roles.Contains("Administrator")))
        {
            return this.Refused(new Refusal("own-account", "You cannot take the hub away from yourself; ask another administrator."));
        }

        await ApplyAsync(ct);
        await db.SaveChangesAsync(ct);
        return Redirect("/admin/users");
    }

    private async Task ApplyAsync(CancellationToken ct)
    {
        db.UserRoles.RemoveRange(await db.UserRoles.Where(r => r.UserId == Account.Id).ToListAsync(ct));
        await db.SaveChangesAsync(ct);
        db.UserRoles.AddRange(AllRoles.Where(r => Roles.Contains(r.Name!)).Select(r => new IdentityUserRole<string> { UserId = Account.Id, RoleId = r.Id }));
        Account.IsEnabled = IsEnabled;
        db.RecordForHub("account.changed", me.RequiredId, clock.GetUtcNow(), Account.Id);
    }

    private async Task<bool> LoadAsync(string userName, CancellationToken ct)
    {
        Account = await db.Users.SingleOrDefaultAsync(u => u.UserName == userName, ct) ?? Account;
        var roles = await db.Roles.Where(r => r.Name != "Authenticated" && r.Name != "Anonymous").OrderBy(r => r.Name)
            .Select(role => new { role, isHeld = db.UserRoles.Any(h => h.UserId == Account.Id && h.RoleId == role.Id) }).ToListAsync(ct);
        (AllRoles, _held) = ([.. roles.Select(r => r.role)], [.. roles.Where(r => r.isHeld).Select(r => r.role.Name!)]);
        return Account.UserName is not null;
    }
}
