using PracticeHub.Communities.Features.Members;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Communities.Features.Joining;

/// <summary>Joining an open community, asking to join a closed one, and the leaders' answer.</summary>
public sealed class JoinDesk(HubDb db, MembershipBook book, TimeProvider clock)
{
    public static readonly Refusal NobodyAsks = new("nobody-asks", "This request is settled already.");
    public static readonly Refusal WordsNeeded = new("words-needed", "Say in a sentence why you would like to join.");

    /// <summary>In at once where the community is open; otherwise the request waits for its leaders.</summary>
    public Task<Refusal?> JoinAsync(Community community, string userId, string words, CancellationToken ct) => book.InTurnAsync(community.Id, async () =>
    {
        if (await book.FindAsync(community.Id, userId, ct) is not null)
        {
            return null;
        }

        if (community.Openness is Openness.Open)
        {
            await book.EnrolAsync(community.Id, userId, CommunityRole.Member, userId, ct);
            return null;
        }

        return words.Length == 0 ? WordsNeeded : await AskAsync(community.Id, userId, words, ct);
    }, ct);

    public Task<Refusal?> WithdrawAsync(string communityId, string userId, CancellationToken ct) => book.InTurnAsync(communityId, async () =>
    {
        if (await book.RequestOfAsync(communityId, userId, ct) is { IsInvitation: false } request)
        {
            db.Remove(request);
            book.TellLeaders(communityId);
        }

        return null;
    }, ct);

    public Task<Refusal?> AcceptAsync(string communityId, string userId, string by, CancellationToken ct) => book.InTurnAsync(communityId, async () =>
    {
        if (await book.RequestOfAsync(communityId, userId, ct) is not { IsPending: true, IsInvitation: false })
        {
            return NobodyAsks;
        }

        await book.EnrolAsync(communityId, userId, CommunityRole.Member, by, ct);
        return null;
    }, ct);

    public Task<Refusal?> DeclineAsync(string communityId, string userId, string answer, string by, CancellationToken ct) => book.InTurnAsync(communityId, async () =>
    {
        if (await book.RequestOfAsync(communityId, userId, ct) is not { IsPending: true, IsInvitation: false } request)
        {
            return NobodyAsks;
        }

        request.Decline(answer, clock.GetUtcNow());
        book.Record("membership.declined", by, communityId, new() { ["userId"] = userId });
        book.TellLeaders(communityId);
        return null;
    }, ct);

    private async Task<Refusal?> AskAsync(string communityId, string userId, string words, CancellationToken ct)
    {
        if (await book.RequestOfAsync(communityId, userId, ct) is { } earlier)
        {
            if (earlier.IsPending && earlier.IsInvitation)
            {
                // Asked for and wanted: nothing is left to decide.
                await book.EnrolAsync(communityId, userId, CommunityRole.Member, earlier.InvitedById!, ct);
                return null;
            }

            earlier.Renew(null, words, clock.GetUtcNow());
        }
        else
        {
            db.Add(new JoinRequest(communityId, userId, null, words, clock.GetUtcNow()));
        }

        book.Record("membership.requested", userId, communityId);
        book.TellLeaders(communityId);
        return null;
    }
}
