using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Communities.Features.Spaces;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Communities.Features.Joining;

/// <summary>Somebody who would like to join.</summary>
public sealed record AskingRow(string UserId, string UserName, string DisplayName, string JobTitle, string Words, DateTimeOffset AtUtc);

/// <summary>The requests to join a community, for its leaders.</summary>
[Authorize]
public sealed class RequestsModel(HubDb db, SpaceReader spaces, CurrentMember me, JoinDesk desk) : SpacePage(spaces, me)
{
    private const int Most = 100;

    [BindProperty, StringLength(JoinRequest.MostCharacters, ErrorMessage = "Keep it under {1} characters.")]
    public string? Answer { get; set; }

    public IReadOnlyList<AskingRow> Asking { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken ct)
    {
        if (await EnterAsync(slug, ct, asLeader: true) is { } refused)
        {
            return refused;
        }

        await LoadAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAcceptAsync(string slug, string userId, CancellationToken ct) =>
        await EnterAsync(slug, ct, asLeader: true) ?? await SettleAsync(await desk.AcceptAsync(Space.Id, userId, Me.RequiredId, ct), ct);

    public async Task<IActionResult> OnPostDeclineAsync(string slug, string userId, CancellationToken ct)
    {
        if (await EnterAsync(slug, ct, asLeader: true) is { } refused)
        {
            return refused;
        }

        if (!ModelState.IsValid)
        {
            await LoadAsync(ct);
            return this.Invalid();
        }

        return await SettleAsync(await desk.DeclineAsync(Space.Id, userId, Answer?.Trim() ?? "", Me.RequiredId, ct), ct);
    }

    private async Task<IActionResult> SettleAsync(Refusal? refusal, CancellationToken ct)
    {
        if (refusal is null)
        {
            return Redirect(Space.Location + "/requests");
        }

        await LoadAsync(ct);
        return this.Refused(refusal);
    }

    private async Task LoadAsync(CancellationToken ct) => Asking = await db.JoinRequests.Waiting(Space.Id).OrderBy(r => r.AtUtc).Take(Most)
        .Join(db.Users, r => r.UserId, u => u.Id, (r, u) => new AskingRow(u.Id, u.UserName!, u.DisplayName, u.JobTitle, r.Words, r.AtUtc)).ToListAsync(ct);
}
