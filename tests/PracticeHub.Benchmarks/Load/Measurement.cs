using System.Diagnostics;

namespace PracticeHub.Benchmarks.Load;

/// <summary>What a group of workers achieved, computed from every single request.</summary>
internal sealed class Measurement
{
    private readonly long[] _sorted;

    public Measurement(Sample[] samples, IReadOnlyList<string> failures, long started, long ended)
        : this(samples.Select(sample => sample.Ticks), failures, Stopwatch.GetElapsedTime(started, ended), PauseIn(samples, started, ended))
    {
    }

    private Measurement(IEnumerable<long> ticks, IReadOnlyList<string> failures, TimeSpan elapsed, TimeSpan longestPause)
    {
        _sorted = [.. ticks];
        Array.Sort(_sorted);
        (Failures, Elapsed, LongestPause) = (failures, elapsed, longestPause);
    }

    /// <summary>Several turns as one.</summary>
    public static Measurement Of(IReadOnlyList<Measurement> turns) => new(
        turns.SelectMany(turn => turn._sorted),
        [.. turns.SelectMany(turn => turn.Failures)],
        turns.Aggregate(TimeSpan.Zero, (sum, turn) => sum + turn.Elapsed),
        turns.Max(turn => turn.LongestPause));

    public IReadOnlyList<string> Failures { get; }

    public TimeSpan Elapsed { get; }

    /// <summary>The longest time in which no request of the group was answered.</summary>
    public TimeSpan LongestPause { get; }

    public int Count => _sorted.Length;

    public double PerSecond => Count / Elapsed.TotalSeconds;

    public TimeSpan Median => Percentile(0.5);

    public TimeSpan P99 => Percentile(0.99);

    public TimeSpan Longest => Percentile(1);

    /// <summary>The smallest time that at least this share of the requests kept.</summary>
    public TimeSpan Percentile(double share)
    {
        if (_sorted.Length == 0)
        {
            return TimeSpan.Zero;
        }

        var rank = (int)Math.Ceiling(share * _sorted.Length);
        return Stopwatch.GetElapsedTime(0, _sorted[Math.Max(rank, 1) - 1]);
    }

    private static TimeSpan PauseIn(Sample[] samples, long started, long ended)
    {
        var longest = 0L;
        var previous = started;
        foreach (var end in samples.Select(sample => sample.Ended).Append(ended).Order())
        {
            longest = Math.Max(longest, end - previous);
            previous = end;
        }

        return Stopwatch.GetElapsedTime(0, longest);
    }
}
