using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Communities.Features.Spaces;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Communities.Features.Members;

/// <summary>Leaving a community. Whoever leads it alone names the next leader in the same form.</summary>
[Authorize]
public sealed class LeaveModel(HubDb db, SpaceReader spaces, CurrentMember me, MembershipBook book) : SpacePage(spaces, me)
{
    private const int Most = 200;

    /// <summary>The user name of the leader to come.</summary>
    [BindProperty]
    public string? Heir { get; set; }

    public IReadOnlyList<(string UserName, string DisplayName)> Heirs { get; private set; } = [];

    public bool LeadsAlone => Me.RoleIn(Space.Id) is CommunityRole.Leader && !Space.Leaders.Any(l => l.Until is null && l.UserName != Me.UserName);

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken ct) => await FindAsync(slug, ct) ?? Page();

    public async Task<IActionResult> OnPostAsync(string slug, CancellationToken ct)
    {
        if (await FindAsync(slug, ct) is { } refused)
        {
            return refused;
        }

        var heir = string.IsNullOrWhiteSpace(Heir) ? null : await db.Users.Where(u => u.UserName == Heir).Select(u => u.Id).FirstOrDefaultAsync(ct) ?? "";
        var refusal = heir is null
            ? await book.EndAsync(db, Space.Id, Me.RequiredId, Me.RequiredId, ct)
            : await book.HandOverAsync(db, Space.Id, Me.RequiredId, heir, ct);
        return refusal is null ? Redirect("/communities") : this.Refused(refusal, nameof(Heir));
    }

    private async Task<IActionResult?> FindAsync(string slug, CancellationToken ct)
    {
        if (await EnterAsync(slug, ct) is { } refused)
        {
            return refused;
        }

        if (Me.RoleIn(Space.Id) is null)
        {
            return NotFound();
        }

        if (LeadsAlone)
        {
            var rows = await db.Memberships.In(Space.Id).Join(db.Users.Where(u => u.IsEnabled && u.Id != Me.Id), m => m.UserId, u => u.Id, (m, u) => u)
                .OrderBy(u => u.DisplayName).Take(Most).Select(u => new { u.UserName, u.DisplayName }).ToListAsync(ct);
            Heirs = [.. rows.Select(r => (r.UserName!, r.DisplayName))];
        }

        return null;
    }
}
