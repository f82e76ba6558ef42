using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Kernel.Pages;

/// <summary>
/// The permission that a page needs, by name. A visitor is asked to sign in; for a member without it the page is not there.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsAttribute(string permission) : AuthorizeAttribute, IAuthorizationFilter
{
    public string Permission => permission;

    public void OnAuthorization(AuthorizationFilterContext context)
    {
        var services = context.HttpContext.RequestServices;
        var me = services.GetRequiredService<CurrentMember>();
        var needed = services.GetRequiredService<CurrentHub>().All<Permission>().First(p => p.Name == permission);
        if (!me.Can(needed))
        {
            context.Result = me.IsSignedIn ? new StatusCodeResult(StatusCodes.Status404NotFound) : new ChallengeResult();
        }
    }
}
