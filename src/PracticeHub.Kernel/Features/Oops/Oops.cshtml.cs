using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace PracticeHub.Kernel.Features.Oops;

/// <summary>What a person sees when the hub cannot answer; it asks nothing of the database.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class OopsModel(IStringLocalizer<Words> words) : PageModel
{
    public string Title { get; private set; } = "";
    public string Advice { get; private set; } = "";

    /// <summary>Where a visitor signs in, and comes back to what was asked for; null where that changes nothing.</summary>
    public string? WayBack { get; private set; }

    public IActionResult OnGet(int? code)
    {
        var answer = Show(code);
        if (Response.StatusCode is 404 && User.Identity is not { IsAuthenticated: true } && HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is { } asked)
        {
            WayBack = "/sign-in" + QueryString.Create("ReturnUrl", $"{asked.OriginalPathBase}{asked.OriginalPath}{asked.OriginalQueryString}");
        }

        return answer;
    }

    /// <summary>What was sent and could not be saved, to be sent again as it was; nothing where that cannot be or should not.</summary>
    public Unsaved? Unsaved { get; private set; }

    public async Task<IActionResult> OnPostAsync(int? code, CancellationToken ct)
    {
        var answer = Show(code);
        Unsaved = Response.StatusCode == StatusCodes.Status503ServiceUnavailable ? await Unsaved.OfAsync(HttpContext, ct) : null;
        return answer;
    }

    private IActionResult Show(int? code)
    {
        var status = code is >= 400 and < 600 ? code.Value : Response.StatusCode >= 400 ? Response.StatusCode : 404;
        (Title, Advice) = status switch
        {
            403 => (words["This is not yours to do"], words["Ask a leader of the community or an administrator for the role that it needs."]),
            404 => (words["There is nothing here"], words["It may have moved, or you may not be allowed to see it."]),
            409 => (words["Somebody else was quicker"], words["What you were changing has changed meanwhile. Go back, copy what you wrote, and open it again."]),
            413 => (words["That is too large"], words["Shorten it, or split it into several posts."]),
            429 => (words["That was very quick"], words["The hub takes only so much from one person at a time. Wait a minute, go back and send it again: what you wrote is still there."]),
            503 when HttpMethods.IsGet(Request.Method) || HttpMethods.IsHead(Request.Method) =>
                (words["The hub cannot reach its memory right now"], words["Wait a moment and load the page again. If it stays like this, tell an administrator."]),
            503 => (words["The hub cannot reach its memory right now"], words["Nothing was saved. Wait a moment and send it again, or go back: what you typed is still there."]),
            < 500 => (words["The hub did not understand that"], words["Go back, load the page again and repeat what you did."]),
            _ => (words["Something went wrong here"], words["It is in the hub's log. Go back and try again; if it stays, tell an administrator."]),
        };
        Response.StatusCode = status;
        return Request.Headers.Accept.ToString().Contains("application/json", StringComparison.OrdinalIgnoreCase)
            ? new ObjectResult(new ProblemDetails { Status = status, Title = Title, Detail = Advice, Extensions = { ["message"] = Title } }) { StatusCode = status }
            : Page();
    }
}
