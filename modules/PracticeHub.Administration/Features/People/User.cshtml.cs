using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Administration.Features.People;

/// <summary>One person's roles in the hub, and whether they may sign in.</summary>
[Needs("ManageUsers")]
public sealed class UserModel(HubDb db, SiteOwners owners, CurrentHub hub, CurrentMember me, TimeProvider clock) : PageModel
{
    private IReadOnlyList<string> _held = [];

    public HubUser Account { get; private set; } = new();

    public IReadOnlyList<HubRole> AllRoles { get; private set; } = [];

    [BindProperty]
    public List<string> Roles { get; set; } = [];

    [BindProperty]
    public bool IsEnabled { get; set; }

    /// <summary>Which state of the account the form began with.</summary>
    [BindProperty]
    public string? Stamp { get; set; }

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

        // What is not a role is not given.
        Roles = [.. AllRoles.Select(role => role.Name!).Where(Roles.Contains)];
        var refusal = Refuse() ?? await owners.InTurnAsync(async () => { await ApplyAsync(ct); return null; }, ct);
        return refusal is null ? Redirect("/admin/users") : this.Refused(refusal);
    }

    private Refusal? Refuse()
    {
        if (Stamp != Account.ConcurrencyStamp)
        {
            return ContentStore.Stale;
        }

        var isOwner = OwnsHub(_held);
        if (!me.Can(Permission.SiteOwner) && (isOwner || !_held.ToHashSet().SetEquals(Roles)))
        {
            return isOwner ? PasswordModel.NotYours : new("not-yours", "Only an administrator of the hub gives roles.");
        }

        return Account.Id == me.Id && (!IsEnabled || (isOwner && !OwnsHub(Roles)))
            ? new("own-account", "You cannot take the hub away from yourself; ask another administrator.") : null;
    }

    private bool OwnsHub(IEnumerable<string> roles) => hub.State.PermissionsOf(roles).Contains(Permission.SiteOwner.Name);

    private async Task ApplyAsync(CancellationToken ct)
    {
        await db.UserRoles.Where(r => r.UserId == Account.Id).ExecuteDeleteAsync(ct);
        db.UserRoles.AddRange(AllRoles.Where(r => Roles.Contains(r.Name!)).Select(r => new IdentityUserRole<string> { UserId = Account.Id, RoleId = r.Id }));
        db.RecordForHub("account.changed", me.RequiredId, clock.GetUtcNow(), Account.UserName!,
            new("Roles", string.Join(", ", _held), string.Join(", ", Roles)), new("May sign in", Said(Account.IsEnabled), Said(IsEnabled)));
        (Account.IsEnabled, Account.ConcurrencyStamp) = (IsEnabled, Guid.NewGuid().ToString());
    }

    private static string Said(bool value) => value ? "true" : "false";

    private async Task<bool> LoadAsync(string userName, CancellationToken ct)
    {
        Account = await db.Users.SingleOrDefaultAsync(u => u.UserName == userName, ct) ?? Account;
        var roles = await db.Roles.Where(r => r.Name != "Authenticated" && r.Name != "Anonymous").OrderBy(r => r.Name)
            .Select(role => new { role, isHeld = db.UserRoles.Any(h => h.UserId == Account.Id && h.RoleId == role.Id) }).ToListAsync(ct);
        (AllRoles, _held) = ([.. roles.Select(r => r.role)], [.. roles.Where(r => r.isHeld).Select(r => r.role.Name!)]);
        return Account.UserName is not null;
    }
}
