namespace PracticeHub.Tests.Infrastructure;

/// <summary>Real time plus what a test adds to it, until the test stops it.</summary>
internal sealed class TestClock : TimeProvider
{
    private long _ahead;
    private long _stoppedAt;

    public override DateTimeOffset GetUtcNow() =>
        (Interlocked.Read(ref _stoppedAt) is var at and not 0 ? new(at, TimeSpan.Zero) : System.GetUtcNow()) + TimeSpan.FromTicks(Interlocked.Read(ref _ahead));

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ahead, by.Ticks);

    /// <summary>From now on only <see cref="Advance"/> moves the time; how long something takes is still measured.</summary>
    public void Stop() => Interlocked.Exchange(ref _stoppedAt, System.GetUtcNow().Ticks);
}
