using System.CommandLine;
using PracticeHub.Benchmarks.Reports;

namespace PracticeHub.Benchmarks;

internal static class Program
{
    public static Task<int> Main(string[] args)
    {
        var options = new Options();
        var command = new RootCommand("Measures a hub against a bare Razor Pages site. Run it through bench.sh.");
        options.AddTo(command);
        command.SetAction((parsed, ct) => RunAsync(options.Read(parsed), ct));
        return command.Parse(args).InvokeAsync();
    }

    private static async Task<int> RunAsync(Plan plan, CancellationToken ct)
    {
        try
        {
            return await MeasureAsync(plan, ct);
        }
        catch (Exception error) when (error is InvalidOperationException or HttpRequestException)
        {
            await Console.Error.WriteLineAsync($"{error.Message} The servers' logs are in {plan.LogDirectory}.");
            return 1;
        }
    }

    private static async Task<int> MeasureAsync(Plan plan, CancellationToken ct)
    {
        Directory.CreateDirectory(plan.LogDirectory);
        var (progress, before) = (new Progress(Console.Error), await ReportFile.ReadAsync(plan.Report, ct));
        var pages = plan.IsOfWorkflowsOnly ? null : await new Benchmark(plan, progress).RunAsync(ct);
        var workflows = new List<WorkflowResult>();
        foreach (var database in plan.Databases)
        {
            workflows.Add(await new WorkflowBenchmark(plan, progress).RunAsync(database, ct));
        }

        var at = TimeProvider.System.GetUtcNow();
        var report = before with
        {
            Pages = pages is null ? before.Pages : Report.Write(plan, pages, at),
            Workflows = workflows.Count == 0 ? before.Workflows : WorkflowReport.Write(plan, workflows, at),
        };
        await File.WriteAllTextAsync(plan.Report, report.ToString(), ct);
        Console.WriteLine(report.ToString());
        return (pages?.Failures ?? []).Concat(workflows.SelectMany(w => w.Failures)).Any() ? 1 : 0;
    }
}
