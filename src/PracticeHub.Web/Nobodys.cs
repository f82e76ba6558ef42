using PracticeHub.Kernel.Pages;

namespace PracticeHub.Web;

/// <summary>Drops what would say who asks, where nobody may be asked for.</summary>
internal sealed class Nobodys(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<NobodysMetadata>() is not null)
        {
            context.Request.Headers.Remove("Cookie");
            context.Request.Headers.Remove("Authorization");
        }

        return next(context);
    }
}
