using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Kernel.Pages;

/// <summary>The few answers that every page gives in the same way.</summary>
public static class HubPage
{
    extension(PageModel page)
    {
        /// <summary>The page again, with what was typed and what is wrong with it: 422.</summary>
        public IActionResult Invalid()
        {
            page.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return page.Page();
        }

        /// <summary>The page again with the reason why nothing was done: 422, or 409 when somebody else was quicker.</summary>
        public IActionResult Refused(Refusal refusal, string field = "")
        {
            page.Refuse(field.Length > 0 ? field : refusal.Field, refusal);
            page.Response.StatusCode = refusal.Code == ContentStore.Stale.Code ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity;
            return page.Page();
        }

        /// <summary>Says at the field why it cannot be taken, in the reader's language; the page goes on.</summary>
        public void Refuse(string field, Refusal refusal) => page.ModelState.AddModelError(
            field, page.HttpContext.RequestServices.GetRequiredService<IStringLocalizerFactory>().Say(refusal, page.GetType()));

        /// <summary>Whom to name as the one who did it.</summary>
        public Writer WriterOf(CurrentMember me) => new(me.RequiredId, me.UserName);
    }

    extension(HttpRequest request)
    {
        public bool IsHtmx => request.Headers.ContainsKey("HX-Request") && !request.Headers.ContainsKey("HX-Boosted");
    }
}
