using System.Diagnostics;

namespace PracticeHub.Tests.Infrastructure;

/// <summary>
/// The PostgreSQL server the tests stand on: the one test.sh started, or one of this process's own,
/// so that a run from an editor works as well.
/// </summary>
internal static class PostgresServer
{
    private static readonly Lazy<Task<string>> Server = new(FindOrStartAsync);

    // Held, or the collector would close the pipe and the server would stop amid the tests.
    private static Process? _own;

    /// <summary>An Npgsql connection string without a database.</summary>
    public static Task<string> ConnectionStringAsync() => Server.Value;

    private static async Task<string> FindOrStartAsync() =>
        Environment.GetEnvironmentVariable("PRACTICEHUB_TEST_POSTGRES") is { Length: > 0 } given
            ? given
            : await StartAsync();

    // The script keeps its server until our end of its input closes, which happens however this process ends.
    private static async Task<string> StartAsync()
    {
        var script = Path.Combine(Repository.Root, "tests", "postgres.sh");
        var start = new ProcessStartInfo("bash", [script, "serve"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _own = Process.Start(start) ?? throw new InvalidOperationException($"Could not run {script}.");

        return await _own.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException(await _own.StandardError.ReadToEndAsync());
    }
}
