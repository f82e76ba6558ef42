using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace PracticeHub.Media.Features.Library;

/// <summary><c>GET /media/…</c>: a file, or a range of it, to whoever may read an item that shows it.</summary>
internal static class MediaEndpoint
{
    /// <summary>A drawing may hold a script, and a file may be opened by itself: neither may do anything then.</summary>
    private const string Policy = "default-src 'none'; media-src 'self'; sandbox";

    private static readonly string[] Shown = ["image/jpeg", "image/png", "image/gif", "image/webp", "image/x-icon", "image/svg+xml"];

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapMethods("/media/{**path}", [HttpMethods.Get, HttpMethods.Head], async (string path, MediaLibrary library, HttpContext context) =>
    {
        if (await library.FindAsync(path, context.RequestAborted) is not { } file)
        {
            return Results.NotFound();
        }

        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        // Who may have it can change; a browser asks again and gets a short answer.
        headers.CacheControl = "private, no-cache";
        var isShown = Shown.Contains(file.ContentType) || file.ContentType.StartsWith("audio/", StringComparison.Ordinal) || file.ContentType.StartsWith("video/", StringComparison.Ordinal);
        return Results.Stream(
            library.Open(file), file.ContentType, isShown ? null : file.Path.Split('/')[^1], file.AtUtc,
            new EntityTagHeaderValue($"\"{file.Hash}\""), enableRangeProcessing: true);
    });
}
