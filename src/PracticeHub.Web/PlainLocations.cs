using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace PracticeHub.Web;

/// <summary>Addresses of items hold letters of any script, and a header holds none but ASCII: a redirect writes all others as their bytes.</summary>
internal sealed class PlainLocations : IAlwaysRunResultFilter
{
    public void OnResultExecuting(ResultExecutingContext context)
    {
        if (context.Result is RedirectResult redirect)
        {
            redirect.Url = Plain(redirect.Url);
        }
        else if (context.Result is LocalRedirectResult local)
        {
            local.Url = Plain(local.Url);
        }
    }

    public void OnResultExecuted(ResultExecutedContext context)
    {
    }

    private static string Plain(string address) => string.Concat(address.EnumerateRunes().Select(rune => rune.IsAscii ? rune.ToString() : Uri.EscapeDataString(rune.ToString())));
}
