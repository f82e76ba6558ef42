using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace PracticeHub.Kernel.Features.Oops;

/// <summary>A form that reached the hub when nothing could be saved.</summary>
/// <param name="To">Where it was sent.</param>
/// <param name="Fields">As they came, the antiforgery token among them: whoever forged a form has none, and gets none here.</param>
public sealed record Unsaved(string To, IReadOnlyList<KeyValuePair<string, string>> Fields)
{
    /// <summary>Null for files and what was not read, which a page cannot hand back, and where a password would come to stand in a page.</summary>
    public static async Task<Unsaved?> OfAsync(HttpContext http, CancellationToken ct)
    {
        if (http.Features.Get<IExceptionHandlerPathFeature>() is not { } failed || !http.Request.HasFormContentType)
        {
            return null;
        }

        var form = await http.Request.ReadFormAsync(ct);
        return form.Count == 0 || form.Files.Count > 0 || form.Keys.Any(key => key.Contains("password", StringComparison.OrdinalIgnoreCase)) ? null
            : new(http.Request.PathBase + new PathString(failed.Path) + http.Request.QueryString,
                [.. form.SelectMany(field => field.Value.Select(value => KeyValuePair.Create(field.Key, value ?? "")))]);
    }
}
