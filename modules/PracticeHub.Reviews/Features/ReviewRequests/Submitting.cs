using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Workflows;
using PracticeHub.Reviews.Features.ReviewFlow;

namespace PracticeHub.Reviews.Features.ReviewRequests;

/// <summary>Hands an item to the leaders of its community, again after they asked for changes. The caller saves.</summary>
public sealed class Submitting(HubDb db, ContentStore store, Reviewers reviewers, WorkflowTypes workflows, SiteSettings site, Ids ids)
{
    private static readonly Refusal InReview = new("in-review", "It is being reviewed already. The leaders see what you submitted; wait for their word.");

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
            return (null, new("no-community", "It belongs to no community yet, so no leaders can review it. Edit it and choose one."));
        }

        var request = await db.ReviewRequests.SingleOrDefaultAsync(r => r.OpenItemId == itemId, ct);
        var leaders = await reviewers.AllAsync(communityId, itemId, at, ct);
        var drawn = await FlowOfAsync(card.Kind, ct);
        if (Refuse(request, leaders, drawn, at) is { } refusal)
        {
            return (null, refusal);
        }

        request ??= Begin(card, byId);
        request.Submit(item.VersionId!, item.DisplayText, await RulesAsync(communityId, ct), FlowRules.Of(drawn), leaders.Count, at, ZoneOf(leaders[0]));
        db.Add(RecordEntry.Of(request, ReviewDeed.Submitted, byId, at, note));
        await EndWaitAsync(byId, itemId, ct);
        Tell(request, card, byId, at);
        return (request, null);
    }

    private static Refusal? Refuse(ReviewRequest? request, IReadOnlyList<Reviewer> leaders, WorkflowType? drawn, DateTimeOffset at) => request switch
    {
        { State: ReviewState.Open } => InReview,
        { SettlesUtc: { } settles } when settles > at => InReview,
        _ when leaders.Count == 0 => new("no-reviewers", "Nobody but its authors leads this community, and nobody reviews their own work. Ask a leader or an administrator to appoint another leader, or share it with another community."),
        null when drawn is null => new("no-workflow", "No review workflow is switched on for this kind of content. Ask an administrator to switch one on."),
        _ => null,
    };

    /// <summary>The workflow that is drawn for a type of content; one that names it comes before one that takes any.</summary>
    private async Task<WorkflowType?> FlowOfAsync(string kind, CancellationToken ct)
    {
        var drawn = from type in await workflows.EnabledAsync(db, ct)
                    from start in type.Starts
                    where start.Name == nameof(ReviewSubmittedEvent) && ReviewSubmittedEvent.Takes(start, kind)
                    select type;
        return drawn.FirstOrDefault();
    }

    /// <summary>The working days are those of whoever is asked first.</summary>
    private TimeZoneInfo ZoneOf(Reviewer first) => TimeZoneInfo.TryFindSystemTimeZoneById(first.TimeZone, out var own) ? own : TimeZoneInfo.FindSystemTimeZoneById(site.TimeZoneId);

    private ReviewRequest Begin(Card card, string byId)
    {
        var request = new ReviewRequest { Id = ids.New(), ItemId = card.ItemId, CommunityId = card.CommunityId!, SubmittedBy = byId };
        db.Add(request);
        return request;
    }

    private async Task<ReviewRules> RulesAsync(string communityId, CancellationToken ct) =>
        (await store.FindPublishedAsync(communityId, ct))?.Get<ReviewRules>() ?? new();

    private async Task EndWaitAsync(string userId, string itemId, CancellationToken ct)
    {
        if (await db.Set<Wait>().FindAsync([userId, ReviewWaits.Changes, itemId], ct) is { } wait)
        {
            db.Remove(wait);
        }
    }

    private void Tell(ReviewRequest request, Card card, string byId, DateTimeOffset at) => db.Activities.Add(new ActivityRecord
    {
        Verb = "review.submitted",
        ActorId = byId,
        ItemId = card.ItemId,
        ContentType = card.Kind,
        CommunityId = card.CommunityId,
        AtUtc = at,
        Data = new JsonObject { ["requestId"] = request.Id, ["round"] = request.Round, ["versionId"] = request.VersionId }.ToJsonString(),
    });
}
