using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PracticeHub.Kernel.Content;
using PracticeHub.Reviews.Features.ReviewDesk;

namespace PracticeHub.Reviews.Features.Standings;

/// <summary>The page of what was superseded leads to its successor, if the reader may see that; <c>?old</c> shows it all the same.</summary>
internal sealed class SupersededFilter(PageHead head) : IAsyncPageFilter
{
    public const string Old = "old";

    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var executed = await next();
        if (executed.Result is PageResult && !context.HttpContext.Request.Query.ContainsKey(Old)
            && head.Item is { Card.State: CardState.Retired } item && item.Around[ReviewAround.Successor].FirstOrDefault() is { Href: { } path })
        {
            executed.Result = new RedirectResult("/" + path);
        }
    }
}
