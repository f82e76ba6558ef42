using Microsoft.AspNetCore.Diagnostics;
using PracticeHub.Kernel.Data;

namespace PracticeHub.Web;

/// <summary>A database that is locked, read-only or gone: one line for the operator, and the page that speaks of it for everybody else.</summary>
internal sealed partial class DatabaseOutage(DatabaseEngine engine, ILogger<DatabaseOutage> logger) : IExceptionHandler
{
    private const string Seconds = "10";

    /// <returns>Always false: the page is the exception handler's to show.</returns>
    public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (engine.IsUnavailable(exception))
        {
            engine.DropConnections();
            httpContext.Response.Headers.RetryAfter = Seconds;
            LogRefused(httpContext.Request.Method, httpContext.Features.Get<IExceptionHandlerPathFeature>()?.Path ?? "", exception.GetBaseException().Message);
        }

        return new(false);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} was refused, because the database cannot be used: {Why}")]
    private partial void LogRefused(string method, string path, string why);
}
