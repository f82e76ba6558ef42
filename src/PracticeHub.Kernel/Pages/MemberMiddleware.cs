using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.Options;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Kernel.Pages;

/// <summary>Finds out who is asking, by one query, and takes up their language. The page that speaks of a failure asks nothing of the database.</summary>
public sealed class MemberMiddleware(RequestDelegate next, IOptions<IdentityOptions> identity, IOptions<RequestLocalizationOptions> languages)
{
    public async Task InvokeAsync(HttpContext context, CurrentMember me, SiteSettings site)
    {
        var isBroken = context.Features.Get<IExceptionHandlerFeature>() is not null;
        // Styles, scripts and pictures are the same for everybody, and there while the database is not.
        var isForMembers = context.GetEndpoint()?.Metadata.GetMetadata<FeatureMetadata>() is not null;
        if (isForMembers && !me.IsKnown && !isBroken)
        {
            var user = context.User;
            await me.LoadAsync(
                user.FindFirstValue(identity.Value.ClaimsIdentity.UserIdClaimType),
                user.FindFirstValue(identity.Value.ClaimsIdentity.SecurityStampClaimType),
                context.RequestAborted);
            if (!me.IsSignedIn)
            {
                // The cookie may speak of an account that is gone, disabled or has changed its stamp.
                context.User = new();
            }
        }

        // Also where the page of an error is shown in the place of another, for whose sake the member was found already.
        var asksForNone = context.Features.Get<IRequestCultureFeature>() is { Provider: null };
        if ((Spoken(me.Culture) ?? (asksForNone ? Supported(site.DefaultCulture) : null)) is { } culture)
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = culture;
            context.Response.Headers.ContentLanguage = culture.Name;
        }

        await next(context);
    }

    /// <summary>The hub's own language, if it has words for it; whoever set it up may have written anything.</summary>
    private CultureInfo? Supported(string name) => languages.Value.SupportedUICultures?
        .FirstOrDefault(culture => name == culture.Name || name.StartsWith(culture.Name + "-", StringComparison.Ordinal));

    /// <summary>The member's language, if the hub has words for it: a page must not call its English words Arabic, nor turn them round.</summary>
    private CultureInfo? Spoken(string name)
    {
        var culture = name.Length == 0 ? CultureInfo.InvariantCulture : CultureInfo.GetCultureInfo(name);
        for (var spoken = culture; spoken.Name.Length > 0; spoken = spoken.Parent)
        {
            if (languages.Value.SupportedUICultures?.Contains(spoken) is true)
            {
                return culture;
            }
        }

        return null;
    }
}
