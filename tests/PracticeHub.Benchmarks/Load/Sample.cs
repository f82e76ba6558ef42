namespace PracticeHub.Benchmarks.Load;

/// <summary>One answered request, in <see cref="System.Diagnostics.Stopwatch"/> ticks.</summary>
internal readonly record struct Sample(long Started, long Ended)
{
    public long Ticks => Ended - Started;
}
