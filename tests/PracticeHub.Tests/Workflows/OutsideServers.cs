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

    public OtherSystem(Func<HttpListenerRequest, (int Status, string Body)> answer)
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0))
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

/// <summary>A mail server that takes everything and sends nothing on.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _serving;
    private volatile bool _isOver;

    public MailServer()
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _serving = ServeAsync();
    }

    public int Port { get; }

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

                Mails.Enqueue(mail.ToString());
            }

            await writer.WriteLineAsync(line.StartsWith("QUIT", StringComparison.OrdinalIgnoreCase) ? "221 bye" : "250 ok");
        }
    }
}
