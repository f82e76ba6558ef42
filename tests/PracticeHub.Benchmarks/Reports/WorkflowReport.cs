using System.Text;
using PracticeHub.Benchmarks.Load;

namespace PracticeHub.Benchmarks.Reports;

/// <summary>What the workflow engine takes, and whether it keeps what is promised of it.</summary>
internal static class WorkflowReport
{
    private const double MostToFind = 5;
    private const double FewestInstances = 200;
    private const double MostGrowth = 1.3;

    public static string Write(Plan plan, IReadOnlyList<WorkflowResult> results, DateTimeOffset at)
    {
        var text = new StringBuilder(Introduction(plan, at));
        foreach (var result in results)
        {
            text.Append($"\n### {result.Database}\n\n{Idle(result)}\n{Engine(result.Engine)}");
        }

        return text.Append($"\n### Targets of workflows\n\n{string.Join('\n', results.SelectMany(Check))}\n").ToString();
    }

    private static string Introduction(Plan plan, DateTimeOffset at) => $"""
        {ReportFile.WorkflowsHeading}
        Measured with `{plan.Command}` on {at:d MMMM yyyy}: {Machine.Describe()}; whatever else runs on the machine shares them.

        Two hubs are alike, but that in one of them {WorkflowBenchmark.Waiting:N0} instances wait, each for an event and for a timer: copies of one that the engine left waiting. What nothing costs is measured with everything running that a hub does by itself. An event is timed from the engine's hands to its instance being found and woken. Instances are started by deeds in the log and counted when they have finished, each run in a transaction, which on SQLite up to eight share; the ones with a wait are halted in the database, found by a second deed, and run twice. {plan.WorkflowDuration.TotalSeconds:N0} s a figure.

        """;

    private static string Idle(WorkflowResult result)
    {
        var table = new Table(["while nothing happens"], ["commands/s", "database ms/s", "hub's CPU ms/s", "a practice: requests/s", "p50 ms", "p99 ms"]);
        table.Row(["nothing waits", .. Cells(result.Without)]);
        table.Row([$"{WorkflowBenchmark.Waiting:N0} instances wait", .. Cells(result.With)]);
        return table.ToString();
    }

    private static string[] Cells(IdleResult idle) =>
    [
        $"{idle.Engine.Commands:N1}", $"{idle.Engine.DatabaseMs:N1}", $"{idle.Engine.CpuMs:N1}",
        $"{idle.Page.PerSecond:N0}", Report.Milliseconds(idle.Page.Median), Report.Milliseconds(idle.Page.P99),
    ];

    private static string Engine(EngineResult engine)
    {
        var table = new Table([$"among {WorkflowBenchmark.Waiting:N0} that wait"], ["p50 ms", "p99 ms", "instances/s"]);
        table.Row("an event finds its instance", $"{engine.FindP50:N2}", $"{engine.FindP99:N2}", "");
        table.Row("started and finished at once", "", "", $"{engine.Passing:N0}");
        table.Row("started, halted, woken by an event and finished", "", "", $"{engine.Asking:N0}");
        return table.ToString();
    }

    private static IEnumerable<string> Check(WorkflowResult result)
    {
        var (without, with) = (result.Without.Page.Median, result.With.Page.Median);
        yield return Targets.Line($"{result.Database}: a page takes within {MostGrowth:N1} times as long where {WorkflowBenchmark.Waiting:N0} instances wait as where none does",
            with <= without * MostGrowth ? [] : [$"{with / without:N2}"]);
        yield return Targets.Line($"{result.Database}: an event finds its instance in under {MostToFind:N0} ms (p99)",
            result.Engine.FindP99 < MostToFind ? [] : [$"{result.Engine.FindP99:N2} ms"]);
        foreach (var (how, rate) in new[] { ("at once", result.Engine.Passing), ("with a wait between", result.Engine.Asking) })
        {
            yield return Targets.Line($"{result.Database}: {FewestInstances:N0} instances a second are started and finished {how}", rate >= FewestInstances ? [] : [$"{rate:N0}"]);
        }
    }
}
