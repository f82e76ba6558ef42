using System.Net.Mime;
using System.Text.Encodings.Web;
using Microsoft.Extensions.Localization;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Modules;

namespace PracticeHub.Web;

/// <summary>While a recipe sets an empty hub up, every address says so and asks again by itself.</summary>
internal sealed class SettingUp(RequestDelegate next, Hub hub, IStringLocalizer<Words> words)
{
    private const string Seconds = "1";

    public Task InvokeAsync(HttpContext context)
    {
        if (hub.State.IsSetUp)
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.ContentType = MediaTypeNames.Text.Html + "; charset=utf-8";
        context.Response.Headers.RetryAfter = Seconds;
        context.Response.Headers.CacheControl = "no-store";
        string Word(string english) => HtmlEncoder.Default.Encode(words[english]);
        return context.Response.WriteAsync($"""
            <!DOCTYPE html>
            <html lang="{System.Globalization.CultureInfo.CurrentUICulture.Name}">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
            <meta http-equiv="refresh" content="{Seconds}"><title>PracticeHub</title></head>
            <body><h1>PracticeHub</h1><p>{Word("This hub is being set up. That takes a few seconds; this page opens it by itself.")}</p></body>
            </html>
            """, context.RequestAborted);
    }
}
