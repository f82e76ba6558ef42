using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Primitives;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Web;

/// <summary>
/// What comes in is not too large, and holds no NUL, which PostgreSQL cannot store. Forms are read here once, so that every page
/// finds them whole and says 413 in the same way; whoever reads them later would take "too large" for a forged form.
/// A place that takes more says so by ASP.NET Core's RequestSizeLimit, and takes it from those who may use it only.
/// </summary>
internal sealed class Intake(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context, CurrentMember me)
    {
        // The page that speaks of a refusal goes this way a second time.
        if (context.Features.Get<IStatusCodeReExecuteFeature>() is null)
        {
            if (await IsTooLargeAsync(context, MostFor(context, me)))
            {
                context.Features.Set<IFormFeature>(new FormFeature(FormCollection.Empty));
                // What has failed already is told as it is.
                if (context.Features.Get<IExceptionHandlerFeature>() is null)
                {
                    context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
                    return;
                }
            }

            Clean(context.Request);
        }

        await next(context);
    }

    private static long MostFor(HttpContext context, CurrentMember me)
    {
        var place = context.GetEndpoint()?.Metadata;
        return place?.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize is { } most && me.IsSignedIn
            && place.GetOrderedMetadata<NeedsAttribute>().All(needs => needs.IsMetIn(context)) ? most : HubApplication.MostBytes;
    }

    private static async Task<bool> IsTooLargeAsync(HttpContext context, long most)
    {
        var request = context.Request;
        if (context.Features.Get<IFormFeature>()?.Form is not null)
        {
            return false;
        }

        if (request.ContentLength > most)
        {
            return true;
        }

        // Routing has raised it for whoever asks.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } body)
        {
            body.MaxRequestBodySize = most;
        }

        try
        {
            _ = request.HasFormContentType ? await request.ReadFormAsync(new FormOptions { MultipartBodyLengthLimit = most }, context.RequestAborted) : null;
            return false;
        }
        catch (BadHttpRequestException refused)
        {
            return refused.StatusCode == StatusCodes.Status413PayloadTooLarge;
        }
        catch (InvalidDataException broken)
        {
            // Too many fields, or a name too long; the message is all that tells them from a form that is broken.
            return broken.Message.Contains("limit", StringComparison.Ordinal);
        }
    }

    private static void Clean(HttpRequest request)
    {
        if (request.QueryString.Value is { } query && query.Contains("%00", StringComparison.Ordinal))
        {
            request.QueryString = new(query.Replace("%00", "", StringComparison.Ordinal));
        }

        if (request.HttpContext.Features.Get<IFormFeature>()?.Form is { } form && form.Any(HasNul))
        {
            request.Form = new FormCollection(
                form.ToDictionary(f => f.Key, f => new StringValues([.. f.Value.Select(WithoutNul)]), StringComparer.OrdinalIgnoreCase), form.Files);
        }
    }

    private static bool HasNul(KeyValuePair<string, StringValues> field) => field.Value.Any(value => value?.Contains('\0', StringComparison.Ordinal) is true);

    private static string? WithoutNul(string? value) => value?.Replace("\0", "", StringComparison.Ordinal);
}
