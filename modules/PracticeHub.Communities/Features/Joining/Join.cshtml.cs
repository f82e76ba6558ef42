using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PracticeHub.Communities.Features.Spaces;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Communities.Features.Joining;

/// <summary>Joining an open community, asking to join a closed one, taking a request back.</summary>
[Authorize]
public sealed class JoinModel(SpaceReader spaces, CurrentMember me, JoinDesk desk) : SpacePage(spaces, me)
{
    [BindProperty, StringLength(JoinRequest.MostCharacters, ErrorMessage = "Keep it under {1} characters.")]
    public string? Words { get; set; }

    public bool HasAsked => Space.Request is { IsPending: true, IsInvitation: false };

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken ct)
    {
        if (await EnterAsync(slug, ct) is { } refused)
        {
            return refused;
        }

        return Me.RoleIn(Space.Id) is null ? Page() : Redirect(Space.Location);
    }

    public async Task<IActionResult> OnPostAsync(string slug, CancellationToken ct)
    {
        if (await EnterAsync(slug, ct) is { } refused)
        {
            return refused;
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var refusal = await desk.JoinAsync(Space.Community, Me.RequiredId, Words?.Trim() ?? "", ct);
        return refusal is null ? Redirect(Space.Location) : this.Refused(refusal, nameof(Words));
    }

    public async Task<IActionResult> OnPostWithdrawAsync(string slug, CancellationToken ct)
    {
        if (await EnterAsync(slug, ct) is { } refused)
        {
            return refused;
        }

        await desk.WithdrawAsync(Space.Id, Me.RequiredId, ct);
        return Redirect(Space.Location);
    }
}
