using Microsoft.AspNetCore.Authorization;
using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Localization;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Workflows;

using SignInResult = Microsoft.AspNetCore.Identity.SignInResult;

namespace PracticeHub.Accounts.Features.SignIn;

public sealed record CastMember(string Id, string DisplayName, string JobTitle);

[AllowAnonymous]
public sealed class SignInModel(
    HubDb db, SignInManager<HubUser> signIn, WorkflowTypes workflows, ActivityPump pump, IHostEnvironment environment, TimeProvider clock, IStringLocalizer<Startup> words) : PageModel
{
    [BindProperty, Required(ErrorMessage = "Type your user name."), StringLength(256, ErrorMessage = "Keep this under {1} characters.")]
    public string UserName { get; set; } = "";

    [BindProperty, Required(ErrorMessage = "Type your password."), StringLength(256, ErrorMessage = "Keep this under {1} characters.")]
    public string Password { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>What the device answered, as JSON, when somebody signs in with a passkey.</summary>
    [BindProperty]
    public string? Credential { get; set; }

    /// <summary>The demo cast; empty unless the hub runs in development.</summary>
    public IReadOnlyList<CastMember> Cast { get; private set; } = [];

    public Task OnGetAsync(CancellationToken ct) => LoadCastAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (ModelState.IsValid)
        {
            var result = await TryAsync(UserName.Trim().ToLowerInvariant(), ct);
            if (result.Succeeded)
            {
                return await InAsync(ct);
            }

            ModelState.AddModelError("", result.IsLockedOut
                ? words["Too many tries. Wait a few minutes, then try again."]
                : words["The user name or the password is not right."]);
        }

        await LoadCastAsync(ct);
        return this.Invalid();
    }

    public async Task<IActionResult> OnPostPasskeyAsync(CancellationToken ct)
    {
        ModelState.Clear();
        if (!string.IsNullOrEmpty(Credential) && (await signIn.PasskeySignInAsync(Credential)).Succeeded)
        {
            return await InAsync(ct);
        }

        ModelState.AddModelError("", words["No passkey of this hub was found on your device. Sign in with your password."]);
        await LoadCastAsync(ct);
        return this.Invalid();
    }

    public async Task<IActionResult> OnPostDemoAsync(string userId, CancellationToken ct)
    {
        if (!environment.IsDevelopment() || await db.Users.SingleOrDefaultAsync(u => u.Id == userId && u.IsDemo && u.IsEnabled, ct) is not { } user)
        {
            return NotFound();
        }

        await signIn.SignInAsync(user, isPersistent: true);
        return await InAsync(ct);
    }

    private async Task<SignInResult> TryAsync(string name, CancellationToken ct) =>
        await db.Users.SingleOrDefaultAsync(u => u.UserName == name, ct) is { IsEnabled: true } user
            ? await signIn.PasswordSignInAsync(user, Password, isPersistent: true, lockoutOnFailure: true)
            : SignInResult.Failed;

    private async Task<IActionResult> InAsync(CancellationToken ct)
    {
        if (await workflows.TellOfSignInAsync(db, (await signIn.UserManager.GetUserAsync(User))!, clock.GetUtcNow(), ct))
        {
            await db.SaveChangesAsync(ct);
            pump.Wake();
        }

        return LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/");
    }

    private async Task LoadCastAsync(CancellationToken ct)
    {
        if (environment.IsDevelopment())
        {
            Cast = await db.Users.Where(u => u.IsDemo && u.IsEnabled).OrderBy(u => u.DisplayName)
                .Select(u => new CastMember(u.Id, u.DisplayName, u.JobTitle)).ToListAsync(ct);
        }
    }
}
