using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using PracticeHub.Media.Features.Pictures;

namespace PracticeHub.Media.Features.Library;

/// <summary><c>GET /media/…</c>: a file, or a range of it, to whoever may have it; <c>?width=480</c>: a picture about that wide, and more as <see cref="MediaSizes"/> has it.</summary>
internal static class MediaEndpoint
{
    /// <summary>A drawing may hold a script, and a file may be opened by itself: neither may do anything then.</summary>
    private const string Policy = "default-src 'none'; media-src 'self'; sandbox";

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapMethods("/media/{**path}", [HttpMethods.Get, HttpMethods.Head], GetAsync);

    private static async Task<IResult> GetAsync(string path, MediaLibrary library, PictureShelf pictures, HttpContext context)
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
        if (MediaSizes.For(context.Request.Query, (file.Width, file.Height)) is { } cut && await pictures.FindAsync(file, cut, () => library.Open(file), context.RequestAborted) is { } picture)
        {
            return Results.Stream(picture, "image/webp", null, file.AtUtc, TagOf($"{file.Hash}-{cut.Name}"), enableRangeProcessing: true);
        }

        return Results.Stream(
            library.Open(file), file.ContentType, MediaType.IsShown(file.ContentType) ? null : file.Name, file.AtUtc, TagOf(file.Hash), enableRangeProcessing: true);
    }

    private static EntityTagHeaderValue TagOf(string hash) => new($"\"{hash}\"");
}
