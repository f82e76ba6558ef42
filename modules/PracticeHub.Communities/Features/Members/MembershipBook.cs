using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Communities.Features.Communities;
using PracticeHub.Communities.Features.Joining;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Communities.Features.Members;

/// <summary>Who belongs to a community: what every way of joining, leaving and changing roles shares.</summary>
public sealed class MembershipBook(HubDb db, TimeProvider clock, ActivityPump pump)
{
    public const string JoinReason = "join";
    public const string InvitationReason = "invitation";

    /// <summary>Carries out a deed while no other changes this community's members; saves unless it was refused.</summary>
    public async Task<Refusal?> InTurnAsync(string communityId, Func<Task<Refusal?>> deed, CancellationToken ct)
    {
        var refusal = await db.InTransactionAsync(async () =>
        {
            // Takes the row's lock, so that of two last leaders only one can leave.
            await db.Database.ExecuteSqlAsync($"UPDATE hub_community SET title = title WHERE id = {communityId}", ct);
            var refused = await deed();
            if (refused is null)
            {
                await db.SaveChangesAsync(ct);
            }

            return refused;
        }, ct);
        pump.Wake();
        return refusal;
    }

    public async Task<Membership?> FindAsync(string communityId, string userId, CancellationToken ct) =>
        await db.Memberships.FindAsync([userId, communityId], ct);

    public async Task<JoinRequest?> RequestOfAsync(string communityId, string userId, CancellationToken ct) =>
        await db.JoinRequests.FindAsync([communityId, userId], ct);

    /// <summary>Makes the person a member; what they asked for or were invited to is settled by it.</summary>
    public async Task EnrolAsync(string communityId, string userId, CommunityRole role, string by, CancellationToken ct)
    {
        db.Memberships.Add(new Membership(communityId, userId, role, clock.GetUtcNow()));
        await ForgetRequestAsync(communityId, userId, ct);
        Record("membership.joined", userId, communityId, new() { ["by"] = by, ["role"] = role.ToString() });
    }

    public async Task ForgetRequestAsync(string communityId, string userId, CancellationToken ct)
    {
        if (await RequestOfAsync(communityId, userId, ct) is { } request)
        {
            db.Remove(request);
        }

        if (await db.Set<Wait>().FindAsync([userId, InvitationReason, communityId], ct) is { } wait)
        {
            db.Remove(wait);
        }

        TellLeaders(communityId);
    }

    /// <summary>Leaders who stay for good; a deputy's time ends by itself.</summary>
    public Task<bool> HasOtherLeaderAsync(string communityId, string userId, CancellationToken ct) => db.Memberships.In(communityId)
        .AnyAsync(m => m.UserId != userId && m.Role == CommunityRole.Leader && m.RoleUntilUtc == null, ct);

    public void Record(string verb, string actorId, string communityId, Dictionary<string, string?>? data = null) => db.Activities.Add(new ActivityRecord
    {
        Verb = verb,
        ActorId = actorId,
        ItemId = communityId,
        ContentType = CommunityProjection.ContentType,
        CommunityId = communityId,
        AtUtc = clock.GetUtcNow(),
        Data = data is null ? null : JsonSerializer.Serialize(data),
    });

    /// <summary>As long as somebody asks to join, it waits for each leader; whoever is no leader any more is left in peace.</summary>
    public void TellLeaders(string communityId) => db.Then(async ct =>
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await db.Database.ExecuteSqlAsync($"DELETE FROM hub_wait WHERE reason = {JoinReason} AND item_id = {communityId}", ct);
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO hub_wait (user_id, reason, item_id, title, href, since_utc)
            SELECT m.user_id, {JoinReason}, c.id, c.title, '/' || c.path || '/requests', asked.since_utc
              FROM hub_membership m
              JOIN hub_community c ON c.id = m.community_id
              JOIN (SELECT MIN(at_utc) AS since_utc FROM communities_request
                     WHERE community_id = {communityId} AND invited_by_id IS NULL AND declined_utc IS NULL) asked ON asked.since_utc IS NOT NULL
             WHERE m.community_id = {communityId} AND m.role = 'Leader' AND (m.role_until_utc IS NULL OR m.role_until_utc > {now})
            """, ct);
    });
}
