using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace PracticeHub.Web;

/// <summary>
/// What comes in is not too large, and holds no NUL, which PostgreSQL cannot store. Forms are read here once, so that every page
/// finds them whole and says 413 in the same way; whoever reads them later would take "too large" for a forged form.
/// </summary>
internal sealed class Intake(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        // The page that speaks of a refusal goes this way a second time.
        if (context.Features.Get<IStatusCodeReExecuteFeature>() is null)
        {
            if (await IsTooLargeAsync(context.Request, context.RequestAborted))
            {
                context.Features.Set<IFormFeature>(new FormFeature(FormCollection.Empty));
                context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
                return;
            }

            Clean(context.Request);
        }

        await next(context);
    }

    private static async Task<bool> IsTooLargeAsync(HttpRequest request, CancellationToken ct)
    {
        if (request.ContentLength > HubApplication.MostBytes)
        {
            return true;
        }

        try
        {
            _ = request.HasFormContentType ? await request.ReadFormAsync(ct) : null;
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
