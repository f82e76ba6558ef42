using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Communities.Features.Joining;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Communities.Features.Inviting;

/// <summary>An invitation as the person invited sees it.</summary>
public sealed record InvitationSeen(string CommunityId, string Title, string Purpose, string From, string Words, DateTimeOffset AtUtc);

/// <summary>Taking or declining an invitation. It is there for the person invited only, whatever the community lets others see.</summary>
[Authorize]
public sealed class InvitationModel(HubDb db, CurrentMember me, InvitationDesk desk) : PageModel
{
    public InvitationSeen Invitation { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken ct) => await FindAsync(slug, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAcceptAsync(string slug, CancellationToken ct) => await FindAsync(slug, ct)
        ? Answer(await desk.AcceptAsync(Invitation.CommunityId, me.RequiredId, ct), $"/communities/{Uri.EscapeDataString(slug)}")
        : NotFound();

    public async Task<IActionResult> OnPostDeclineAsync(string slug, CancellationToken ct) => await FindAsync(slug, ct)
        ? Answer(await desk.EndAsync(Invitation.CommunityId, me.RequiredId, ct), "/communities")
        : NotFound();

    private IActionResult Answer(Refusal? refusal, string location) => refusal is null ? Redirect(location) : this.Refused(refusal);

    private async Task<bool> FindAsync(string slug, CancellationToken ct)
    {
        var path = $"communities/{slug}";
        var found = await (from request in db.JoinRequests
                           join community in db.Communities on request.CommunityId equals community.Id
                           join card in db.Cards on community.Id equals card.ItemId
                           join leader in db.Users on request.InvitedById equals leader.Id
                           where community.Path == path && request.UserId == me.Id && request.DeclinedUtc == null
                           select new InvitationSeen(community.Id, community.Title, card.Summary, leader.DisplayName, request.Words, request.AtUtc))
            .SingleOrDefaultAsync(ct);
        Invitation = found!;
        return found is not null;
    }
}
