using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PracticeHub.Tests.Workflows;

namespace PracticeHub.Faults;

/// <summary>The world outside: a mail server and another system. A workflow writes to both about whatever is published.</summary>
internal sealed partial class Outside : IAsyncDisposable
{
    private readonly MailServer _mail = new();
    private readonly OtherSystem _other = new(_ => (200, ""));

    public Outside() => Workflow = new DrawnWorkflow("Tell the world")
        .Add("published", "ContentPublishedEvent", new() { ["ContentTypeFilter"] = new JsonArray("Practice") }, isStart: true)
        .Add("mail", "EmailTask", new() { ["Recipients"] = Js("rosa@example.org"), ["Subject"] = Js("About {{ Workflow.CorrelationId }}"), ["Body"] = Js("Read it."), ["IsHtmlBody"] = false })
        .Add("ask", "HttpRequestTask", new() { ["Url"] = Js(_other.Url), ["HttpMethod"] = "POST", ["Body"] = Js("About {{ Workflow.CorrelationId }}"), ["HttpResponseCodes"] = "200" })
        .Connect("published→mail", "mail.Done→ask");

    public DrawnWorkflow Workflow { get; }

    /// <summary>How a hub reaches it.</summary>
    public (string Key, string Value)[] Settings =>
    [
        ("Hub:Mail:Host", "127.0.0.1"), ("Hub:Mail:Port", _mail.Port.ToString(CultureInfo.InvariantCulture)), ("Hub:Mail:From", "hub@example.org"), ("Hub:Http:AllowPrivate", "true"),
    ];

    /// <summary>What has come about an item. The same once more, under the same key, is no more than once.</summary>
    public string About(string itemId)
    {
        var mails = _mail.Mails.Where(mail => mail.Contains($"About {itemId}", StringComparison.Ordinal)).Select(mail => MessageId().Match(mail).Value).Distinct().Count();
        var requests = _other.Asked.Where(asked => asked.Body == $"About {itemId}").Select(asked => asked.Key).Distinct().Count();
        return $"mails: {mails}, requests: {requests}";
    }

    public async ValueTask DisposeAsync()
    {
        await _mail.DisposeAsync();
        await _other.DisposeAsync();
    }

    private static JsonObject Js(string source) => new() { ["Expression"] = source };

    [GeneratedRegex("Message-ID: <[^>]+>")]
    private static partial Regex MessageId();
}
