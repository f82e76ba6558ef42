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
        await File.WriteAllTextAsync(plan.Report, report, ct);
        Console.WriteLine(report);
        return results.Failures.Count == 0 ? 0 : 1;
    }
}
