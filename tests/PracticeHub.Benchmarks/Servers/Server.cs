using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using PracticeHub.Benchmarks.Load;

namespace PracticeHub.Benchmarks.Servers;

/// <summary>A site in a process of its own on 127.0.0.1, with its output in a log file.</summary>
internal sealed class Server : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly Process _process;
    private readonly StreamWriter _log;
    private readonly string _logFile;

    private Server(Process process, Uri site, string logFile)
    {
        (_process, Site, _logFile) = (process, site, logFile);
        _log = new StreamWriter(logFile, append: true) { AutoFlush = true };
        process.OutputDataReceived += (_, line) => Log(line.Data);
        process.ErrorDataReceived += (_, line) => Log(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public Uri Site { get; }

    /// <summary>Peak memory in bytes.</summary>
    public long PeakMemory { get; private set; }

    public static async Task<Server> StartAsync(
        string dll, string logFile, IEnumerable<KeyValuePair<string, string>> environment, CancellationToken ct)
    {
        var site = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = DotnetProcess.Describe(dll, [], [.. environment, new("ASPNETCORE_URLS", site.OriginalString)]);
        var process = Process.Start(start) ?? throw new InvalidOperationException("Could not run dotnet.");
        var server = new Server(process, site, logFile);
        try
        {
            await server.AnswersAsync(ct);
            await server.RestsAsync(ct);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public Visitor Visit(CookieJar? cookies = null) => new(Site, cookies?.Copy() ?? new CookieJar());

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Refresh();
            PeakMemory = _process.PeakWorkingSet64;
            await StopAsync();
        }

        _process.Dispose();
        await _log.DisposeAsync();
    }

    private async Task AnswersAsync(CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        using var visitor = Visit();
        while (!await IsUpAsync(visitor, ct))
        {
            if (_process.HasExited || Stopwatch.GetElapsedTime(started) > Patience)
            {
                throw new InvalidOperationException($"The server did not start; see {_logFile}.");
            }

            await Task.Delay(100, ct);
        }
    }

    private static async Task<bool> IsUpAsync(Visitor visitor, CancellationToken ct)
    {
        try
        {
            return (int)(await visitor.GetAsync("/", ct)).Status < 500;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>Waits, within bounds, for work that a start leaves in the background.</summary>
    private async Task RestsAsync(CancellationToken ct)
    {
        for (var second = 0; second < Patience.TotalSeconds; second++)
        {
            _process.Refresh();
            var before = _process.TotalProcessorTime;
            await Task.Delay(1000, ct);
            _process.Refresh();
            if (_process.TotalProcessorTime - before < TimeSpan.FromMilliseconds(50))
            {
                return;
            }
        }
    }

    private async Task StopAsync()
    {
        using var term = Process.Start("bash", ["-c", $"kill -TERM {_process.Id}"]);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
        }
    }

    private void Log(string? line)
    {
        lock (_log)
        {
            if (line is not null && _log.BaseStream is { CanWrite: true })
            {
                _log.WriteLine(line);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
