using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using PracticeHub.Kernel.Text;
using PracticeHub.Kernel.Workflows.Effects;

namespace PracticeHub.Kernel.Workflows.Requests;

/// <summary>
/// Notes down what the request that drives the instance is answered with; whoever sent it has it, if they still wait. It passes the
/// hub's own host, so there is little that it can be: HTML is sanitized, and no script, cookie or redirect leaves by it.
/// </summary>
internal sealed class HttpResponseTask : WorkflowActivity
{
    private const int MostLetters = 64 * 1024;
    private const int LongestHeader = 1000;
    private const string Html = "text/html";
    private static readonly string[] Types = ["text/plain", "application/json", "application/problem+json", "text/csv", Html];
    private static readonly string[] Headers = ["Content-Language", "Retry-After", "X-Correlation-Id", "X-Request-Id"];

    public override Task<ActivityResult> ExecuteAsync(WorkflowContext run, CancellationToken ct)
    {
        var (type, content) = (TypeOf(run.Render("ContentType").Trim()), run.Render("Content"));
        if (content.Length > MostLetters)
        {
            throw new WorkflowException($"The answer to a request has {MostLetters} letters at most.");
        }

        run.State.Response = new JsonObject
        {
            ["Request"] = run.State.Input[WorkflowRequests.Key]?["Id"]?.DeepClone(),
            ["Status"] = StatusOf(run.Node.Text("HttpStatusCode").Trim()),
            ["ContentType"] = type,
            ["Headers"] = HeadersOf(run.Render("Headers")),
            ["Content"] = type == Html ? HtmlSanitizer.Sanitize(content).ToString() : content,
        };
        return Task.FromResult(ActivityResult.Done);
    }

    private static int StatusOf(string given) => given.Length == 0 ? 200
        : int.TryParse(given, out var status) && status is (>= 200 and < 300) or (>= 400 and < 600) ? status
        : throw new WorkflowException($"A request cannot be answered with the status {given}: only 200 to 299 and 400 to 599.");

    private static string TypeOf(string given) => given.Length == 0 ? Types[0]
        : MediaTypeHeaderValue.TryParse(given, out var type) && Array.Find(Types, known => known.Equals(type.MediaType, StringComparison.OrdinalIgnoreCase)) is { } allowed ? allowed
        : throw new WorkflowException($"A request cannot be answered with {given}: only {string.Join(", ", Types)}.");

    /// <summary>Those that mean something to the hub, its visitors' browsers or a proxy are not for a workflow to set.</summary>
    private static JsonObject HeadersOf(string lines)
    {
        var headers = new JsonObject();
        foreach (var (name, value) in HttpRequestTask.HeadersIn(lines))
        {
            if (Array.Find(Headers, h => h.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } known && value.Length <= LongestHeader && value.All(c => c is >= ' ' and <= '~'))
            {
                headers[known] = value;
            }
        }

        return headers;
    }
}
