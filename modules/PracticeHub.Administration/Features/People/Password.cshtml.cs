using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Administration.Features.People;

/// <summary>A new password for somebody who has lost theirs.</summary>
[Needs("ManageUsers")]
public sealed class PasswordModel(HubDb db, UserManager<HubUser> users, CurrentHub hub, CurrentMember me, TimeProvider clock) : PageModel
{
    internal static readonly Refusal NotYours = new("not-yours", "Only who may do everything changes the account of somebody who may.");

    public HubUser Account { get; private set; } = new();

    [BindProperty, Required(ErrorMessage = "Type a new password."), StringLength(256, MinimumLength = 10, ErrorMessage = "It needs at least ten characters.")]
    public string Password { get; set; } = "";

    public async Task<IActionResult> OnGetAsync(string userName, CancellationToken ct) => await FindAsync(userName, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string userName, CancellationToken ct)
    {
        if (!await FindAsync(userName, ct))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        if (!me.Can(Permission.SiteOwner) && hub.State.PermissionsOf(await users.GetRolesAsync(Account)).Contains(Permission.SiteOwner.Name))
        {
            return this.Refused(NotYours);
        }

        var result = await db.InTransactionAsync(async () =>
        {
            db.RecordForHub("account.password", me.RequiredId, clock.GetUtcNow(), Account.UserName!);
            return await users.ResetPasswordAsync(Account, await users.GeneratePasswordResetTokenAsync(Account), Password);
        }, ct);
        foreach (var error in result.Errors)
        {
            ModelState.AddModelError(nameof(Password), error.Description);
        }

        return result.Succeeded ? Redirect("/admin/users/" + Account.UserName) : this.Invalid();
    }

    private async Task<bool> FindAsync(string userName, CancellationToken ct) =>
        (Account = await db.Users.SingleOrDefaultAsync(u => u.UserName == userName, ct) ?? Account).UserName is not null;
}
