using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Communities.Features.Joining;
using PracticeHub.Communities.Features.Spaces;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Communities.Features.Inviting;

/// <summary>Somebody who is invited and has not answered.</summary>
public sealed record InvitedRow(string UserId, string UserName, string DisplayName, DateTimeOffset AtUtc);

/// <summary>Inviting people by name; for leaders.</summary>
[Authorize]
public sealed class InviteModel(HubDb db, SpaceReader spaces, CurrentMember me, InvitationDesk desk) : SpacePage(spaces, me)
{
    private const int Most = 100;

    [BindProperty, Required(ErrorMessage = "Type a user name."), StringLength(256, ErrorMessage = "Keep this under {1} characters.")]
    public string? UserName { get; set; }

    [BindProperty, StringLength(JoinRequest.MostCharacters, ErrorMessage = "Keep it under {1} characters.")]
    public string? Words { get; set; }

    public IReadOnlyList<InvitedRow> Invited { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken ct) => await FindAsync(slug, ct) ?? Page();

    public async Task<IActionResult> OnPostAsync(string slug, CancellationToken ct)
    {
        if (await FindAsync(slug, ct) is { } refused)
        {
            return refused;
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        return Answer(await desk.InviteAsync(Space.Community, UserName!, Words?.Trim() ?? "", Me.RequiredId, ct));
    }

    public async Task<IActionResult> OnPostWithdrawAsync(string slug, string userId, CancellationToken ct)
    {
        if (await FindAsync(slug, ct) is { } refused)
        {
            return refused;
        }

        ModelState.Clear();
        return Answer(await desk.EndAsync(Space.Id, userId, ct));
    }

    private IActionResult Answer(Refusal? refusal) => refusal is null ? Redirect(Space.Location + "/invite") : this.Refused(refusal, nameof(UserName));

    private async Task<IActionResult?> FindAsync(string slug, CancellationToken ct)
    {
        if (await EnterAsync(slug, ct, asLeader: true) is { } refused)
        {
            return refused;
        }

        Invited = await db.JoinRequests.Where(r => r.CommunityId == Space.Id && r.InvitedById != null && r.DeclinedUtc == null).OrderBy(r => r.AtUtc).Take(Most)
            .Join(db.Users, r => r.UserId, u => u.Id, (r, u) => new InvitedRow(u.Id, u.UserName!, u.DisplayName, r.AtUtc)).ToListAsync(ct);
        return null;
    }
}
