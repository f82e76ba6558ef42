using System.Text.Json.Nodes;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Workflows;
using PracticeHub.Reviews.Features.Promotions;
using PracticeHub.Reviews.Features.ReviewRequests;
using PracticeHub.Reviews.Features.Standings;
using PracticeHub.Reviews.Features.Verifications;

namespace PracticeHub.Reviews.Features.ReviewFlow;

/// <summary>Promotes the item to Level (Community, Communities or Everyone), for the Reason given.</summary>
internal sealed class PromoteTask(Promoting promoting, ReviewLog log) : WorkflowActivity
{
    public override IReadOnlyList<string> Outcomes(ActivityNode node) => ["Promoted", "Noop"];

    public override async Task<ActivityResult> ExecuteAsync(WorkflowContext run, CancellationToken ct)
    {
        // The name of a level, or an expression that comes to one: what the leaders have chosen.
        if (!Enum.TryParse<PromotionLevel>(run.Node.Expression("Level"), out var level) && !Enum.TryParse(run.Evaluate("Level")?.ToString(), out level))
        {
            throw new WorkflowException($"{run.Node.Title} has no Level: Community, Communities or Everyone.");
        }

        var refusal = await promoting.PromoteAsync(run.ItemId, level, run.ActorId, run.Render("Reason"), await log.MomentOfAsync(run, ct), ct);
        return ActivityResult.Go(refusal is null ? "Promoted" : "Noop");
    }
}

/// <summary>Verifies the item for Days, or by its risk as DaysByRisk says, or for as long as its community has agreed on.</summary>
internal sealed class VerifyTask(HubDb db, Verifying verifying, ReviewLog log) : WorkflowActivity
{
    public override IReadOnlyList<string> Outcomes(ActivityNode node) => ["Verified", "Noop"];

    public override async Task<ActivityResult> ExecuteAsync(WorkflowContext run, CancellationToken ct)
    {
        var agreed = RiskDays.Of(run.Node, (await db.Standings.FindAsync([run.ItemId], ct))?.Risk) ?? (await db.ReviewRequests.FindAsync([run.CorrelationId], ct))?.VerifyDays ?? 180;
        var at = await log.MomentOfAsync(run, ct);
        var until = at.AddDays(Math.Clamp(run.Number("Days", agreed), 1, 3650));
        var refusal = await verifying.VerifyAsync(run.ItemId, run.ActorId, run.Render("Note"), at, until, ct);
        return ActivityResult.Go(refusal is null ? "Verified" : "Noop");
    }
}
