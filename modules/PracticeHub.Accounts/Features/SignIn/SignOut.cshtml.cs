using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Accounts.Features.SignIn;

[AllowAnonymous]
public sealed class SignOutModel(SignInManager<HubUser> signIn) : PageModel
{
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        await signIn.SignOutAsync();
        return Redirect("/sign-in");
    }
}
