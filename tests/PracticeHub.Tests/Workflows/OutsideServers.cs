using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PracticeHub.Tests.Workflows;

/// <summary>A web server of three lines, which remembers what it was asked.</summary>
internal sealed class OtherSystem : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _serving;

    /// <param name="port">A free one unless told.</param>
    public OtherSystem(Func<HttpListenerRequest, (int Status, string Body)> answer, int? port = null)
    {
        using (var free = new TcpListener(IPAddress.Loopback, port ?? 0))
        {
            free.Start();
            Url = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/";
        }

        _listener.Prefixes.Add(Url);
        _listener.Prefixes.Add(Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal));
        _listener.Start();
        _serving = ServeAsync(answer);
    }

    public string Url { get; }

    public ConcurrentQueue<(string Method, string Body, string? Key)> Asked { get; } = [];

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
        _listener.Close();
    }

    private async Task ServeAsync(Func<HttpListenerRequest, (int Status, string Body)> answer)
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                using (var reader = new StreamReader(context.Request.InputStream))
                {
                    Asked.Enqueue((context.Request.HttpMethod, await reader.ReadToEndAsync(), context.Request.Headers["Idempotency-Key"]));
                }

                var (status, body) = answer(context.Request);
                context.Response.StatusCode = status;
                await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(body));
                context.Response.Close();
            }
            catch (Exception over) when (over is HttpListenerException or ObjectDisposedException or IOException)
            {
                // It was stopped, or whoever asked is gone.
            }
        }
    }
}

/// <summary>A server that takes every connection and then says nothing, or never stops to answer.</summary>
internal sealed class SilentSystem : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<TcpClient> _clients = [];
    private readonly Task _taking;

    public SilentSystem(bool isEndless = false)
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _taking = TakeAsync(isEndless);
    }

    public int Port { get; }

    public string Url => $"http://127.0.0.1:{Port}/";

    /// <returns>The port, which is free now.</returns>
    public int Stop()
    {
        _listener.Stop();
        _clients.ForEach(c => c.Dispose());
        return Port;
    }

    public async ValueTask DisposeAsync()
    {
        Stop();
        await _taking;
    }

    private async Task TakeAsync(bool isEndless)
    {
        try
        {
            while (true)
            {
                _clients.Add(await _listener.AcceptTcpClientAsync());
                if (isEndless)
                {
                    await AnswerAsync(_clients[^1].GetStream());
                }
            }
        }
        catch (Exception over) when (over is SocketException or ObjectDisposedException or IOException)
        {
            // It was stopped, or the other side has heard enough.
        }
    }

    private static async Task AnswerAsync(NetworkStream to)
    {
        var more = Encoding.ASCII.GetBytes(new string('x', 65_536));
        await to.WriteAsync("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"u8.ToArray());
        while (true)
        {
            await to.WriteAsync(more);
        }
    }
}

/// <summary>A mail server that takes everything, unless it is told otherwise, and sends nothing on.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _serving;
    private volatile bool _isOver;

    private readonly Func<string> _answer;

    /// <param name="answer">What it says of a mail.</param>
    public MailServer(Func<string>? answer = null)
    {
        _answer = answer ?? (() => "250 ok");
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _serving = ServeAsync();
    }

    public int Port { get; }

    /// <summary>Those that it has taken.</summary>
    public ConcurrentQueue<string> Mails { get; } = [];

    public async ValueTask DisposeAsync()
    {
        _isOver = true;
        _listener.Stop();
        await _serving;
    }

    private async Task ServeAsync()
    {
        while (!_isOver)
        {
            try
            {
                using var client = await _listener.AcceptTcpClientAsync();
                await TalkAsync(client);
            }
            catch (Exception over) when (over is SocketException or ObjectDisposedException or IOException or InvalidOperationException)
            {
                // It was stopped, or whoever wrote is gone.
            }
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
        await using var writer = new StreamWriter(client.GetStream(), Encoding.ASCII) { AutoFlush = true, NewLine = "\r\n" };
        await writer.WriteLineAsync("220 here");
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("DATA", StringComparison.OrdinalIgnoreCase))
            {
                await writer.WriteLineAsync("354 go on");
                var mail = new StringBuilder();
                while ((await reader.ReadLineAsync() ?? throw new IOException("It was cut off.")) is var part && part != ".")
                {
                    mail.AppendLine(part);
                }

                var answer = _answer();
                if (answer.StartsWith("250", StringComparison.Ordinal))
                {
                    Mails.Enqueue(mail.ToString());
                }

                await writer.WriteLineAsync(answer);
                continue;
            }

            await writer.WriteLineAsync(line.StartsWith("QUIT", StringComparison.OrdinalIgnoreCase) ? "221 bye" : "250 ok");
        }
    }
}
