using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Workflows;
using PracticeHub.Reviews.Features.Standings;

namespace PracticeHub.Reviews.Features.ReviewRequests;

/// <summary>What a leader says about a version, as they saw it.</summary>
public sealed record Decision(string UserId, int Round, string VersionId, Verdict Verdict, string Note, IReadOnlyList<int> CriteriaMet, DateTimeOffset AtUtc)
{
    /// <summary>What the author can do instead; needed with a refusal.</summary>
    public string NextStep { get; init; } = "";

    /// <summary>How far to promote it, if this is the approval that was missing.</summary>
    public PromotionLevel Level { get; init; } = PromotionLevel.Community;

    /// <summary>How much harm it does when it no longer holds, if this leader says so.</summary>
    public Risk? Risk { get; init; }

    public bool SaysRisk { get; init; }
}

/// <summary>Takes a leader's decision, and takes it back; what follows from it is the workflow's.</summary>
public sealed class Deciding(HubDb db, Reviewers reviewers, Turns turns)
{
    private static readonly Refusal Unknown = new("unknown-review", "This review does not exist.");

    /// <summary>Null when the decision stands, saved with everything that belongs to it.</summary>
    public Task<Refusal?> DecideAsync(string requestId, Decision decision, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        // Two leaders at once: the second one waits here, and counts the first one's approval.
        if (await db.HoldReviewAsync(requestId, ct) is not { } request)
        {
            return Unknown;
        }

        if (await RefuseAsync(request, decision, ct) is { } refusal)
        {
            return refusal;
        }

        await CountAsync(request, decision, ct);
        await db.SaveChangesAsync(ct);
        return null;
    }, ct);

    /// <summary>Takes one's own decision back while nothing has followed from it. Null when it is done and saved.</summary>
    public Task<Refusal?> UndoAsync(string requestId, string userId, DateTimeOffset now, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        if (await db.HoldReviewAsync(requestId, ct) is not { } request)
        {
            return Unknown;
        }

        var mine = (await db.DecisionsAsync(request, ct)).Find(d => d.UserId == userId);
        if (mine is null || mine.AtUtc.AddSeconds(request.UndoSeconds) <= now || (request.State is not ReviewState.Open && request.DecidedById != userId))
        {
            return new Refusal("too-late", "The seconds in which a decision can be taken back are over. It can still be reversed, with a reason that stays in the record.");
        }

        request.Reopen();
        db.Add(RecordEntry.Of(request, ReviewDeed.Undone, userId, now));
        await db.SaveChangesAsync(ct);
        await turns.ReopenAsync(request, mine.AtUtc, now, ct);
        await db.SaveChangesAsync(ct);
        return null;
    }, ct);

    private async Task<Refusal?> RefuseAsync(ReviewRequest request, Decision decision, CancellationToken ct)
    {
        // A newer round is told before anything else: that one decided in it is no reason then.
        var refusal = await turns.RefuseAsync(request, decision.UserId, decision.AtUtc, ct);
        if (refusal is { Code: not "decided-already" })
        {
            return refusal;
        }

        if (request.RefuseDecision(decision.Round, decision.VersionId, decision.AtUtc) is { Code: "older-version" } older)
        {
            return older;
        }

        return refusal ?? await RefuseStoppedAsync(request, ct) ?? decision switch
        {
            { Verdict: not Verdict.Approve, Note.Length: 0 } => new("note-needed", "Tell the author why: what should change, or what speaks against it."),
            { Verdict: Verdict.Decline, NextStep.Length: 0 } => new("next-step-needed", "Name a next step: what can the author do with it instead?"),
            _ => null,
        };
    }

    /// <summary>A decision that nobody carries on would only look like one.</summary>
    private async Task<Refusal?> RefuseStoppedAsync(ReviewRequest request, CancellationToken ct)
    {
        var types = db.WorkflowTypes;
        var running = await db.Workflows.Where(w => w.CorrelationId == request.Id)
            .Select(w => new { w.Status, hasType = types.Any(t => t.TypeId == w.TypeId && t.Version == w.TypeVersion) }).ToListAsync(ct);
        return running.Count > 0 && running.TrueForAll(w => !w.hasType || w.Status is not (WorkflowStatus.Halted or WorkflowStatus.Starting))
            ? new("workflow-stopped", "The workflow of this review has stopped or was deleted, so nothing would follow from your decision. Ask an administrator to set it going; your note is kept.")
            : null;
    }

    private async Task CountAsync(ReviewRequest request, Decision decision, CancellationToken ct)
    {
        var reviewing = await reviewers.AllAsync(request.CommunityId, request.ItemId, decision.AtUtc, ct);
        var approved = (await db.DecisionsAsync(request, ct)).Where(d => d.Deed is ReviewDeed.Approve).Select(d => d.UserId).ToList();
        var approvals = approved.Count + (decision.Verdict is Verdict.Approve ? 1 : 0);
        var state = request.Count(decision.Verdict, decision.UserId, decision.Level, approvals, approved.Union(reviewing.Select(r => r.UserId)).Count(), decision.AtUtc);
        db.Add(new RecordEntry
        {
            ItemId = request.ItemId,
            CommunityId = request.CommunityId,
            RequestId = request.Id,
            Round = request.Round,
            UserId = decision.UserId,
            Deed = Enum.Parse<ReviewDeed>(decision.Verdict.ToString()),
            Note = decision.Note,
            NextStep = decision.Verdict is Verdict.Decline ? decision.NextStep : "",
            CriteriaMet = string.Join(',', decision.CriteriaMet.Where(c => c >= 0 && c < request.CriteriaList.Count).Distinct().Order()),
            VersionId = request.VersionId,
            AtUtc = decision.AtUtc,
        });
        if (decision is { SaysRisk: true, Verdict: Verdict.Approve })
        {
            (await db.StandingOfAsync(request.ItemId, ct)).Risk = decision.Risk;
        }

        await turns.EndForAsync(request, decision.UserId, decision.AtUtc, ct);
        await TellAsync(request, decision, state, approvals, ct);
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
