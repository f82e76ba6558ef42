using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Accounts.Features.Passkeys;

/// <summary>The keys that a person can sign in with, made and checked by ASP.NET Core Identity.</summary>
[Authorize]
public sealed class PasskeysModel(UserManager<HubUser> users, SignInManager<HubUser> signIn, IStringLocalizer<Startup> words) : PageModel
{
    public IList<UserPasskeyInfo> Keys { get; private set; } = [];

    [BindProperty, StringLength(100, ErrorMessage = "Keep this under {1} characters.")]
    public string? Name { get; set; }

    [BindProperty]
    public string? Credential { get; set; }

    public async Task OnGetAsync(CancellationToken ct) => await ShowAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var user = await ShowAsync(ct);
        if (!ModelState.IsValid || string.IsNullOrEmpty(Credential))
        {
            ModelState.AddModelError("", words["Your device did not give a passkey. Try again, or keep using your password."]);
            return this.Invalid();
        }

        var attested = await signIn.PerformPasskeyAttestationAsync(Credential);
        if (!attested.Succeeded)
        {
            ModelState.AddModelError("", words["Your device did not give a passkey. Try again, or keep using your password."]);
            return this.Invalid();
        }

        attested.Passkey.Name = Name;
        await users.AddOrUpdatePasskeyAsync(user, attested.Passkey);
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostRemoveAsync(string id, CancellationToken ct)
    {
        var user = await ShowAsync(ct);
        var key = Keys.FirstOrDefault(k => Convert.ToBase64String(k.CredentialId) == id);
        if (key is null)
        {
            return NotFound();
        }

        await users.RemovePasskeyAsync(user, key.CredentialId);
        return RedirectToPage();
    }

    private async Task<HubUser> ShowAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var user = await users.GetUserAsync(User) ?? throw new InvalidOperationException("The signed-in member has no account.");
        Keys = await users.GetPasskeysAsync(user);
        return user;
    }
}
