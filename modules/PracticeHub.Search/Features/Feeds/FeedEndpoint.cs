using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using PracticeHub.Kernel.Modules;

namespace PracticeHub.Search.Features.Feeds;

/// <summary><c>/feed</c>: Atom of what the reader may see, and 304 as long as nothing is new.</summary>
internal static class FeedEndpoint
{
    public static async Task<IResult> GetAsync(
        [AsParameters] FeedFilter filter, HttpRequest request, HttpResponse response, FeedReader reader, SiteSettings site, CancellationToken ct)
    {
        var entries = await reader.ReadAsync(filter, ct);
        var tag = TagOf(entries);
        response.Headers.ETag = tag;
        // What is in it depends on who asks.
        response.Headers.CacheControl = "private, no-cache";
        if (request.Headers.IfNoneMatch.ToString() == tag)
        {
            return Results.StatusCode(StatusCodes.Status304NotModified);
        }

        var root = site.BaseUrl.Length > 0 ? site.BaseUrl.TrimEnd('/') : $"{request.Scheme}://{request.Host}{request.PathBase}";
        var xml = AtomFeed.Write(site.SiteName, root, root + request.Path.ToUriComponent() + request.QueryString.ToUriComponent(), entries);
        return Results.Content(xml, "application/atom+xml", Encoding.UTF8);
    }

    private static string TagOf(IReadOnlyList<FeedEntry> entries)
    {
        var state = string.Join(' ', entries.Select(e => string.Create(CultureInfo.InvariantCulture, $"{e.Card.ItemId}{e.Card.ModifiedUtc.UtcTicks:x}")));
        return $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(state)).AsSpan(0, 12))}\"";
    }
}
