using PracticeHub.Benchmarks.Load;

namespace PracticeHub.Benchmarks;

/// <summary>Tells whoever waits how far the run is.</summary>
internal sealed class Progress(TextWriter output)
{
    public void Say(string line) => output.WriteLine(line);

    public void Say(string what, Measurement? measured)
    {
        if (measured is null)
        {
            Say($"{what}: asks to sign in");
            return;
        }

        var failures = measured.Failures.Count == 0 ? "" : $", {measured.Failures.Count} FAILED: {measured.Failures[0]}";
        Say($"{what}: {measured.PerSecond:N0} requests/s, p50 {measured.Median.TotalMilliseconds:N1} ms, "
            + $"p99 {measured.P99.TotalMilliseconds:N1} ms{failures}");
    }
}
