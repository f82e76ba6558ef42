using System.CommandLine;

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
        var results = await new Benchmark(plan, new Progress(Console.Error)).RunAsync(ct);
        var report = Reports.Report.Write(plan, results, TimeProvider.System.GetUtcNow());
        await File.WriteAllTextAsync(plan.Report, report + await MeasuredBesidesAsync(plan.Report, ct), ct);
        Console.WriteLine(report);
        return results.Failures.Count == 0 ? 0 : 1;
    }

    /// <summary>What people have measured by other commands and written below; it stays.</summary>
    private static async Task<string> MeasuredBesidesAsync(string report, CancellationToken ct)
    {
        var before = File.Exists(report) ? await File.ReadAllTextAsync(report, ct) : "";
        var from = before.IndexOf("\n## Measured besides\n", StringComparison.Ordinal);
        return from < 0 ? "" : before[from..];
    }
}
