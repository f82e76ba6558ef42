using System.Diagnostics;

namespace PracticeHub.Benchmarks.Load;

/// <summary>What one worker saw: every answer with its times, so that percentiles are exact.</summary>
internal sealed class Recorder
{
    private const int MostFailures = 100;
    private readonly List<string> _failures = [];
    private Sample[] _samples = new Sample[4096];
    private int _count;

    public ReadOnlySpan<Sample> Samples => _samples.AsSpan(0, _count);

    public IReadOnlyList<string> Failures => _failures;

    /// <summary>A worker whose server is gone must not fail a million times.</summary>
    public bool HasGivenUp => _failures.Count >= MostFailures;

    public void Add(long started, string? failure)
    {
        if (failure is not null)
        {
            _failures.Add(failure);
            return;
        }

        if (_count == _samples.Length)
        {
            Array.Resize(ref _samples, _count * 2);
        }

        _samples[_count++] = new(started, Stopwatch.GetTimestamp());
    }
}
