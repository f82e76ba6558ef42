using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace PracticeHub.Web;

/// <summary>A verb that a page has no handler for is refused with 405; the page would else be shown without what it is about.</summary>
internal sealed class KnownVerbs : IPageFilter
{
    public void OnPageHandlerSelected(PageHandlerSelectedContext context)
    {
        // Only then is it known which handler there is.
    }

    public void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        var (http, verb) = (context.HttpContext, context.HttpContext.Request.Method);
        // The page that speaks of a refusal answers whatever verb was refused.
        var isRefused = http.Features.Get<IStatusCodeReExecuteFeature>() is not null || http.Features.Get<IExceptionHandlerFeature>() is not null;
        if (context.HandlerMethod is null && !isRefused && !HttpMethods.IsGet(verb) && !HttpMethods.IsHead(verb))
        {
            context.Result = new StatusCodeResult(StatusCodes.Status405MethodNotAllowed);
        }
    }

    public void OnPageHandlerExecuted(PageHandlerExecutedContext context)
    {
        // Nothing is left to do.
    }
}
