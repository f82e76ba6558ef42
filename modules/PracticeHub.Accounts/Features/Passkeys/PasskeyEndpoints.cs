using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Accounts.Features.Passkeys;

/// <summary>What a browser needs to know before it asks the device for a passkey.</summary>
internal static class PasskeyEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/account/passkeys/options", CreationAsync).RequireAuthorization();
        endpoints.MapPost("/sign-in/passkey/options", RequestAsync);
    }

    private static async Task<IResult> CreationAsync(HttpContext http, IAntiforgery antiforgery, CurrentMember me, SignInManager<HubUser> signIn)
    {
        if (!await antiforgery.IsRequestValidAsync(http))
        {
            return Results.BadRequest();
        }

        var options = await signIn.MakePasskeyCreationOptionsAsync(new() { Id = me.RequiredId, Name = me.UserName, DisplayName = me.DisplayName });
        return Results.Content(options, "application/json");
    }

    /// <summary>The same answer for everybody, so that nobody learns who has an account.</summary>
    private static async Task<IResult> RequestAsync(HttpContext http, IAntiforgery antiforgery, SignInManager<HubUser> signIn) =>
        await antiforgery.IsRequestValidAsync(http)
            ? Results.Content(await signIn.MakePasskeyRequestOptionsAsync(null), "application/json")
            : Results.BadRequest();
}
