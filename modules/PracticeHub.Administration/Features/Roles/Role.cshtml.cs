using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Administration.Features.Roles;

[Needs("SiteOwner")]
public sealed class RoleModel(HubDb db, RoleBook book, PermissionList list, Hub hub) : PageModel
{
    public HubRole Role { get; private set; } = null!;

    /// <summary>How many have it.</summary>
    public int People { get; private set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Description { get; set; }

    [BindProperty]
    public List<string> Permissions { get; set; } = [];

    [BindProperty]
    public string? Stamp { get; set; }

    public IReadOnlyList<PermissionGroup> Groups => list.Read(Permissions);

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken ct)
    {
        if (!await FindAsync(id, ct))
        {
            return NotFound();
        }

        (Name, Description, Permissions) = (Role.Name, Role.Description, await book.PermissionsOfAsync(id, ct));
        return Page();
    }

    public Task<IActionResult> OnPostAsync(string id, CancellationToken ct) =>
        ChangeAsync(id, () => book.SaveAsync(Role, new(Name, Description, Permissions, Stamp), ct), ct);

    public Task<IActionResult> OnPostDeleteAsync(string id, CancellationToken ct) => ChangeAsync(id, () => book.DeleteAsync(Role, ct), ct);

    private async Task<IActionResult> ChangeAsync(string id, Func<Task<Refusal?>> change, CancellationToken ct)
    {
        if (!await FindAsync(id, ct))
        {
            return NotFound();
        }

        if (await change() is { } refusal)
        {
            // What was taken back is read again.
            await FindAsync(id, ct);
            return this.Refused(refusal);
        }

        await hub.ReloadAsync(ct);
        return Redirect("/admin/roles");
    }

    private async Task<bool> FindAsync(string id, CancellationToken ct)
    {
        var found = await db.Roles.Where(role => role.Id == id).Select(role => new { role, People = db.UserRoles.Count(held => held.RoleId == id) }).SingleOrDefaultAsync(ct);
        (Role, People) = (found?.role!, found?.People ?? 0);
        return found is not null;
    }
}
