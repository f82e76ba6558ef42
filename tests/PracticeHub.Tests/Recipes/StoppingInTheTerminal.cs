using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace PracticeHub.Tests.Recipes;

/// <summary>Ctrl+C while a recipe runs takes all of it back and says so, on SQLite too, where a run never waits.</summary>
public sealed class StoppingInTheTerminal : IDisposable
{
    private const int Many = 50_000;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("practicehub-");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_that_is_stopped_says_so_and_nothing_of_it_stays()
    {
        using var run = Run(await WriteAsync());
        var said = run.StandardError.ReadToEndAsync(Ct);
        while (await run.StandardOutput.ReadLineAsync(Ct) is { } line && !line.StartsWith("The hub is empty", StringComparison.Ordinal))
        {
            // What comes before tells of the schema.
        }

        using (var stop = Process.Start("kill", ["-INT", $"{run.Id}"]))
        {
            await stop.WaitForExitAsync(Ct);
        }

        await run.StandardOutput.ReadToEndAsync(Ct);
        Assert.Contains("Cancelled. Nothing was changed.", await said, StringComparison.Ordinal);
        await run.WaitForExitAsync(Ct);
        Assert.Equal(130, run.ExitCode);
        await using var database = new SqliteConnection($"Data Source={Path.Combine(_folder.FullName, "hub.db")};Pooling=False");
        await database.OpenAsync(Ct);
        await using var count = database.CreateCommand();
        count.CommandText = "SELECT COUNT(*) FROM hub_item";
        Assert.Equal(0L, await count.ExecuteScalarAsync(Ct));
    }

    private Process Run(string recipe)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "PracticeHub.Web.dll"), "recipe", "run", recipe])
        {
            WorkingDirectory = _folder.FullName, RedirectStandardOutput = true, RedirectStandardError = true,
            Environment = { ["Hub__DataFolder"] = _folder.FullName, ["Hub__Database__Provider"] = "Sqlite" },
        };
        return Process.Start(start)!;
    }

    private async Task<string> WriteAsync()
    {
        var path = Path.Combine(_folder.FullName, "many.json");
        await using var file = File.CreateText(path);
        await file.WriteAsync("""{ "name": "Many", "steps": [ { "name": "content", "data": [""");
        for (var number = 0; number < Many; number++)
        {
            await file.WriteAsync($$"""{{(number > 0 ? "," : "")}}{ "ContentItemId": "4may{{number:0000000000000000000000}}", "ContentType": "Undefined", "DisplayText": "One of many", "Latest": true, "Published": true }""");
        }

        await file.WriteAsync("] } ] }");
        return path;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
