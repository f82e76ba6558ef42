using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Workflows;
using PracticeHub.Kernel.Workflows.Requests;

namespace PracticeHub.Workflows.Features.WorkflowAddresses;

/// <summary>
/// The address at which other systems send requests to a workflow, as Orchard Core's. The token is all the right there is: whoever
/// asks is nobody to the hub, even in the browser of a member, so that no page elsewhere can act by their cookie.
/// </summary>
internal static class InvokeEndpoint
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Post, HttpMethods.Put, HttpMethods.Patch];

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var nobodys = new NobodysMetadata();
        endpoints.MapMethods(WorkflowAddress.Path, Methods, AnswerAsync).WithMetadata(nobodys);
        endpoints.MapMethods($"{WorkflowAddress.Path}/{{token}}", Methods, AnswerAsync).WithMetadata(nobodys);
    }

    private static async Task<IResult> AnswerAsync(HttpContext http, string? token, WorkflowTokens tokens, RequestLimit limit, WorkflowRequests requests, Ids ids, IStringLocalizer<Startup> words)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (tokens.ReadRequest(token) is not { } meant)
        {
            return Results.NotFound();
        }

        if (!limit.Allows(token!))
        {
            http.Response.Headers.RetryAfter = "60";
            return Results.StatusCode(StatusCodes.Status429TooManyRequests);
        }

        if (await requests.FindAsync(token!, meant, http.RequestAborted) is not { } place)
        {
            return Results.NotFound();
        }

        if (HttpRequestEvent.MethodOf(place.Node) is var method && method != http.Request.Method)
        {
            http.Response.Headers.Allow = method;
            return Results.StatusCode(StatusCodes.Status405MethodNotAllowed);
        }

        var (request, wrong) = await RequestReading.ReadAsync(http.Request, ids.New(), http.RequestAborted);
        return request is null ? Results.StatusCode(wrong) : await TakeAsync(http, requests, place, request, words);
    }

    private static async Task<IResult> TakeAsync(HttpContext http, WorkflowRequests requests, RequestPlace place, JsonObject request, IStringLocalizer<Startup> words)
    {
        var correlationId = http.Request.Query["correlationId"].ToString() is { Length: > 0 } one ? one : null;
        var taken = await requests.TakeAsync(place, request, correlationId, http.RequestAborted);
        return taken.Status switch
        {
            StatusCodes.Status202Accepted => await requests.AnswerAsync(taken.WorkflowIds, request["Id"]!.ToString(), http.RequestAborted) is { } answer ? Say(http, answer) : Results.Accepted(),
            StatusCodes.Status409Conflict => Results.Problem(place.IsStart
                ? words["This workflow runs only once at a time, and an instance of it is on its way."]
                : words["More than {0} instances wait here. Name the one that is meant by correlationId.", WorkflowRequests.MostWoken], statusCode: taken.Status),
            _ => Results.StatusCode(taken.Status),
        };
    }

    private static IResult Say(HttpContext http, JsonObject answer)
    {
        var (status, type, content) = (answer["Status"]!.GetValue<int>(), answer["ContentType"]!.ToString(), answer["Content"]!.ToString());
        // In which language it is, only the workflow knows.
        http.Response.Headers.ContentLanguage = default;
        foreach (var (name, value) in answer["Headers"]!.AsObject())
        {
            http.Response.Headers[name] = value!.ToString();
        }

        // What is written is already without script; shown alone, it is not the hub's own page either.
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox";
        if (http.Features.Get<IStatusCodePagesFeature>() is { } pages)
        {
            pages.Enabled = false;
        }

        return content.Length == 0 || status is StatusCodes.Status204NoContent or StatusCodes.Status205ResetContent ? Results.StatusCode(status)
            : Results.Text(content, string.Create(CultureInfo.InvariantCulture, $"{type}; charset=utf-8"), statusCode: status);
    }
}
