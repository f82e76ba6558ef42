using System.Net;
using System.Text;

namespace PracticeHub.Benchmarks.Load;

/// <summary>One visitor with one connection and cookies of its own; one request at a time.</summary>
internal sealed class Visitor(Uri site, CookieJar cookies) : IDisposable
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        MaxConnectionsPerServer = 1,
        UseCookies = false,
        UseProxy = false,
    });

    public CookieJar Cookies => cookies;

    public void Dispose() => _http.Dispose();

    public async Task<Answer> GetAsync(string address, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(site, address));
        return await SendAsync(request, null, ct);
    }

    public async Task<string> ReadAsync(string address, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(site, address));
        using var body = new MemoryStream();
        var answer = await SendAsync(request, body, ct);
        return answer.Status == HttpStatusCode.OK
            ? Encoding.UTF8.GetString(body.ToArray())
            : throw new InvalidOperationException($"{address} answered {answer}.");
    }

    public async Task<Answer> PostAsync(
        string address, IEnumerable<KeyValuePair<string, string>> fields, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(site, address));
        request.Content = new FormUrlEncodedContent(fields);
        return await SendAsync(request, null, ct);
    }

    private async Task<Answer> SendAsync(HttpRequestMessage request, MemoryStream? copy, CancellationToken ct)
    {
        cookies.AddTo(request.Headers);
        using var response = await _http.SendAsync(request, ct);
        cookies.TakeFrom(response.Headers);
        await using var body = await response.Content.ReadAsStreamAsync(ct);
        var bytes = 0;
        while (await body.ReadAsync(_buffer, ct) is var read and > 0)
        {
            copy?.Write(_buffer, 0, read);
            bytes += read;
        }

        return new(response.StatusCode, response.Headers.Location?.OriginalString, bytes);
    }
}
