using PracticeHub.Kernel.Data;

namespace PracticeHub.Kernel.Workflows;

/// <summary>Waits for the next moment of a cron expression of five fields, in UTC.</summary>
internal sealed class TimerEvent(HubDb db, TimeProvider clock) : WorkflowActivity
{
    public override bool Waits => true;

    public override Task<ActivityResult> ExecuteAsync(WorkflowContext run, CancellationToken ct) =>
        Task.FromResult(ActivityResult.WaitUntil(NextOf(run.Node, clock.GetUtcNow())));

    /// <summary>Where the timer starts its type, the next instance takes its place at once.</summary>
    public override Task<ActivityResult> ResumeAsync(WorkflowContext run, CancellationToken ct)
    {
        if (run.Node.IsStart && run.Instance.Status is WorkflowStatus.Starting)
        {
            WorkflowTimers.Plant(db, run.Type, run.Node, clock.GetUtcNow());
        }

        return Task.FromResult(ActivityResult.Done);
    }

    internal static DateTimeOffset NextOf(ActivityNode node, DateTimeOffset now) =>
        Cron.Parse(node.Text("CronExpression") is { Length: > 0 } cron ? cron : "*/5 * * * *").Next(now);
}

/// <summary>The hub's own: waits until a moment, given as an ISO date; one that is over is no wait at all.</summary>
internal sealed class DueEvent(TimeProvider clock) : WorkflowActivity
{
    public override bool Waits => true;

    public override Task<ActivityResult> ExecuteAsync(WorkflowContext run, CancellationToken ct) =>
        Task.FromResult(ActivityResult.WaitUntil(run.Time("Due") ?? clock.GetUtcNow()));
}

/// <summary>The hub's own: waits some days, hours or seconds from now.</summary>
internal sealed class WaitTask(TimeProvider clock) : WorkflowActivity
{
    public override bool Waits => true;

    private const double MostDays = 3650;

    public override Task<ActivityResult> ExecuteAsync(WorkflowContext run, CancellationToken ct)
    {
        var days = run.Number("Days", 0) + (run.Number("Hours", 0) / 24) + (run.Number("Seconds", 0) / 86_400);
        return Task.FromResult(ActivityResult.WaitUntil(clock.GetUtcNow().AddDays(Math.Clamp(days, 0, MostDays))));
    }
}
