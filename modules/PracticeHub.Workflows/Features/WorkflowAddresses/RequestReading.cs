using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using PracticeHub.Kernel.Workflows.Requests;

namespace PracticeHub.Workflows.Features.WorkflowAddresses;

/// <summary>Writes down what a workflow may know of a request: never a cookie, nor by what somebody proves who they are.</summary>
internal static class RequestReading
{
    /// <summary>Of a body; what is larger is refused with 413.</summary>
    public const int MostBytes = 64 * 1024;

    private const int MostFields = 100;
    private const int LongestHeader = 1000;

    private static readonly string[] Headers =
        ["Accept", "Accept-Language", "Content-Type", "Idempotency-Key", "User-Agent", "X-Correlation-Id", "X-GitHub-Delivery", "X-GitHub-Event", "X-Gitlab-Event", "X-Request-Id"];

    /// <returns>The request, or the status that says why it cannot be taken.</returns>
    public static async Task<(JsonObject? Request, int Status)> ReadAsync(HttpRequest request, string id, CancellationToken ct)
    {
        IFormCollection? form = null;
        try
        {
            // By the house's own measure it was read before; what was broken then is so still.
            form = request.HasFormContentType ? await request.ReadFormAsync(ct) : null;
        }
        catch (InvalidDataException)
        {
            return (null, StatusCodes.Status400BadRequest);
        }

        var body = form is null ? await BodyAsync(request, ct) : "";
        if (body is null || request.ContentLength > MostBytes || form?.Sum(field => field.Key.Length + field.Value.Sum(value => value?.Length ?? 0)) > MostBytes)
        {
            return (null, StatusCodes.Status413PayloadTooLarge);
        }

        if (request.Query.Count > MostFields || form?.Count > MostFields || form?.Files.Count > 0)
        {
            return (null, StatusCodes.Status400BadRequest);
        }

        var data = request.HasJsonContentType() ? WorkflowRequests.Json(body) : null;
        var taken = new JsonObject
        {
            ["Id"] = id, ["Method"] = request.Method, ["Query"] = Fields(request.Query.Where(q => q.Key != "token")), ["Form"] = form is null ? null : Fields(form),
            ["Headers"] = Fields(Headers.Where(request.Headers.ContainsKey).Select(name => KeyValuePair.Create(name, new StringValues(Cut(request.Headers[name].ToString()))))),
            ["Body"] = body, ["Data"] = data,
        };
        return (request.HasJsonContentType() && data is null && body.Trim() is not ("" or "null")) || !IsSound(taken) ? (null, StatusCodes.Status400BadRequest) : (taken, 0);
    }

    private static async Task<string?> BodyAsync(HttpRequest request, CancellationToken ct)
    {
        var bytes = new byte[MostBytes + 1];
        var read = await request.Body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, ct);
        return read > MostBytes ? null : Encoding.UTF8.GetString(bytes, 0, read);
    }

    /// <summary>What stands there several times is a list.</summary>
    private static JsonObject Fields(IEnumerable<KeyValuePair<string, StringValues>> fields) => new(fields.Select(field => KeyValuePair.Create<string, JsonNode?>(
        field.Key, field.Value.Count == 1 ? field.Value.ToString() : new JsonArray([.. field.Value.Select(value => JsonValue.Create(value))]))));

    private static string Cut(string header) => header.Length <= LongestHeader ? header : header[..LongestHeader];

    /// <summary>Whether all of its texts are such that a database keeps them: no NUL, and no half of a letter.</summary>
    private static bool IsSound(JsonNode node)
    {
        try
        {
            return node switch
            {
                JsonObject some => some.All(field => IsSound(field.Key) && (field.Value is null || IsSound(field.Value))),
                JsonArray list => list.All(item => item is null || IsSound(item)),
                _ => node.GetValueKind() is not JsonValueKind.String || IsSound(node.GetValue<string>()),
            };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static bool IsSound(string text)
    {
        for (var rest = text.AsSpan(); rest.Length > 0;)
        {
            if (Rune.DecodeFromUtf16(rest, out var rune, out var length) is not System.Buffers.OperationStatus.Done || rune.Value == 0)
            {
                return false;
            }

            rest = rest[length..];
        }

        return true;
    }
}
