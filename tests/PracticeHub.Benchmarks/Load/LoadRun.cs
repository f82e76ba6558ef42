using System.Diagnostics;

namespace PracticeHub.Benchmarks.Load;

/// <summary>Sends one request and says what was wrong with the answer; null means nothing.</summary>
internal delegate Task<string?> Act(CancellationToken ct);

/// <summary>Keeps every worker busy, one request after the other, first to warm up and then to measure.</summary>
internal static class LoadRun
{
    // Whoever has not answered this long after the end is counted as a failure, so that a run always ends.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    public static async Task<Measurement> RunAsync(
        IReadOnlyList<Act> workers, TimeSpan warmUp, TimeSpan duration, CancellationToken ct) =>
        (await RunAsync([workers], warmUp, duration, ct))[0];

    /// <summary>Runs several groups at the same time and measures each; whatever fails while warming up counts as well.</summary>
    public static async Task<IReadOnlyList<Measurement>> RunAsync(
        IReadOnlyList<IReadOnlyList<Act>> groups, TimeSpan warmUp, TimeSpan duration, CancellationToken ct)
    {
        var warm = await RunPhaseAsync(groups, warmUp, ct);
        GC.Collect();
        var started = Stopwatch.GetTimestamp();
        var measured = await RunPhaseAsync(groups, duration, ct);
        var ended = Stopwatch.GetTimestamp();

        return [.. measured.Zip(warm, (group, before) => new Measurement(
            [.. group.SelectMany(recorder => recorder.Samples.ToArray())],
            [.. before.Concat(group).SelectMany(recorder => recorder.Failures)],
            started,
            ended))];
    }

    private static async Task<Recorder[][]> RunPhaseAsync(
        IReadOnlyList<IReadOnlyList<Act>> groups, TimeSpan duration, CancellationToken ct)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct);
        end.CancelAfter(duration + Grace);
        var started = Stopwatch.GetTimestamp();
        var recorders = await Task.WhenAll(groups.Select(group =>
            Task.WhenAll(group.Select(act => Task.Run(() => WorkAsync(act, started, duration, end.Token), ct)))));
        ct.ThrowIfCancellationRequested();
        return recorders;
    }

    private static async Task<Recorder> WorkAsync(Act act, long started, TimeSpan duration, CancellationToken ct)
    {
        var recorder = new Recorder();
        while (Stopwatch.GetElapsedTime(started) < duration && !recorder.HasGivenUp)
        {
            var sent = Stopwatch.GetTimestamp();
            recorder.Add(sent, await TryAsync(act, ct));
        }

        return recorder;
    }

    private static async Task<string?> TryAsync(Act act, CancellationToken ct)
    {
        try
        {
            return await act(ct);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException)
        {
            return error.Message;
        }
    }
}
