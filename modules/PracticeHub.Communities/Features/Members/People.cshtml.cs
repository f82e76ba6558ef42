using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Communities.Features.Spaces;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Communities.Features.Members;

/// <summary>A person in the list of a community's people.</summary>
public sealed record MemberRow(string UserId, string UserName, string DisplayName, string JobTitle, CommunityRole Role, DateTimeOffset? RoleUntilUtc, DateTimeOffset SinceUtc)
{
    public CommunityRole RoleAt(DateTimeOffset now) => RoleUntilUtc < now ? CommunityRole.Member : Role;
}

/// <summary>Who belongs to a community: those with a role first, everybody by name.</summary>
[Authorize]
public sealed class PeopleModel(HubDb db, SpaceReader spaces, CurrentMember me, TimeProvider clock) : SpacePage(spaces, me)
{
    private const int Size = 60;

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public ILookup<CommunityRole, MemberRow> ByRole { get; private set; } = null!;
    public NameMark? Next { get; private set; }

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken ct)
    {
        if (await EnterAsync(slug, ct, tab: Space.PeopleTab) is { } refused)
        {
            return refused;
        }

        var rows = await Found().Take(Size + 1).ToListAsync(ct);
        if (rows.Count > Size)
        {
            rows.RemoveAt(Size);
            Next = new(RankOf(rows[^1].Role), rows[^1].DisplayName, rows[^1].UserId);
        }

        var now = clock.GetUtcNow();
        ByRole = rows.ToLookup(row => row.RoleAt(now));
        return Page();
    }

    private IQueryable<MemberRow> Found()
    {
        var after = NameMark.Parse(After) ?? new(-1, "", "");
        var (rank, name, id) = (after.Rank, after.Name, after.Id);
        return from m in db.Memberships.In(Space.Id)
               join u in db.Users on m.UserId equals u.Id
               where u.IsEnabled
               let order = m.Role == CommunityRole.Leader ? 0 : m.Role == CommunityRole.Member ? 2 : 1
               where order > rank || (order == rank && (string.Compare(u.DisplayName, name) > 0 || (u.DisplayName == name && string.Compare(u.Id, id) > 0)))
               orderby order, u.DisplayName, u.Id
               select new MemberRow(u.Id, u.UserName!, u.DisplayName, u.JobTitle, m.Role, m.RoleUntilUtc, m.SinceUtc);
    }

    private static int RankOf(CommunityRole role) => role switch { CommunityRole.Leader => 0, CommunityRole.Member => 2, _ => 1 };
}
