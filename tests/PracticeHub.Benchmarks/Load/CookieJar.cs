using System.Net.Http.Headers;

namespace PracticeHub.Benchmarks.Load;

/// <summary>
/// The cookies of one visitor. Unlike <see cref="System.Net.CookieContainer"/> it sends secure cookies to 127.0.0.1
/// without TLS, as browsers do, and costs nothing per request.
/// </summary>
internal sealed class CookieJar
{
    private readonly Dictionary<string, string> _cookies;
    private string _header;

    public CookieJar()
        : this([])
    {
    }

    private CookieJar(Dictionary<string, string> cookies) => (_cookies, _header) = (cookies, HeaderOf(cookies));

    public CookieJar Copy() => new(new(_cookies));

    public void AddTo(HttpRequestHeaders headers)
    {
        if (_header.Length > 0)
        {
            headers.TryAddWithoutValidation("Cookie", _header);
        }
    }

    public void TakeFrom(HttpResponseHeaders headers)
    {
        if (!headers.TryGetValues("Set-Cookie", out var values))
        {
            return;
        }

        foreach (var value in values)
        {
            Take(value.Split(';', 2)[0].Split('=', 2));
        }

        _header = HeaderOf(_cookies);
    }

    private void Take(string[] pair)
    {
        if (pair is [var name, { Length: > 0 } value])
        {
            _cookies[name.Trim()] = value;
        }
        else
        {
            _cookies.Remove(pair[0].Trim());
        }
    }

    private static string HeaderOf(Dictionary<string, string> cookies) =>
        string.Join("; ", cookies.Select(cookie => $"{cookie.Key}={cookie.Value}"));
}
