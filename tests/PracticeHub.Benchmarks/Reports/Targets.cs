namespace PracticeHub.Benchmarks.Reports;

/// <summary>What the hub promises about its speed, and whether this run kept it.</summary>
internal static class Targets
{
    private const double MostGrowth = 1.3;
    private static readonly TimeSpan MostForAWrite = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Stall = TimeSpan.FromSeconds(1);

    public static IEnumerable<string> Check(Results results)
    {
        yield return Line("No request failed", Some(results.Failures.Count, "failed"));
        foreach (var database in results.Databases)
        {
            var grown = database.Pages.Where(page => page.Growth > MostGrowth)
                .Select(page => $"{page.Name} {(page.SignedIn ? "signed in" : "anonymous")} {page.Growth:N2}");
            yield return Line(
                $"{database.Database}: every page within {MostGrowth:N1} times of its time in the smallest hub", [.. grown]);

            var writes = database.Mixed.Writes;
            yield return Line(
                $"{database.Database}: p99 of a write among eight writers and eight readers under {MostForAWrite.TotalMilliseconds:N0} ms",
                writes.P99 < MostForAWrite ? [] : [Report.Milliseconds(writes.P99) + " ms"]);

            var pause = TimeSpan.FromTicks(Math.Max(writes.LongestPause.Ticks, database.Mixed.Reads.LongestPause.Ticks));
            yield return Line(
                $"{database.Database}: no second without an answer to a writer and to a reader",
                pause < Stall ? [] : [Report.Milliseconds(pause) + " ms"]);
        }
    }

    private static string[] Some(int count, string what) => count == 0 ? [] : [$"{count:N0} {what}"];

    public static string Line(string target, string[] misses) =>
        misses.Length == 0 ? $"- kept: {target}" : $"- **missed**: {target} ({string.Join(", ", misses)})";
}
