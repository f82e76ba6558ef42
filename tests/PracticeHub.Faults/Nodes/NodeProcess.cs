using System.Diagnostics;
using System.Globalization;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Faults.Nodes;

/// <summary>A node as a test holds it: its address, its orders, its end.</summary>
internal sealed class NodeProcess : IAsyncDisposable
{
    private readonly Process _process;
    private volatile bool _isKilled;

    private NodeProcess(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public bool IsDead => _isKilled || _process.HasExited;

    /// <param name="hub">The hub on whose database the node works.</param>
    /// <param name="late">How much later than now it is for the node.</param>
    public static async Task<NodeProcess> StartAsync(TestHub hub, TimeSpan late)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Node).Assembly.Location, Node.Verb]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["Hub__Database__Provider"] = hub.Provider;
        start.Environment["Hub__Database__ConnectionString"] = hub.ConnectionString;
        start.Environment["Hub__DataFolder"] = hub.Folder;
        foreach (var (key, value) in hub.Settings)
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        var process = Process.Start(start)!;
        var address = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        Assert.True(address is not null, "A node did not start.");
        var node = new NodeProcess(process, new Uri(address));
        await node.LaterAsync(late);
        return node;
    }

    /// <summary>Dies right before or right after that commit, counted from now.</summary>
    public Task DieAtAsync(int commit, bool isBefore) => TellAsync(string.Create(CultureInfo.InvariantCulture, $"die {commit} {isBefore}"));

    public Task LaterAsync(TimeSpan by) => TellAsync($"later {by:c}");

    /// <summary>SIGKILL. It counts as dead from now on, although the system takes a moment.</summary>
    public void Kill()
    {
        _isKilled = true;
        _process.Kill();
    }

    public async ValueTask DisposeAsync()
    {
        if (!IsDead)
        {
            Kill();
        }

        await _process.WaitForExitAsync();
        _isKilled = true;
        _process.Dispose();
    }

    private async Task TellAsync(string order)
    {
        try
        {
            await _process.StandardInput.WriteLineAsync(order);
            await _process.StandardInput.FlushAsync();
        }
        catch (IOException)
        {
            // It has died meanwhile; whoever comes next sees that.
        }
    }
}
