using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Faults.Nodes;

/// <summary>Nodes that work on one database. One that has died is started again by whoever needs it next.</summary>
internal sealed class NodeGroup : IAsyncDisposable
{
    private readonly SemaphoreSlim _starting = new(1, 1);
    private readonly List<NodeProcess> _nodes = [];
    private TimeSpan _late;

    private NodeGroup(TestHub hub) => Hub = hub;

    /// <summary>The hub whose database it is. It does nothing by itself any more; tests look into the database through it.</summary>
    public TestHub Hub { get; }

    /// <param name="template">Another hub on the same kind of database.</param>
    /// <param name="prepare">What is there before the nodes begin.</param>
    /// <param name="settings">What their operator has configured.</param>
    public static async Task<NodeGroup> StartAsync(TestHub template, int count, Func<TestHub, Task> prepare, params (string Key, string Value)[] settings)
    {
        var group = new NodeGroup(await template.FreshAsync(settings: settings));
        await prepare(group.Hub);
        await group.Hub.SettleAsync();
        await group.Hub.StopAsync();
        for (var n = 0; n < count; n++)
        {
            group._nodes.Add(await NodeProcess.StartAsync(group.Hub, group._late));
        }

        return group;
    }

    public async Task<NodeProcess> AliveAsync(int number)
    {
        await _starting.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            var at = number % _nodes.Count;
            if (_nodes[at].IsDead)
            {
                await _nodes[at].DisposeAsync();
                _nodes[at] = await NodeProcess.StartAsync(Hub, _late);
            }

            return _nodes[at];
        }
        finally
        {
            _starting.Release();
        }
    }

    /// <summary>Moves the clock of all nodes, also of those that are started later.</summary>
    public async Task LaterAsync(TimeSpan by)
    {
        _late += by;
        foreach (var node in _nodes)
        {
            await node.LaterAsync(by);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }

        await Hub.DisposeAsync();
        _starting.Dispose();
    }
}
