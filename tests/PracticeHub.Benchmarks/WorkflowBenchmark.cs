using PracticeHub.Benchmarks.Load;
using PracticeHub.Benchmarks.Servers;

namespace PracticeHub.Benchmarks;

/// <summary>The workflow engine in two hubs that are alike, but that in one of them very many instances wait.</summary>
internal sealed class WorkflowBenchmark(Plan plan, Progress progress)
{
    /// <summary>Instances that wait.</summary>
    public const int Waiting = 100_000;
    private const int Items = 1_000;
    private const string Page = "Practice";

    private readonly PageBenchmark _pages = new(plan);

    public async Task<WorkflowResult> RunAsync(Database database, CancellationToken ct)
    {
        progress.Say($"{database.Name}: workflows");
        await using var without = await Hub.StartAsync(plan, database, Items, ct, waiting: 0);
        await using var with = await Hub.StartAsync(plan, database, Items, ct, Waiting);
        progress.Say($"{database.Name}: {with.Engine!.Passing:N0} and {with.Engine.Asking:N0} instances/s, p99 of finding {with.Engine.FindP99:N1} ms");
        Hub[] hubs = [without, with];
        foreach (var hub in hubs)
        {
            await _pages.WarmAsync(() => hub.Visit(signedIn: true), hub.Reading, ct);
        }

        var pages = await _pages.TakeTurnsAsync([.. hubs.Select(hub => (Func<Task<Measurement?>>)(() => _pages.ReadSignedInAsync(hub, hub.Pages.First(p => p.Name == Page), ct)))]);
        foreach (var page in pages)
        {
            progress.Say($"{Page} beside", page);
        }

        return new(database.Name, new(without.Engine!, pages[0]!), new(with.Engine!, pages[1]!), with.Engine);
    }
}
