using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Workflows;

namespace PracticeHub.Reviews.Features.ReviewRequests;

/// <summary>Hands an item to the leaders of its community, again after they asked for changes. The caller saves.</summary>
public sealed class Submitting(HubDb db, ContentStore store, Reviewers reviewers, ReviewFlows flows, SiteSettings site, Ids ids)
{
    private static readonly Refusal InReview = new("in-review", "It is being reviewed already. The leaders see what you submitted; wait for their word.");

    private static readonly Refusal NoCommunity = new("no-community", "It belongs to no community yet, so no leaders can review it. Edit it and choose one.");
    private static readonly Refusal NoReviewers = new("no-reviewers", "Nobody but its authors leads this community, and nobody reviews their own work. Ask a leader or an administrator to appoint another leader, or share it with another community.");

    public async Task<(ReviewRequest? Request, Refusal? Refusal)> SubmitAsync(string itemId, string byId, string note, DateTimeOffset at, CancellationToken ct)
    {
        if (await db.Cards.FindAsync([itemId], ct) is not { } card || await store.FindLatestAsync(itemId, ct) is not { } item)
        {
            return (null, new("unknown-item", "This does not exist."));
        }

        if (card.OwnerId != byId)
        {
            return (null, new("not-yours", "Only its owner submits it. Ask them, or write a comment."));
        }

        if (card.CommunityId is not { } communityId)
        {
            return (null, NoCommunity);
        }

        var request = await db.ReviewRequests.SingleOrDefaultAsync(r => r.OpenItemId == itemId, ct);
        var leaders = await reviewers.AllAsync(communityId, itemId, at, ct);
        var agreed = await flows.AgreedAsync(communityId, ct);
        // What runs goes on as it began, whatever the community has chosen since.
        var (flow, isChoiceGone) = request is not null && await flows.OfAsync(request, ct) is { } running ? (running, false) : await flows.ForAsync(card.Kind, agreed, ct);
        if (Refuse(request, leaders, flow, at) is { } refusal)
        {
            return (null, refusal);
        }

        request ??= Begin(card, byId);
        request.Submit(item.VersionId!, item.DisplayText, agreed, FlowRules.Of(flow?.Type), leaders.Count, at, site.ZoneOf(leaders[0].TimeZone));
        db.Add(RecordEntry.Of(request, ReviewDeed.Submitted, byId, at, note));
        await EndWaitAsync(byId, itemId, ct);
        await (isChoiceGone ? LetChooseAgainAsync(communityId, at, ct) : Task.CompletedTask);
        Tell(request, card, flow, byId, at);
        return (request, null);
    }

    /// <summary>Makes up what a trial of a workflow is about, or submits that again; whatever is under review already makes room.</summary>
    /// <exception cref="WorkflowException">Why nobody could submit it.</exception>
    public async Task<ReviewRequest> PretendAsync(PretendedMoment moment, DateTimeOffset at, CancellationToken ct)
    {
        var (itemId, requestId) = (moment.Item.ItemId, moment.CorrelationId);
        var (card, item) = ((await db.Cards.FindAsync([itemId], ct))!, (await store.FindLatestAsync(itemId, ct))!);
        var leaders = card.CommunityId is { } communityId ? await reviewers.AllAsync(communityId, itemId, at, ct) : throw new WorkflowException(NoCommunity.Message);
        if (leaders.Count == 0)
        {
            throw new WorkflowException(NoReviewers.Message);
        }

        (await db.ReviewRequests.SingleOrDefaultAsync(r => r.OpenItemId == itemId && r.Id != requestId, ct))?.Withdraw(at);
        await db.SaveChangesAsync(ct);
        var request = await db.ReviewRequests.FindAsync([requestId], ct) ?? Begin(card, card.OwnerId);
        request.Submit(item.VersionId!, item.DisplayText, await flows.AgreedAsync(communityId, ct), FlowRules.Of(moment.Type) with { UndoSeconds = 0 }, leaders.Count, at, site.ZoneOf(leaders[0].TimeZone));
        await db.SaveChangesAsync(ct);
        return request;
    }

    private static Refusal? Refuse(ReviewRequest? request, IReadOnlyList<Reviewer> leaders, DrawnFlow? flow, DateTimeOffset at) => request switch
    {
        { State: ReviewState.Open } => InReview,
        { SettlesUtc: { } settles } when settles > at => InReview,
        _ when leaders.Count == 0 => NoReviewers,
        null when flow is null => new("no-workflow", "No review workflow is switched on for this kind of content. Ask an administrator to switch one on."),
        _ => null,
    };

    /// <summary>The working days are those of whoever is asked first.</summary>

    private ReviewRequest Begin(Card card, string byId)
    {
        var request = new ReviewRequest { Id = ids.New(), ItemId = card.ItemId, CommunityId = card.CommunityId!, SubmittedBy = byId };
        db.Add(request);
        return request;
    }

    /// <summary>The workflow that a community chose is gone: its leaders learn that the hub's own takes its place.</summary>
    private async Task LetChooseAgainAsync(string communityId, DateTimeOffset at, CancellationToken ct)
    {
        var title = (await db.FindAsync<Community>([communityId], ct))!.Title;
        foreach (var leader in await db.Memberships.In(communityId).Leading(at).Select(m => m.UserId).ToListAsync(ct))
        {
            await db.PutWaitAsync(leader, ReviewWaits.FlowGone, communityId, title, "/reviews/flows/" + communityId, at, null, ct);
        }
    }

    private async Task EndWaitAsync(string userId, string itemId, CancellationToken ct)
    {
        if (await db.Set<Wait>().FindAsync([userId, ReviewWaits.Changes, itemId], ct) is { } wait)
        {
            db.Remove(wait);
        }
    }

    private void Tell(ReviewRequest request, Card card, DrawnFlow? flow, string byId, DateTimeOffset at) => db.Activities.Add(new ActivityRecord
    {
        Verb = "review.submitted",
        ActorId = byId,
        ItemId = card.ItemId,
        ContentType = card.Kind,
        CommunityId = card.CommunityId,
        AtUtc = at,
        Data = new JsonObject
        {
            ["requestId"] = request.Id, ["round"] = request.Round, ["versionId"] = request.VersionId, ["workflow"] = flow?.Choice ?? "", ["workflowTypeId"] = flow?.Type.Id,
        }.ToJsonString(),
    });
}
