using System.Text.Json.Nodes;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Workflows;
using PracticeHub.Reviews.Features.ReviewRequests;

namespace PracticeHub.Reviews.Features.ReviewFlow;

/// <summary>
/// Waits until a decision cannot be taken back any more; only what comes after it are its consequences. Undone means that it
/// was. It sets the property level, and acts on in the name of whoever decided.
/// </summary>
internal sealed class SettleDecisionTask(HubDb db, TimeProvider clock) : ReviewActivity(db)
{
    public override bool Waits => true;

    public override IReadOnlyList<string> Outcomes(ActivityNode node) => ["Approved", "ChangesAsked", "Declined", "Undone"];

    public override async Task<ActivityResult> ResumeAsync(WorkflowContext run, CancellationToken ct)
    {
        var request = await HoldAsync(run, ct);
        if (request is { State: ReviewState.Open or ReviewState.Withdrawn } or { SettlesUtc: null })
        {
            return ActivityResult.Go("Undone");
        }

        if (request.SettlesUtc > clock.GetUtcNow())
        {
            return ActivityResult.WaitUntil(request.SettlesUtc.Value);
        }

        request.Settle(clock.GetUtcNow());
        run.SetProperty("level", request.Level.ToString());
        (run.State.Input["ActorId"], run.State.Input["VersionId"]) = (request.DecidedById, request.VersionId);
        return ActivityResult.Go(request.State.ToString());
    }

    public override async Task<JsonObject?> PretendAsync(PretendedMoment moment, CancellationToken ct)
    {
        await PretendVerdictAsync(Db, moment, clock.GetUtcNow(), ct);
        return [];
    }

    protected override Task<ActivityResult> StepAsync(WorkflowContext run, ReviewRequest request, CancellationToken ct) =>
        Task.FromResult(ActivityResult.WaitUntil(request.SettlesUtc ?? clock.GetUtcNow()));
}
