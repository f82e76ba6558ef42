using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace PracticeHub.Themes.Paper;

/// <summary>The address of one symbol of Assets/icons.svg.</summary>
public static class Icons
{
    private const string Sheet = "_content/PracticeHub.Themes.Paper/icons.svg";

    /// <remarks>Tag helpers do not reach into <c>use</c>, so the address that browsers may keep for good is looked up here.</remarks>
    public static string Href(HttpContext context, string name)
    {
        ArgumentNullException.ThrowIfNull(context);
        var assets = context.GetEndpoint()?.Metadata.GetMetadata<ResourceAssetCollection>();
        return $"{context.Request.PathBase}/{assets?[Sheet] ?? Sheet}#{name}";
    }
}
