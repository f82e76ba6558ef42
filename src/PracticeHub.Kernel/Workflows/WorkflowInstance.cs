namespace PracticeHub.Kernel.Workflows;

/// <summary>Where an instance stands; Orchard Core's names for those that last.</summary>
public enum WorkflowStatus
{
    Starting,
    Halted,
    Finished,
    /// <summary>Parked with its error until somebody retries or ends it.</summary>
    Faulted,
    Aborted,
}

/// <summary>A running process. It keeps the version of its type that it began with.</summary>
public sealed class WorkflowInstance
{
    /// <summary>Failures in a row after which an instance is parked.</summary>
    public const int MostAttempts = 5;
    private const int MostEagerBursts = 100;
    private const int MessageLength = 2000;
    private static readonly TimeSpan[] Delays = [TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10)];

    public required string WorkflowId { get; init; }
    public required string TypeId { get; init; }
    public required int TypeVersion { get; set; }
    /// <summary>What the instance is about; events find it by this.</summary>
    public required string CorrelationId { get; set; }
    public WorkflowStatus Status { get; private set; } = WorkflowStatus.Starting;
    /// <summary>JSON: LastResult, Input, Output, Properties and the activities' own states, as Orchard Core has them.</summary>
    public string State { get; set; } = "{}";
    public required DateTimeOffset CreatedUtc { get; init; }
    public DateTimeOffset? EndedUtc { get; private set; }
    public string? FaultMessage { get; private set; }
    /// <summary>The activity that failed.</summary>
    public string? FaultActivityId { get; private set; }
    /// <summary>Failures in a row.</summary>
    public int Attempts { get; private set; }
    /// <summary>How often it was woken.</summary>
    public int Bursts { get; private set; }
    /// <summary>When it next has something to do: an event came, a moment is due, a failure is tried again. Null while it only waits.</summary>
    public DateTimeOffset? WakeUtc { get; set; }

    internal void Succeed(bool hasEvents, IReadOnlyCollection<WorkflowBookmark> waits, DateTimeOffset now)
    {
        (Attempts, FaultMessage, FaultActivityId) = (0, null, null);
        Bursts++;
        if (waits.Count == 0)
        {
            (Status, EndedUtc, WakeUtc) = (WorkflowStatus.Finished, EndedUtc ?? now, hasEvents ? now : null);
            return;
        }

        Status = WorkflowStatus.Halted;
        WakeUtc = hasEvents ? now : Later(waits.Min(w => w.DueUtc), now);
    }

    internal void Fail(string message, string? activityId, bool isHopeless, DateTimeOffset now)
    {
        FaultMessage = message.Length <= MessageLength ? message : message[..MessageLength];
        FaultActivityId = activityId;
        Attempts = isHopeless ? MostAttempts : Attempts + 1;
        if (Attempts >= MostAttempts)
        {
            (Status, WakeUtc) = (WorkflowStatus.Faulted, null);
            return;
        }

        WakeUtc = now + Delays[Attempts - 1];
    }

    /// <summary>Whether it has failed, and is parked or will be tried again.</summary>
    public bool HasFailed => Attempts > 0 && !IsOver;

    public bool IsOver => Status is WorkflowStatus.Finished or WorkflowStatus.Aborted;

    /// <summary>Tries again what failed, now; events that came meanwhile follow.</summary>
    public void Retry(DateTimeOffset now)
    {
        if (HasFailed)
        {
            (Status, Attempts, WakeUtc) = (Bursts > 0 ? WorkflowStatus.Halted : WorkflowStatus.Starting, 0, now);
        }
    }

    /// <summary>Goes on behind the activity that failed, as if it had ended with this outcome.</summary>
    public void Skip(string outcome, DateTimeOffset now)
    {
        if (HasFailed && FaultActivityId is { } failed)
        {
            var state = WorkflowState.Parse(State);
            state.Skip(failed, outcome);
            State = state.Document.ToJsonString();
            Retry(now);
        }
    }

    /// <summary>Ends it where it stands.</summary>
    public void Abort(DateTimeOffset now) => (Status, EndedUtc, WakeUtc) = (WorkflowStatus.Aborted, now, null);

    // A loop whose wait is always over must not keep the others waiting.
    private DateTimeOffset? Later(DateTimeOffset? due, DateTimeOffset now) =>
        due is { } at && Bursts > MostEagerBursts && at < now.AddMinutes(1) ? now.AddMinutes(1) : due;
}
