using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Administration.Features.People;

public sealed record NewUserForm
{
    [Required(ErrorMessage = "Type the name that others see."), StringLength(200, ErrorMessage = "Keep this under {1} characters.")]
    public string DisplayName { get; init; } = "";

    [Required(ErrorMessage = "Type a user name."), StringLength(60, ErrorMessage = "Keep this under {1} characters.")]
    [RegularExpression("[a-z0-9._-]+", ErrorMessage = "Use lower-case letters, digits, dot, dash and underscore only.")]
    public string UserName { get; init; } = "";

    [EmailAddress(ErrorMessage = "This is not an e-mail address."), StringLength(256, ErrorMessage = "Keep this under {1} characters.")]
    public string? Email { get; init; }

    [Required(ErrorMessage = "Type a first password."), StringLength(256, MinimumLength = 10, ErrorMessage = "It needs at least ten characters.")]
    public string Password { get; init; } = "";
}

[Needs("ManageUsers")]
public sealed class NewUserModel(HubDb db, UserManager<HubUser> users, CurrentMember me, Ids ids, TimeProvider clock) : PageModel
{
    [BindProperty]
    public NewUserForm Form { get; set; } = new();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var user = new HubUser { Id = ids.New(), UserName = Form.UserName, DisplayName = Form.DisplayName.Trim(), Email = Form.Email, JoinedUtc = clock.GetUtcNow() };
        var result = await db.InTransactionAsync(() =>
        {
            db.RecordForHub("account.added", me.RequiredId, clock.GetUtcNow(), user.UserName);
            return users.CreateAsync(user, Form.Password);
        }, ct);
        if (result.Succeeded)
        {
            return Redirect("/admin/users");
        }

        foreach (var error in result.Errors)
        {
            ModelState.AddModelError(error.Code.Contains("UserName", StringComparison.Ordinal) ? "Form.UserName" : "", error.Description);
        }

        return this.Invalid();
    }
}
