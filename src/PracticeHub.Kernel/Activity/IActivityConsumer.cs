namespace PracticeHub.Kernel.Activity;

/// <summary>
/// Does what follows from deeds. A module seam: contribute one with <c>hub.AddService&lt;IActivityConsumer, T&gt;()</c>. Its
/// effects and the move of its cursor are one transaction, so each activity counts exactly once, whatever crashes.
/// </summary>
public interface IActivityConsumer
{
    /// <summary>The cursor's name; never changed once released.</summary>
    string Name { get; }

    /// <summary>Handles activities in the order of the log. Effects go through the same <see cref="Data.HubDb"/>; it does not save.</summary>
    Task ConsumeAsync(IReadOnlyList<ActivityRecord> activities, CancellationToken ct);
}
