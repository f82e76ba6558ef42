using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Accounts.Features.Account;

[Authorize]
public sealed class PasswordModel(UserManager<HubUser> users, SignInManager<HubUser> signIn) : PageModel
{
    [BindProperty, Required(ErrorMessage = "Type the password that you have."), StringLength(256, ErrorMessage = "Keep this under {1} characters.")]
    public string Current { get; set; } = "";

    [BindProperty, Required(ErrorMessage = "Type a new password."), StringLength(256, MinimumLength = 10, ErrorMessage = "It needs at least ten characters.")]
    public string Wanted { get; set; } = "";

    /// <summary>Every other session of this person ends with the change; this one goes on.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (!ModelState.IsValid || await users.GetUserAsync(User) is not { } user)
        {
            return this.Invalid();
        }

        var result = await users.ChangePasswordAsync(user, Current, Wanted);
        if (!result.Succeeded)
        {
            foreach (var error in result.Errors)
            {
                ModelState.AddModelError("", error.Description);
            }

            return this.Invalid();
        }

        await signIn.RefreshSignInAsync(user);
        TempData["IsSaved"] = true;
        return Redirect("/account");
    }
}
