using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Administration.Features.Roles;

/// <summary>A role, how many have it, and how much it allows.</summary>
public sealed record RoleRow(string Id, string Name, string Description, int People, int Permissions, bool IsOwner);

[Needs("SiteOwner")]
public sealed class RolesModel(HubDb db, RoleBook book, Hub hub) : PageModel
{
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Description { get; set; }

    /// <summary>The id of the role that the new one is to be like.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Like { get; set; }

    public IReadOnlyList<RoleRow> Roles { get; private set; } = [];

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var (id, refusal) = await book.AddAsync(Name, Description, Like, ct);
        if (refusal is not null)
        {
            await LoadAsync(ct);
            return this.Refused(refusal, nameof(Name));
        }

        await hub.ReloadAsync(ct);
        return Redirect("/admin/roles/" + id);
    }

    private async Task LoadAsync(CancellationToken ct) => Roles = await db.Roles.OrderBy(role => role.NormalizedName)
        .Select(role => new RoleRow(role.Id, role.Name!, role.Description, db.UserRoles.Count(held => held.RoleId == role.Id),
            db.RoleClaims.Count(claim => claim.RoleId == role.Id && claim.ClaimType == Permission.ClaimType),
            db.RoleClaims.Any(claim => claim.RoleId == role.Id && claim.ClaimValue == Permission.SiteOwner.Name))).ToListAsync(ct);
}
