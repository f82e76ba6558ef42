using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Reviews.Features.ReviewRequests;

/// <summary>What a leader says about a version, as they saw it.</summary>
public sealed record Decision(string UserId, int Round, string VersionId, Verdict Verdict, string Note, IReadOnlyList<int> CriteriaMet, DateTimeOffset AtUtc);

/// <summary>Takes a leader's decision and counts it; what follows from it is the workflow's.</summary>
public sealed class Deciding(HubDb db, Reviewers reviewers)
{
    /// <summary>Null when the decision stands, saved with everything that belongs to it.</summary>
    public Task<Refusal?> DecideAsync(string requestId, Decision decision, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        // Two leaders at once: the second one waits here, and counts the first one's approval.
        if (await db.HoldReviewAsync(requestId, ct) is not { } request)
        {
            return new Refusal("unknown-review", "This review does not exist.");
        }

        var reviewing = await reviewers.OfAsync(request.CommunityId, request.ItemId, decision.AtUtc, ct);
        if (await RefuseAsync(request, decision, reviewing, ct) is { } refusal)
        {
            return refusal;
        }

        await CountAsync(request, decision, reviewing, ct);
        await db.SaveChangesAsync(ct);
        return null;
    }, ct);

    private async Task<Refusal?> RefuseAsync(ReviewRequest request, Decision decision, IReadOnlyList<string> reviewing, CancellationToken ct)
    {
        if (!reviewing.Contains(decision.UserId))
        {
            return (await reviewers.AuthorsAsync(request.ItemId, ct)).Contains(decision.UserId)
                ? new("own-work", "You have written on this yourself. A colleague has to decide.")
                : new("not-a-leader", "Only leaders of this community decide, and you are none of them now.");
        }

        if (await db.ReviewSteps.AnyAsync(s => s.RequestId == request.Id && s.Round == decision.Round && s.UserId == decision.UserId, ct))
        {
            return new("decided-already", "You have decided in this round already. A decision is not taken back; write a comment if you think otherwise now.");
        }

        return request.RefuseDecision(decision.Round, decision.VersionId) ?? (decision.Verdict is not Verdict.Approve && decision.Note.Length == 0
            ? new("note-needed", "Tell the author why: what should change, or what speaks against it.")
            : null);
    }

    private async Task CountAsync(ReviewRequest request, Decision decision, IReadOnlyList<string> reviewing, CancellationToken ct)
    {
        var approved = await db.ReviewSteps.Where(s => s.RequestId == request.Id && s.Round == request.Round && s.Verdict == Verdict.Approve)
            .Select(s => s.UserId).ToListAsync(ct);
        var approvals = approved.Count + (decision.Verdict is Verdict.Approve ? 1 : 0);
        var state = request.Count(decision.Verdict, approvals, approved.Union(reviewing).Count(), decision.AtUtc);
        db.Add(new ReviewStep
        {
            RequestId = request.Id,
            Round = request.Round,
            UserId = decision.UserId,
            Verdict = decision.Verdict,
            Note = decision.Note,
            CriteriaMet = string.Join(',', decision.CriteriaMet.Where(c => c >= 0 && c < request.CriteriaList.Count).Distinct().Order()),
            VersionId = request.VersionId,
            AtUtc = decision.AtUtc,
        });
        await EndWaitsAsync(request, decision.UserId, ct);
        await TellAsync(request, decision, state, approvals, ct);
    }

    /// <summary>Nobody waits for somebody else's decision once the round is over.</summary>
    private async Task EndWaitsAsync(ReviewRequest request, string deciderId, CancellationToken ct)
    {
        var isOver = request.State is not ReviewState.Open;
        db.RemoveRange(await db.Set<Wait>().Where(w => w.ItemId == request.ItemId
            && ((w.Reason == ReviewWaits.Review && (isOver || w.UserId == deciderId)) || (w.Reason == ReviewWaits.Escalation && isOver))).ToListAsync(ct));
    }

    private async Task TellAsync(ReviewRequest request, Decision decision, ReviewState state, int approvals, CancellationToken ct) => db.Activities.Add(new ActivityRecord
    {
        Verb = "review.decided",
        ActorId = decision.UserId,
        ItemId = request.ItemId,
        ContentType = (await db.Cards.FindAsync([request.ItemId], ct))?.Kind,
        CommunityId = request.CommunityId,
        AtUtc = decision.AtUtc,
        Data = new JsonObject
        {
            ["requestId"] = request.Id,
            ["round"] = request.Round,
            ["versionId"] = request.VersionId,
            ["verdict"] = decision.Verdict.ToString(),
            ["outcome"] = state is ReviewState.Open ? "More" : state.ToString(),
            ["approvals"] = approvals,
        }.ToJsonString(),
    });
}
