using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Engagement.Features.Mentions;

/// <summary>Whoever opens an item has seen that it mentions them. It asks the database only for those for whom a mention waits.</summary>
public sealed class MentionSeen(HubDb db, CurrentMember me, Hub hub) : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var executed = await next();
        if (executed.Result is PageResult { StatusCode: null or StatusCodes.Status200OK } && HttpMethods.IsGet(context.HttpContext.Request.Method)
            && me.Waiting(Mention.Reason) > 0 && hub.State.IsEnabled(Startup.Id))
        {
            await SeeAsync(context.HttpContext.Request.Path.Value!.Trim('/'), context.HttpContext.RequestAborted);
        }
    }

    private Task<int> SeeAsync(string path, CancellationToken ct)
    {
        var id = me.RequiredId;
        var here = db.Cards.Where(c => c.Path == path).Select(c => c.ItemId);
        return db.InTransactionAsync(
            () => db.Set<Wait>().Where(w => w.UserId == id && w.Reason == Mention.Reason && here.Contains(w.ItemId)).ExecuteDeleteAsync(ct), ct);
    }
}
