using PracticeHub.Benchmarks.Load;
using PracticeHub.Benchmarks.Servers;

namespace PracticeHub.Benchmarks;

/// <summary>One run: the baseline, then on each database every page in hubs of every size, side by side.</summary>
internal sealed class Benchmark(Plan plan, Progress progress)
{
    private readonly PageBenchmark _pages = new(plan);

    public async Task<Results> RunAsync(CancellationToken ct)
    {
        await using var baseline = await Server.StartAsync(
            plan.BaselineDll, Path.Combine(plan.LogDirectory, "baseline.log"), [], ct);
        await _pages.WarmAsync(() => baseline.Visit(), ["/"], ct);
        var first = await MeasureBaselineAsync(baseline, ct);
        var databases = new List<DatabaseResult>();
        foreach (var database in plan.Databases)
        {
            databases.Add(await RunAsync(database, baseline, ct));
        }

        return new(first, databases);
    }

    private async Task<DatabaseResult> RunAsync(Database database, Server baseline, CancellationToken ct)
    {
        var hubs = new List<Hub>();
        try
        {
            foreach (var items in plan.Sizes)
            {
                progress.Say($"{database.Name}: seeding {items:N0} items");
                hubs.Add(await Hub.StartAsync(plan, database, items, ct));
                progress.Say($"{database.Name}: seeded in {hubs[^1].SeedTime.TotalSeconds:N0} s");
            }

            foreach (var hub in hubs)
            {
                await _pages.WarmAsync(() => hub.Visit(signedIn: true), hub.Reading, ct);
            }

            var before = await MeasureBaselineAsync(baseline, ct);
            var pages = await MeasurePagesAsync(hubs, ct);
            var after = await MeasureBaselineAsync(baseline, ct);
            var besides = before.PerSecond > after.PerSecond ? before : after;
            progress.Say($"{database.Name}: readers and writers together");
            var mixed = await new MixedBenchmark(plan).RunAsync(hubs[^1], ct);
            return new(database.Name, besides, await StopAsync(hubs), pages, mixed);
        }
        finally
        {
            await StopAsync(hubs);
        }
    }

    private async Task<Measurement> MeasureBaselineAsync(Server baseline, CancellationToken ct)
    {
        var measured = (await _pages.TakeTurnsAsync([async () => await _pages.ReadAsync(() => baseline.Visit(), "/", ct)]))[0]!;
        progress.Say("Baseline", measured);
        return measured;
    }

    // Reading comes before writing, so that what is written does not change the size of what is read.
    private async Task<IReadOnlyList<PageResult>> MeasurePagesAsync(List<Hub> hubs, CancellationToken ct)
    {
        var results = new List<PageResult>();
        foreach (var page in hubs[0].Pages.Where(page => !page.IsForm))
        {
            results.Add(await MeasureAsync(page, signedIn: false, hubs, _pages.ReadAnonymouslyAsync, ct));
            results.Add(await MeasureAsync(page, signedIn: true, hubs, _pages.ReadSignedInAsync, ct));
        }

        foreach (var page in hubs[0].Pages.Where(page => page.IsForm).DistinctBy(page => page.Name))
        {
            results.Add(await MeasureAsync(page, signedIn: true, hubs, _pages.WriteAsync, ct));
        }

        return results;
    }

    private async Task<PageResult> MeasureAsync(
        Page page, bool signedIn, List<Hub> hubs, Func<Hub, Page, CancellationToken, Task<Measurement?>> measure,
        CancellationToken ct)
    {
        var bySize = await _pages.TakeTurnsAsync([.. hubs.Select(hub => (Func<Task<Measurement?>>)(() => measure(hub, hub.Pages.First(other => other.Name == page.Name), ct)))]);
        foreach (var (hub, measured) in hubs.Zip(bySize))
        {
            progress.Say($"{page.Name}, {(signedIn ? "signed in" : "anonymous")}, {hub.Items:N0} items", measured);
        }

        return new(page.Name, signedIn, bySize);
    }

    private static async Task<IReadOnlyList<HubResult>> StopAsync(List<Hub> hubs)
    {
        var results = new List<HubResult>();
        foreach (var hub in hubs)
        {
            await hub.DisposeAsync();
            results.Add(new(hub.Items, hub.SeedTime, hub.PeakMemory));
        }

        hubs.Clear();
        return results;
    }
}
