using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Pages;

namespace PracticeHub.Administration.Features.People;

public sealed record AccountRow(string UserName, string DisplayName, bool IsEnabled, IReadOnlyList<string> Roles);

/// <summary>Everybody who has an account, by user name.</summary>
[Needs("ManageUsers")]
public sealed class UsersModel(HubDb db) : PageModel
{
    private const int Size = 50;

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary>Only people who have this role.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Role { get; set; }

    /// <summary>The user name after which the page begins.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public IReadOnlyList<AccountRow> People { get; private set; } = [];

    public string? Next { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        var (q, role, after) = (Q?.Trim() ?? "", Role ?? "", After ?? "");
        var rows = await db.Users
            .Where(u => role == "" || db.UserRoles.Any(r => r.UserId == u.Id && db.Roles.Any(held => held.Id == r.RoleId && held.Name == role)))
            .Where(u => string.Compare(u.UserName, after) > 0)
            .Where(u => q == "" || u.UserName!.StartsWith(q) || u.DisplayName.StartsWith(q))
            .OrderBy(u => u.UserName).Take(Size + 1)
            .Select(u => new AccountRow(u.UserName!, u.DisplayName, u.IsEnabled,
                db.UserRoles.Where(r => r.UserId == u.Id).Join(db.Roles, r => r.RoleId, role => role.Id, (_, role) => role.Name!).ToList()))
            .ToListAsync(ct);
        Next = rows.Count > Size ? rows[Size - 1].UserName : null;
        People = rows.Count > Size ? rows[..Size] : rows;
    }
}
