using System.Net;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace PracticeHub.Tests.Infrastructure;

/// <summary>A page as it came: its status and its document.</summary>
public sealed record PageSeen(HttpStatusCode Status, string? Location, IDocument Document)
{
    public string Text => Document.Body?.TextContent ?? "";

    public IElement One(string selector) => Document.QuerySelector(selector)
        ?? throw new Xunit.Sdk.XunitException($"Nothing matches {selector} in:\n{Document.Body?.InnerHtml}");
}

/// <summary>A browser without script: follows links and fills in forms, keeps cookies, does not follow redirects by itself.</summary>
public sealed class Browser(Uri address) : IDisposable
{
    private readonly HttpClient _http = new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = address };

    /// <summary>The raw client, for what is no page.</summary>
    public HttpClient Http => _http;

    public async Task<PageSeen> GetAsync(string path)
    {
        using var response = await _http.GetAsync(new Uri(path, UriKind.RelativeOrAbsolute), TestContext.Current.CancellationToken);
        return await SeeAsync(response);
    }

    /// <summary>Fills in the form on a page and sends it, with its hidden fields and what was preset.</summary>
    /// <param name="path">The page with the form.</param>
    /// <param name="form">A selector; the button's name and value go into <paramref name="fields"/>.</param>
    public async Task<PageSeen> SubmitAsync(string path, string form, params (string Name, string? Value)[] fields) =>
        await SubmitAsync(await GetAsync(path), form, fields);

    /// <inheritdoc cref="SubmitAsync(string, string, ValueTuple{string, string?}[])"/>
    public async Task<PageSeen> SubmitAsync(PageSeen page, string form, params (string Name, string? Value)[] fields)
    {
        var element = (IHtmlFormElement)page.One(form);
        var given = fields.Select(f => f.Name).ToHashSet();
        var preset = element.Elements.SelectMany(Preset).Where(f => !given.Contains(f.Key));
        using var content = new FormUrlEncodedContent(preset.Concat(fields.Where(f => f.Value is not null).Select(f => KeyValuePair.Create(f.Name, f.Value!))));
        var action = element.GetAttribute("action") is { Length: > 0 } to ? to : page.Document.Url;
        using var response = await _http.PostAsync(new Uri(new Uri(page.Document.Url), action), content, TestContext.Current.CancellationToken);
        return await SeeAsync(response);
    }

    /// <summary>Sends a form that no page offers: forged, stale, or one button of several.</summary>
    public async Task<PageSeen> SendAsync(string path, HttpContent form)
    {
        using var response = await _http.PostAsync(new Uri(path, UriKind.Relative), form, TestContext.Current.CancellationToken);
        return await SeeAsync(response);
    }

    public async Task SignInAsync(string userName, string password)
    {
        var page = await SubmitAsync("/sign-in", "main form", ("UserName", userName), ("Password", password));
        Assert.Equal(HttpStatusCode.Found, page.Status);
    }

    public void Dispose() => _http.Dispose();

    private static IEnumerable<KeyValuePair<string, string>> Preset(IHtmlElement element) => element switch
    {
        IHtmlInputElement { Name: { Length: > 0 } name } input when input.Type is not ("submit" or "button") && (input.Type is not ("checkbox" or "radio") || input.IsChecked) =>
            [new(name, input.Value)],
        IHtmlTextAreaElement { Name: { Length: > 0 } name } area => [new(name, area.Value)],
        IHtmlSelectElement { Name: { Length: > 0 } name } select => select.Options.Where(o => o.IsSelected).Select(o => new KeyValuePair<string, string>(name, o.Value)),
        _ => [],
    };

    internal static async Task<PageSeen> SeeAsync(HttpResponseMessage response)
    {
        var html = await response.Content.ReadAsStringAsync();
        // A context of its own: one that is shared keeps every page, and is not made for tests side by side.
        var document = await BrowsingContext.New(Configuration.Default).OpenAsync(request => request.Content(html).Address(response.RequestMessage!.RequestUri!.ToString()));
        return new(response.StatusCode, response.Headers.Location?.ToString(), document);
    }
}
