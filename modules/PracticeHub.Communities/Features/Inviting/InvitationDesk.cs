using Microsoft.EntityFrameworkCore;
using PracticeHub.Communities.Features.Joining;
using PracticeHub.Communities.Features.Members;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Communities.Features.Inviting;

/// <summary>Inviting a person by name, and their answer. It is the only way into a private community.</summary>
public sealed class InvitationDesk(HubDb db, MembershipBook book, TimeProvider clock)
{
    public static readonly Refusal Unknown = new("unknown-person", "There is nobody with this user name.");
    public static readonly Refusal Already = new("already-member", "This person is a member already.");
    public static readonly Refusal Gone = new("no-invitation", "This invitation does not stand any more.");

    public Task<Refusal?> InviteAsync(Community community, string userName, string words, string by, CancellationToken ct) =>
        book.InTurnAsync(community.Id, async () =>
        {
            var name = userName.Trim().TrimStart('@').ToLowerInvariant();
            if (await db.Users.SingleOrDefaultAsync(u => u.UserName == name && u.IsEnabled, ct) is not { } user)
            {
                return Unknown;
            }

            if (await book.FindAsync(community.Id, user.Id, ct) is not null)
            {
                return Already;
            }

            await WriteAsync(community, user.Id, words, by, ct);
            return null;
        }, ct);

    public Task<Refusal?> AcceptAsync(string communityId, string userId, CancellationToken ct) => book.InTurnAsync(communityId, async () =>
    {
        if (await book.RequestOfAsync(communityId, userId, ct) is not { IsPending: true, IsInvitation: true } invitation)
        {
            return Gone;
        }

        await book.EnrolAsync(communityId, userId, CommunityRole.Member, invitation.InvitedById!, ct);
        return null;
    }, ct);

    /// <summary>By the person invited, or by a leader who takes it back.</summary>
    public Task<Refusal?> EndAsync(string communityId, string userId, CancellationToken ct) => book.InTurnAsync(communityId, async () =>
    {
        if (await book.RequestOfAsync(communityId, userId, ct) is not { IsInvitation: true })
        {
            return Gone;
        }

        await book.ForgetRequestAsync(communityId, userId, ct);
        return null;
    }, ct);

    private async Task WriteAsync(Community community, string userId, string words, string by, CancellationToken ct)
    {
        if (await book.RequestOfAsync(community.Id, userId, ct) is { } earlier)
        {
            if (earlier is { IsPending: true, IsInvitation: false })
            {
                await book.EnrolAsync(community.Id, userId, CommunityRole.Member, by, ct);
                return;
            }

            earlier.Renew(by, words, clock.GetUtcNow());
        }
        else
        {
            db.Add(new JoinRequest(community.Id, userId, by, words, clock.GetUtcNow()));
        }

        if (await db.Set<Wait>().FindAsync([userId, MembershipBook.InvitationReason, community.Id], ct) is null)
        {
            db.Add(new Wait
            {
                UserId = userId, Reason = MembershipBook.InvitationReason, ItemId = community.Id, Title = community.Title,
                Href = $"/{community.Path}/invitation", SinceUtc = clock.GetUtcNow(),
            });
        }
    }
}
