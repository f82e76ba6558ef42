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
        if (!IsMetIn(context.HttpContext))
        {
            context.Result = MemberOf(context.HttpContext).IsSignedIn ? new StatusCodeResult(StatusCodes.Status404NotFound) : new ChallengeResult();
        }
    }

    /// <summary>Whether the member who asks holds the permission.</summary>
    public bool IsMetIn(HttpContext http) =>
        MemberOf(http).Can(http.RequestServices.GetRequiredService<CurrentHub>().All<Permission>().First(p => p.Name == permission));

    private static CurrentMember MemberOf(HttpContext http) => http.RequestServices.GetRequiredService<CurrentMember>();
}
