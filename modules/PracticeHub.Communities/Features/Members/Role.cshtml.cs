using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using PracticeHub.Communities.Features.Spaces;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Communities.Features.Members;

/// <summary>The role of one member, for leaders: change it, or end the membership.</summary>
[Authorize]
public sealed class RoleModel(HubDb db, SpaceReader spaces, CurrentMember me, MembershipBook book, TimeProvider clock, IStringLocalizer<Startup> words)
    : SpacePage(spaces, me)
{
    [BindProperty]
    public CommunityRole Role { get; set; }

    /// <summary>The last day of a deputy, in the leader's own zone.</summary>
    [BindProperty]
    public DateOnly? Until { get; set; }

    public MemberRow Member { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string slug, string userName, CancellationToken ct)
    {
        if (await FindAsync(slug, userName, ct) is { } refused)
        {
            return refused;
        }

        Role = Member.RoleAt(clock.GetUtcNow());
        Until = Member.RoleUntilUtc is { } until ? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(until, Me.TimeZone).DateTime).AddDays(-1) : null;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string slug, string userName, CancellationToken ct)
    {
        if (await FindAsync(slug, userName, ct) is { } refused)
        {
            return refused;
        }

        var end = Role is CommunityRole.Leader ? EndOf(Until) : null;
        if (end <= clock.GetUtcNow())
        {
            ModelState.AddModelError(nameof(Until), words["This day is over. Choose a later one."]);
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        return Answer(await book.WearAsync(Space.Id, Member.UserId, Role, end, Me.RequiredId, ct));
    }

    public async Task<IActionResult> OnPostRemoveAsync(string slug, string userName, CancellationToken ct)
    {
        if (await FindAsync(slug, userName, ct) is { } refused)
        {
            return refused;
        }

        ModelState.Clear();
        return Answer(await book.EndAsync(db, Space.Id, Member.UserId, Me.RequiredId, ct));
    }

    private IActionResult Answer(Refusal? refusal) => refusal is null ? Redirect(Space.Location + "/people") : this.Refused(refusal);

    /// <summary>The end of that day where the leader is.</summary>
    private DateTimeOffset? EndOf(DateOnly? day)
    {
        if (day is not { } last)
        {
            return null;
        }

        var midnight = last.AddDays(1).ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, Me.TimeZone.GetUtcOffset(midnight)).ToUniversalTime();
    }

    private async Task<IActionResult?> FindAsync(string slug, string userName, CancellationToken ct)
    {
        if (await EnterAsync(slug, ct, asLeader: true) is { } refused)
        {
            return refused;
        }

        var found = await db.Memberships.In(Space.Id).Join(db.Users.Where(u => u.UserName == userName), m => m.UserId, u => u.Id,
            (m, u) => new MemberRow(u.Id, u.UserName!, u.DisplayName, u.JobTitle, m.Role, m.RoleUntilUtc, m.SinceUtc)).SingleOrDefaultAsync(ct);
        Member = found!;
        return found is null ? NotFound() : null;
    }
}
