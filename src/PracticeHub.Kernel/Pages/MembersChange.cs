using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Kernel.Pages;

/// <summary>
/// Only members change anything. A visitor may read what is for everyone, but whoever sends a form is asked to sign in first,
/// on every page that does not say <see cref="AllowAnonymousAttribute"/>.
/// </summary>
internal sealed class MembersChange : IAuthorizationFilter
{
    public void OnAuthorization(AuthorizationFilterContext context)
    {
        var http = context.HttpContext;
        var isChange = !HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method);
        var isForAnybody = http.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null;
        if (isChange && !isForAnybody && !http.RequestServices.GetRequiredService<CurrentMember>().IsSignedIn)
        {
            context.Result = new ChallengeResult();
        }
    }
}
