namespace PracticeHub.Tests.Infrastructure;

/// <summary>Real time plus what a test adds to it, until the test stops it.</summary>
internal sealed class TestClock : TimeProvider
{
    private static readonly TimeSpan UntilWednesday = Wednesday(System.GetUtcNow());

    private long _ahead;
    private long _stoppedAt;

    /// <summary>Starts at ten o'clock (UTC) of the next Wednesday: no weekend is in the way of a test, whenever it runs.</summary>
    public static TestClock InTheWeek() => new() { _ahead = UntilWednesday.Ticks };

    private static TimeSpan Wednesday(DateTimeOffset now) =>
        now.UtcDateTime.Date.AddDays(((DayOfWeek.Wednesday - now.DayOfWeek + 6) % 7) + 1).AddHours(10) - now.UtcDateTime;

    public override DateTimeOffset GetUtcNow() =>
        (Interlocked.Read(ref _stoppedAt) is var at and not 0 ? new(at, TimeSpan.Zero) : System.GetUtcNow()) + TimeSpan.FromTicks(Interlocked.Read(ref _ahead));

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ahead, by.Ticks);

    /// <summary>From now on only <see cref="Advance"/> moves the time; how long something takes is still measured.</summary>
    public void Stop() => Interlocked.Exchange(ref _stoppedAt, System.GetUtcNow().Ticks);
}
