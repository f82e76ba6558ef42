using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Modules;

namespace PracticeHub.Web;

/// <summary>Shows the item that was chosen as home page at the hub's own address. Whoever may not read it finds the front page there, as all do at /today.</summary>
internal sealed class HomePage(RequestDelegate next, Hub hub)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        var isHome = hub.State.Site.HomeItemId is not null && request.Path == "/" && HttpMethods.IsGet(request.Method);
        if (hub.State.Site.HomeItemId is { } id)
        {
            request.Path = isHome ? $"/{ContentKinds.DefinedPrefix}/{id}" : request.Path == Navigation.Today ? "/" : request.Path;
        }

        await next(context);
        if (isHome && context.Response is { StatusCode: StatusCodes.Status404NotFound, HasStarted: false })
        {
            context.SetEndpoint(null);
            request.RouteValues.Clear();
            request.Path = "/";
            context.Response.StatusCode = StatusCodes.Status200OK;
            await next(context);
        }
    }
}
