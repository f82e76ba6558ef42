namespace PracticeHub.Kernel.Workflows;

/// <summary>How an activity ended: with outcomes to follow, or waiting.</summary>
public sealed record ActivityResult
{
    private ActivityResult(IReadOnlyList<string> outcomes, bool isWaiting, DateTimeOffset? dueUtc) =>
        (Outcomes, IsWaiting, DueUtc) = (outcomes, isWaiting, dueUtc);

    public IReadOnlyList<string> Outcomes { get; }
    public bool IsWaiting { get; }
    public DateTimeOffset? DueUtc { get; }

    public static ActivityResult Done { get; } = Go("Done");

    /// <summary>The branch ends here.</summary>
    public static ActivityResult End { get; } = Go();

    public static ActivityResult Go(params IReadOnlyList<string> outcomes) => new(outcomes, false, null);

    /// <summary>Waits for the event that the activity stands for.</summary>
    public static ActivityResult Wait { get; } = new([], true, null);

    /// <summary>Waits until a moment.</summary>
    public static ActivityResult WaitUntil(DateTimeOffset due) => new([], true, due);
}
