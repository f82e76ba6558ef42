using System.Text;
using PracticeHub.Benchmarks.Load;

namespace PracticeHub.Benchmarks.Reports;

/// <summary>The results as the Markdown page that is kept in docs.</summary>
internal static class Report
{
    public static string Write(Plan plan, Results results, DateTimeOffset at)
    {
        var text = new StringBuilder();
        text.Append(Introduction(plan, results, at));
        foreach (var database in results.Databases)
        {
            text.Append($"\n## {database.Database}\n\n{Pages(plan, database)}\n{Mixed(plan, database.Mixed)}\n{Hubs(database)}");
        }

        text.Append($"\n## Targets\n\n{string.Join('\n', Targets.Check(results))}\n");
        text.Append(Failures(results));
        return text.ToString();
    }

    public static string Milliseconds(TimeSpan time) => time.TotalMilliseconds.ToString("N1");

    private static string Introduction(Plan plan, Results results, DateTimeOffset at) => $"""
        # Performance

        Measured with `{plan.Command}` on {at:d MMMM yyyy}: {Machine.Describe()}.

        Each page is asked for over {plan.Connections} connections, one request after the other on each, for {plan.Duration.TotalSeconds:N0} s in {plan.Turns} turns after a warm-up of {plan.WarmUp.TotalSeconds:N0} s in all; every answer is read to its end and checked. Once seeded, a database is analyzed, on PostgreSQL also vacuumed, which one in use has been long since. The load generator, the hub and its database share the machine's cores. The baseline is a bare Razor Pages site with a layout and a list of twenty rows from memory, no database and no members; at the start of this run it served {results.Baseline.PerSecond:N0} requests/s (p50 {Milliseconds(results.Baseline.Median)} ms, p99 {Milliseconds(results.Baseline.P99)} ms). "Of baseline" is a page's requests per second as a share of the baseline's, measured before and after that database's pages, of which the better counts. Hubs of both sizes run at the same time and take turns at every page; "growth" is how many times longer a request takes in the largest hub than in the smallest.

        """;

    private static string Pages(Plan plan, DatabaseResult database)
    {
        var table = new Table(
            ["page", "visitor"],
            [.. plan.Sizes.SelectMany(SizeHeadings), "growth"]);
        table.Row(["baseline", "anonymous", .. Cells(database.Baseline, database.Baseline), .. plan.Sizes.Skip(1).SelectMany(_ => Empty), ""]);
        foreach (var page in database.Pages)
        {
            table.Row([
                page.Name,
                page.SignedIn ? "signed in" : "anonymous",
                .. page.BySize.SelectMany(measured => Cells(measured, database.Baseline)),
                page.Growth?.ToString("N2") ?? "",
            ]);
        }

        return table.ToString();
    }

    private static string[] Empty => ["", "", "", ""];

    private static string[] SizeHeadings(int items) => [$"{items:N0} items: requests/s", "p50 ms", "p99 ms", "of baseline"];

    private static string[] Cells(Measurement? measured, Measurement baseline) => measured is null
        ? ["asks to sign in", "", "", ""]
        :
        [
            measured.PerSecond.ToString("N0"),
            Milliseconds(measured.Median),
            Milliseconds(measured.P99),
            (measured.PerSecond / baseline.PerSecond).ToString("P0"),
        ];

    private static string Mixed(Plan plan, MixedResult mixed)
    {
        var table = new Table(
            [$"eight writers and eight readers at once for {plan.MixedDuration.TotalSeconds:N0} s, {mixed.Items:N0} items"],
            ["requests/s", "p50 ms", "p99 ms", "longest ms", "longest pause ms", "failed"]);
        table.Row(["log work", .. MixedCells(mixed.Writes)]);
        table.Row(["read the pages above in turn", .. MixedCells(mixed.Reads)]);
        return table.ToString();
    }

    private static string[] MixedCells(Measurement measured) =>
    [
        measured.PerSecond.ToString("N0"),
        Milliseconds(measured.Median),
        Milliseconds(measured.P99),
        Milliseconds(measured.Longest),
        Milliseconds(measured.LongestPause),
        measured.Failures.Count.ToString("N0"),
    ];

    private static string Hubs(DatabaseResult database)
    {
        var table = new Table([], ["items", "seeded in s", "peak memory MB"]);
        foreach (var hub in database.Hubs)
        {
            table.Row(hub.Items.ToString("N0"), hub.SeedTime.TotalSeconds.ToString("N0"), (hub.PeakMemory / 1e6).ToString("N0"));
        }

        return table.ToString();
    }

    private static string Failures(Results results) => results.Failures.Count == 0
        ? ""
        : $"\n## Failures\n\n{string.Join('\n', results.Failures.Distinct().Take(20).Select(failure => $"- {failure.ReplaceLineEndings(" ")}"))}\n";
}
