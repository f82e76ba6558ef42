using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Workflows;
using PracticeHub.Reviews.Features.ReviewRequests;

namespace PracticeHub.Reviews.Features.ReviewFlow;

/// <summary>
/// A step that waits for moments of its own. Moments may be put off while it waits: it looks again when the one comes that it
/// waited for. However far the clock jumps, it acts once, and then waits for what lies ahead.
/// </summary>
internal abstract class TimedReviewActivity(HubDb db, TimeProvider clock) : ReviewActivity(db)
{
    public sealed override bool Waits => true;

    protected DateTimeOffset Now => clock.GetUtcNow();

    public override async Task<ActivityResult> ResumeAsync(WorkflowContext run, CancellationToken ct) => await HoldAsync(run, ct) switch
    {
        var request when !IsOpen(run, request) => ActivityResult.Go("Over"),
        var request when await NextAsync(run, request, ct) is { } next && next > Now => ActivityResult.WaitUntil(next),
        var request => await ActAsync(run, request, ct),
    };

    protected override async Task<ActivityResult> StepAsync(WorkflowContext run, ReviewRequest request, CancellationToken ct) =>
        IsOpen(run, request) && await NextAsync(run, request, ct) is { } next ? ActivityResult.WaitUntil(next) : ActivityResult.Go("Over");

    /// <summary>The moment for which it waits; null when there is none.</summary>
    protected abstract Task<DateTimeOffset?> NextAsync(WorkflowContext run, ReviewRequest request, CancellationToken ct);

    protected abstract Task<ActivityResult> ActAsync(WorkflowContext run, ReviewRequest request, CancellationToken ct);

    /// <summary>Goes on waiting, or ends where no moment is left.</summary>
    protected async Task<ActivityResult> AgainAsync(WorkflowContext run, ReviewRequest request, CancellationToken ct) =>
        await NextAsync(run, request, ct) is { } next ? ActivityResult.WaitUntil(next) : ActivityResult.Go("Over");
}
