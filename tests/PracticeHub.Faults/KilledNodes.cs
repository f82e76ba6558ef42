using PracticeHub.Faults.Nodes;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Security;
using PracticeHub.Tests.Infrastructure;
using PracticeHub.Tests.Reviews;

namespace PracticeHub.Faults;

/// <summary>Nodes are killed while reviews run. Nothing acknowledged is lost, and nothing happens twice.</summary>
public abstract class KilledNodes(TestHub hub)
{
    /// <summary>The long form takes every commit and minutes of random deaths; the short one a few of each.</summary>
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("PRACTICEHUB_FAULTS") == "long";
    private static readonly TimeSpan Mayhem = TimeSpan.FromSeconds(IsLong ? 300 : 15);
    private const int FewCommits = 8;
    private const int AtOnce = 4;

    /// <summary>How many nodes may work on such a database.</summary>
    protected abstract int MostNodes { get; }

    [Fact]
    public async Task Dying_at_a_commit_changes_nothing()
    {
        await using var world = new World();
        await using var nodes = await NodeGroup.StartAsync(hub, 1, world.PrepareAsync, world.Outside.Settings);
        var path = new ReviewPath(nodes, world.Reviews, world.Outside, 0);
        var undisturbed = await path.RunAsync("Undisturbed");
        foreach (var isBefore in new[] { true, false })
        {
            var deaths = 0;
            for (var commit = IsLong || isBefore ? 1 : FewCommits / 2; ; commit += IsLong ? 1 : FewCommits)
            {
                var node = await nodes.AliveAsync(0);
                await node.DieAtAsync(commit, isBefore);
                Assert.Equal(undisturbed, await path.RunAsync($"Dies {(isBefore ? "before" : "after")} commit {commit}"));
                if (!node.IsDead)
                {
                    break;
                }

                deaths++;
            }

            Assert.InRange(deaths, IsLong ? 10 : 2, 500);
        }
    }

    [Fact]
    public async Task Dying_at_any_moment_under_load_changes_nothing()
    {
        await using var world = new World();
        await using var nodes = await NodeGroup.StartAsync(hub, MostNodes, world.PrepareAsync, world.Outside.Settings);
        var started = TimeProvider.System.GetTimestamp();
        var undisturbed = await new ReviewPath(nodes, world.Reviews, world.Outside, 0).RunAsync("Undisturbed");
        // On a slow machine nodes that live only for moments would never finish anything.
        var longest = Math.Max(3000, (int)TimeProvider.System.GetElapsedTime(started).TotalMilliseconds);
        started = TimeProvider.System.GetTimestamp();
        var outcomes = await Task.WhenAll([.. Enumerable.Range(0, AtOnce).Select(WorkAsync), KillAsync()]);
        Assert.All(outcomes.SelectMany(o => o), outcome => Assert.Equal(undisturbed, outcome));
        Assert.True(outcomes.Sum(o => o.Count) >= AtOnce);

        async Task<List<string>> WorkAsync(int worker)
        {
            var seen = new List<string>();
            while (IsOn())
            {
                seen.Add(await new ReviewPath(nodes, world.Reviews, world.Outside, worker).RunAsync($"Worker {worker}, path {seen.Count}"));
            }

            return seen;
        }

        async Task<List<string>> KillAsync()
        {
            // Whoever reads a failure wants the same deaths again.
            var random = new Random(20_26);
            for (var n = 0; IsOn(); n++)
            {
                var node = await nodes.AliveAsync(n);
                await Task.Delay(random.Next(500, longest), TestContext.Current.CancellationToken);
                node.Kill();
            }

            return [];
        }

        bool IsOn() => TimeProvider.System.GetElapsedTime(started) < Mayhem;
    }

    private sealed class World : IAsyncDisposable
    {
        public ReviewWorld Reviews { get; private set; } = null!;

        public Outside Outside { get; } = new();

        public async Task PrepareAsync(TestHub fresh)
        {
            Reviews = await ReviewWorld.WithLeadersAsync(fresh, 2, Openness.Open, Cast.Tomas, Cast.Nadia, Cast.Ines);
            await Outside.Workflow.StoreAsync(fresh);
        }

        public ValueTask DisposeAsync() => Outside.DisposeAsync();
    }

    public sealed class OnSqlite(SqliteHub hub) : KilledNodes(hub)
    {
        protected override int MostNodes => 1;
    }

    public sealed class OnPostgres(PostgresHub hub) : KilledNodes(hub)
    {
        protected override int MostNodes => 2;
    }
}
