using PracticeHub.Benchmarks.Load;

namespace PracticeHub.Benchmarks;

/// <summary>Everything one run found out.</summary>
internal sealed record Results(Measurement Baseline, IReadOnlyList<DatabaseResult> Databases)
{
    public IReadOnlyList<string> Failures =>
    [
        .. Baseline.Failures,
        .. Databases.SelectMany(database => database.Failures),
    ];
}

/// <param name="Baseline">The bare page, measured beside this database's pages.</param>
internal sealed record DatabaseResult(
    string Database, Measurement Baseline, IReadOnlyList<HubResult> Hubs, IReadOnlyList<PageResult> Pages, MixedResult Mixed)
{
    public IEnumerable<string> Failures => Pages
        .SelectMany(page => page.BySize)
        .SelectMany(measurement => measurement?.Failures ?? [])
        .Concat(Mixed.Writes.Failures)
        .Concat(Mixed.Reads.Failures);
}

/// <param name="PeakMemory">In bytes.</param>
internal sealed record HubResult(int Items, TimeSpan SeedTime, long PeakMemory);

/// <param name="BySize">One measurement a size, smallest first; null where the page asks strangers to sign in.</param>
internal sealed record PageResult(string Name, bool SignedIn, IReadOnlyList<Measurement?> BySize)
{
    /// <summary>How many times longer a request takes in the largest hub than in the smallest.</summary>
    public double? Growth => BySize is [{ } smallest, .., { } largest] ? smallest.PerSecond / largest.PerSecond : null;
}

/// <summary>What a hub takes in which nothing happens, and one page of it.</summary>
internal sealed record IdleResult(EngineResult Engine, Measurement Page);

/// <param name="Without">No instance waits.</param>
internal sealed record WorkflowResult(string Database, IdleResult Without, IdleResult With, EngineResult Engine)
{
    public IEnumerable<string> Failures => Without.Page.Failures.Concat(With.Page.Failures);
}

internal sealed record MixedResult(int Items, Measurement Writes, Measurement Reads);
