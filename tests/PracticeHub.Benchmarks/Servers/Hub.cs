using System.Diagnostics;
using System.Globalization;
using System.Net;
using PracticeHub.Benchmarks.Load;

namespace PracticeHub.Benchmarks.Servers;

/// <summary>A hub with so many items in a database, seeded by its own command line, running and signed in to.</summary>
internal sealed class Hub : IAsyncDisposable
{
    private const string UserName = "bench";
    private const string Password = "bench-Password-1";
    private static readonly TimeSpan SeedPatience = TimeSpan.FromMinutes(20);
    private readonly Server _server;
    private CookieJar _member = new();

    private Hub(int items, IReadOnlyList<Page> pages, EngineResult? engine, TimeSpan seedTime, Server server) =>
        (Items, Pages, Engine, SeedTime, _server) = (items, pages, engine, seedTime, server);

    public int Items { get; }

    public IReadOnlyList<Page> Pages { get; }

    /// <summary>What the workflow engine took before the hub was served; null where it was not asked for.</summary>
    public EngineResult? Engine { get; }

    /// <summary>The addresses that only show something.</summary>
    public IReadOnlyList<string> Reading => [.. Pages.Where(page => !page.IsForm).Select(page => page.Url)];

    public TimeSpan SeedTime { get; }

    public long PeakMemory => _server.PeakMemory;

    /// <param name="waiting">How many instances of workflows wait in it, if the engine is to be measured.</param>
    public static async Task<Hub> StartAsync(Plan plan, Database database, int items, CancellationToken ct, int? waiting = null)
    {
        var databaseName = waiting is null ? $"{items}" : $"workflows_{waiting}";
        var name = $"{database.Provider}-{databaseName}".ToLowerInvariant();
        var directory = Path.Combine(plan.WorkDirectory, name);
        Directories.Copy(Path.GetDirectoryName(plan.HubDll)!, Path.Combine(directory, "app"));
        var dll = Path.Combine(directory, "app", Path.GetFileName(plan.HubDll));
        var environment = EnvironmentOf(database, directory, databaseName);

        var started = Stopwatch.GetTimestamp();
        var pages = await SeedAsync(dll, directory, items, environment, ct);
        var seedTime = Stopwatch.GetElapsedTime(started);
        var engine = waiting is { } count ? await MeasureEngineAsync(plan, dll, count, environment, ct) : null;
        var server = await Server.StartAsync(dll, Path.Combine(plan.LogDirectory, $"{name}.log"), environment, ct);
        var hub = new Hub(items, pages, engine, seedTime, server);
        try
        {
            await hub.SignInAsync(ct);
            return hub;
        }
        catch
        {
            await hub.DisposeAsync();
            throw;
        }
    }

    public Visitor Visit(bool signedIn) => _server.Visit(signedIn ? _member : null);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static Dictionary<string, string> EnvironmentOf(Database database, string directory, string name) => new()
    {
        ["Hub__Database__Provider"] = database.Provider,
        ["Hub__Database__ConnectionString"] = database.ConnectionString(directory, name),
    };

    private static async Task<IReadOnlyList<Page>> SeedAsync(
        string dll, string directory, int items, Dictionary<string, string> environment, CancellationToken ct)
    {
        string[] verb = ["bench", "seed", "--items", items.ToString(CultureInfo.InvariantCulture)];
        var output = await DotnetProcess.RunAsync(DotnetProcess.Describe(dll, verb, environment), SeedPatience, ct);
        await File.WriteAllTextAsync(Path.Combine(directory, "urls.json"), output, ct);
        return Page.Read(output);
    }

    private static async Task<EngineResult> MeasureEngineAsync(Plan plan, string dll, int waiting, Dictionary<string, string> environment, CancellationToken ct)
    {
        string[] verb = ["bench", "workflows", "--waiting", $"{waiting}", "--seconds", $"{plan.WorkflowDuration.TotalSeconds:N0}"];
        var output = await DotnetProcess.RunAsync(DotnetProcess.Describe(dll, verb, environment), SeedPatience, ct);
        return EngineResult.Read(output);
    }

    private async Task SignInAsync(CancellationToken ct)
    {
        using var visitor = Visit(signedIn: false);
        var form = await Form.OpenAsync(visitor, "/sign-in", "/sign-in", ct);
        var answer = await form.PostAsync([new("UserName", UserName), new("Password", Password)], ct);
        if (answer.Status is not (HttpStatusCode.Redirect or HttpStatusCode.SeeOther) || !answer.IsAccepted)
        {
            throw new InvalidOperationException($"Signing in answered {answer}.");
        }

        _member = visitor.Cookies;
    }
}
