using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Administration.Features.Start;

/// <summary>What the reader can do to the hub, each place with a sentence; there for whoever can do any of it.</summary>
[Authorize]
public sealed class AdminModel(Navigation navigation, CurrentMember me) : PageModel
{
    public IReadOnlyList<MenuLink> Places { get; } = [.. navigation.Admin.Where(link => link.Href != "/admin")];

    public IActionResult OnGet() => Places.Count > 0 || me.Can(KernelPermissions.AccessAdminPanel) ? Page() : NotFound();
}
