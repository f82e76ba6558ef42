using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Kernel.Pages;

/// <summary>Finds out who is asking, by one query, and takes up their language. The error page is shown without it.</summary>
public sealed class MemberMiddleware(RequestDelegate next, IOptions<IdentityOptions> identity)
{
    public async Task InvokeAsync(HttpContext context, CurrentMember me)
    {
        if (context.GetEndpoint() is not null && !context.Request.Path.StartsWithSegments("/oops"))
        {
            var user = context.User;
            await me.LoadAsync(
                user.FindFirstValue(identity.Value.ClaimsIdentity.UserIdClaimType),
                user.FindFirstValue(identity.Value.ClaimsIdentity.SecurityStampClaimType),
                context.RequestAborted);
            if (me.Culture.Length > 0)
            {
                CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(me.Culture);
            }
        }

        await next(context);
    }
}
