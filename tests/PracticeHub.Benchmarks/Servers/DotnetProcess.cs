using System.Diagnostics;

namespace PracticeHub.Benchmarks.Servers;

/// <summary>How every program under measurement is run: in Release, in Production, away from the user's own files.</summary>
internal static class DotnetProcess
{
    public static ProcessStartInfo Describe(
        string dll, IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string>> environment)
    {
        var directory = Path.GetDirectoryName(Path.GetFullPath(dll))!;
        var start = new ProcessStartInfo("dotnet", [Path.GetFullPath(dll), .. arguments])
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["DOTNET_ENVIRONMENT"] = "Production";
        start.Environment["HOME"] = directory;
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    /// <summary>Runs a command to its end and returns what it printed; a failure carries what it complained about.</summary>
    public static async Task<string> RunAsync(ProcessStartInfo start, TimeSpan patience, CancellationToken ct)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct);
        end.CancelAfter(patience);
        try
        {
            return await RunAsync(start, end.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new InvalidOperationException(
                $"{string.Join(' ', start.ArgumentList)} did not end within {patience.TotalMinutes:N0} minutes.");
        }
    }

    private static async Task<string> RunAsync(ProcessStartInfo start, CancellationToken ct)
    {
        using var process = Process.Start(start) ?? throw new InvalidOperationException("Could not run dotnet.");
        await using var stop = ct.Register(() => process.Kill(entireProcessTree: true));
        var output = process.StandardOutput.ReadToEndAsync(ct);
        var errors = process.StandardError.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException(
                $"{string.Join(' ', start.ArgumentList)} ended with {process.ExitCode}:\n{await errors}{await output}");
    }
}
