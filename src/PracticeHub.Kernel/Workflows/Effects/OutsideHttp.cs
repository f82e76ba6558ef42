using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Configuration;

namespace PracticeHub.Kernel.Workflows.Effects;

/// <summary>A request to another system.</summary>
public sealed record OutsideRequest(string Url, string Method, string ContentType, string Body, IReadOnlyList<KeyValuePair<string, string>> Headers);

/// <summary>
/// Sends requests to other systems: http and https only, never to an address inside the operator's own network unless
/// <c>Hub:Http:AllowPrivate</c> says so, no redirects, ten seconds unless <c>Hub:Http:Patience</c> says otherwise, and one megabyte at most.
/// </summary>
public sealed class OutsideHttp : IDisposable
{
    private const int MostBytes = 1024 * 1024;
    private readonly TimeSpan _patience;
    private readonly HttpClient _client;
    private readonly bool _allowsPrivate;

    public OutsideHttp(IConfiguration configuration)
    {
        _patience = configuration.GetValue("Hub:Http:Patience", TimeSpan.FromSeconds(10));
        _allowsPrivate = configuration.GetValue<bool>("Hub:Http:AllowPrivate");
        _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false, ConnectCallback = ConnectAsync, PooledConnectionLifetime = TimeSpan.FromMinutes(2) })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>What is wrong with an address; null where nothing is.</summary>
    public static string? Wrong(string url) => Uri.TryCreate(url, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
        && address.UserInfo.Length == 0 ? null : "Only addresses that begin with http:// or https:// are asked, and no password in them.";

    /// <param name="key">The same each time that the request is sent, so that the other side does it once.</param>
    public async Task<EffectAnswer> SendAsync(OutsideRequest request, string key, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(_patience);
        try
        {
            using var message = MessageOf(request, key);
            using var response = await _client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            var status = (int)response.StatusCode;
            return new(status, await ReadAsync(response, limit.Token), IsPassing: status is >= 500 or 408 or 429);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new(0, $"It did not answer within {_patience.TotalSeconds:0.#} seconds.", IsPassing: true);
        }
        catch (HttpRequestException failure) when (failure.InnerException is PrivateAddressException inside)
        {
            return new(0, inside.Message);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return new(0, failure.Message, IsPassing: true);
        }
    }

    public void Dispose() => _client.Dispose();

    private static HttpRequestMessage MessageOf(OutsideRequest request, string key)
    {
        var message = new HttpRequestMessage(new(request.Method), new Uri(request.Url));
        if (request.Body.Length > 0)
        {
            message.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(request.Body));
            message.Content.Headers.TryAddWithoutValidation("Content-Type", request.ContentType);
        }

        foreach (var (name, value) in request.Headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        message.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        return message;
    }

    private static async Task<string> ReadAsync(HttpResponseMessage response, CancellationToken ct)
    {
        await using var body = await response.Content.ReadAsStreamAsync(ct);
        var bytes = new byte[MostBytes];
        var read = await body.ReadAtLeastAsync(bytes, MostBytes, throwOnEndOfStream: false, ct);
        return Encoding.UTF8.GetString(bytes, 0, read);
    }

    /// <summary>Asks for the address and connects to that very one, so that a name cannot mean another one a moment later.</summary>
    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, ct);
        if (!_allowsPrivate && Array.Exists(addresses, IsPrivate))
        {
            throw new PrivateAddressException($"{context.DnsEndPoint.Host} is inside the hub's own network. Its operator has not allowed that.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Everything that is not for the whole world: loopback, private, link-local, shared, multicast and what is reserved.</summary>
    internal static bool IsPrivate(IPAddress address)
    {
        var ip = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (ip.AddressFamily is AddressFamily.InterNetworkV6)
        {
            var b = ip.GetAddressBytes();
            // Only 2000::/3 is for the world; within it, 6to4 and Teredo carry other addresses, and 2001:db8:: is for books.
            return (b[0] & 0xe0) != 0x20 || (b[0] == 0x20 && b[1] == 0x02) || (b[0] == 0x20 && b[1] == 0x01 && ((b[2] == 0 && b[3] == 0) || (b[2] == 0x0d && b[3] == 0xb8)));
        }

        var n = ip.GetAddressBytes();
        return n[0] is 0 or 10 or 127 or >= 224 || (n[0], n[1]) is (169, 254) or (192, 168) or (172, >= 16 and <= 31) or (100, >= 64 and <= 127) or (198, 18 or 19) || (n[0], n[1], n[2]) is (192, 0, 0) or (192, 0, 2);
    }

    private sealed class PrivateAddressException(string message) : Exception(message);
}
