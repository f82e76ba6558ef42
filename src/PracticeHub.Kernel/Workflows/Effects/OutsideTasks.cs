using System.Text.Json;
using System.Text.Json.Nodes;
using PracticeHub.Kernel.Data;

namespace PracticeHub.Kernel.Workflows.Effects;

/// <summary>Wants something of the world outside, and goes on by the answer.</summary>
public abstract class OutsideTask(HubDb db, Ids ids, TimeProvider clock) : WorkflowActivity
{
    /// <summary>Where the answer stands in what an instance has come to know.</summary>
    private protected const string Answer = "Answer";
    private const string Key = "Key";
    private const string Asked = "Asked";

    public override bool Waits => true;

    /// <summary>Whatever is no status means that there was no answer.</summary>
    public override JsonObject Pretend(string outcome, string text) => AnswerOf(outcome is "Done" ? 200 : int.TryParse(outcome, out var status) ? status : 0, text, null);

    /// <param name="key">Of the effect that is answered.</param>
    internal static JsonObject AnswerOf(int status, string text, string? key) => new() { [Answer] = new JsonObject { ["StatusCode"] = status, ["Body"] = text, [Key] = key } };

    /// <summary>Where a loop has come here again meanwhile, what was asked before is not waited for any more.</summary>
    public sealed override Task<ActivityResult> ResumeAsync(WorkflowContext run, CancellationToken ct)
    {
        var answer = run.State.Input[Answer] as JsonObject;
        var isOld = answer?[Key] is { } key && run.Own[Asked] is { } asked && key.ToString() != asked.ToString();
        return Task.FromResult(isOld ? ActivityResult.Wait : Answered(run, answer));
    }

    protected abstract ActivityResult Answered(WorkflowContext run, JsonObject? answer);

    protected ActivityResult Want(WorkflowContext run, EffectKind kind, object request)
    {
        var id = ids.New();
        run.Own[Asked] = id;
        db.Add(new WorkflowEffect
        {
            EffectId = id, WorkflowId = run.Instance.WorkflowId, ActivityId = run.Node.Id, Kind = kind,
            Request = JsonSerializer.Serialize(request), NextUtc = clock.GetUtcNow(), Depth = run.Depth,
        });
        return ActivityResult.Wait;
    }

    /// <summary>
    /// What went wrong goes its own way on. Where none is drawn nobody would ever hear of it, so the instance is parked; who tries again
    /// after an answer has it asked for again.
    /// </summary>
    protected static ActivityResult Failed(WorkflowContext run, string why, string outcome = "Failed", bool isAnswered = false)
    {
        run.State.LastResult = why;
        return run.Type.Next(run.Node.Id, outcome) is null ? throw new WorkflowException(why) { BeginsAnew = isAnswered } : ActivityResult.Go(outcome);
    }
}

/// <summary>Asks another system. The statuses in HttpResponseCodes are outcomes; the answer is the last result, with StatusCode and Body.</summary>
internal sealed class HttpRequestTask(HubDb db, Ids ids, TimeProvider clock) : OutsideTask(db, ids, clock)
{
    private const string Unhandled = "UnhandledHttpStatus";

    public override IReadOnlyList<string> Outcomes(ActivityNode node) => [.. Codes(node), Unhandled];

    public override Task<ActivityResult> ExecuteAsync(WorkflowContext run, CancellationToken ct)
    {
        var url = run.Render("Url").Trim();
        if (OutsideHttp.Wrong(url) is { } wrong)
        {
            return Task.FromResult(Failed(run, wrong, Unhandled));
        }

        var method = run.Node.Text("HttpMethod").Trim().ToUpperInvariant();
        var type = run.Render("ContentType").Trim();
        return Task.FromResult(Want(run, EffectKind.Http, new OutsideRequest(
            url, method is "POST" or "PUT" or "PATCH" or "DELETE" or "HEAD" ? method : "GET", type.Length > 0 ? type : "application/json", run.Render("Body"), [.. HeadersIn(run.Render("Headers"))])));
    }

    protected override ActivityResult Answered(WorkflowContext run, JsonObject? answer)
    {
        var status = answer?["StatusCode"]?.ToString() ?? "0";
        var result = Codes(run.Node).Contains(status) ? ActivityResult.Go(status) : Failed(run, WhyOf(run, status, answer), Unhandled, isAnswered: true);
        run.State.LastResult = answer;
        return result;
    }

    /// <summary>The address without what may be a secret in it.</summary>
    private static string WhyOf(WorkflowContext run, string status, JsonObject? answer)
    {
        var address = new Uri(run.Render("Url").Trim()).GetLeftPart(UriPartial.Path);
        return status == "0" ? $"{address} could not be asked, and was tried {WorkflowEffect.MostAttempts} times at most. {answer?["Body"]}"
            : $"{address} answered with the status {status}, and no way leads on from that.";
    }

    private static IReadOnlyList<string> Codes(ActivityNode node) =>
        [.. (node.Text("HttpResponseCodes") is { Length: > 0 } codes ? codes : "200").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()];

    /// <summary>Headers, one a line.</summary>
    internal static IEnumerable<KeyValuePair<string, string>> HeadersIn(string lines) =>
        from line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        let colon = line.IndexOf(':', StringComparison.Ordinal)
        where colon > 0
        select KeyValuePair.Create(line[..colon].Trim(), line[(colon + 1)..].Trim());
}

/// <summary>Sends a mail, from the hub's own address. Failed where no server is named, or none takes it; why is the last result.</summary>
internal sealed class EmailTask(HubDb db, Ids ids, TimeProvider clock, OutsideMail mail) : OutsideTask(db, ids, clock)
{
    public override IReadOnlyList<string> Outcomes(ActivityNode node) => ["Done", "Failed"];

    public override Task<ActivityResult> ExecuteAsync(WorkflowContext run, CancellationToken ct)
    {
        var to = run.Render("Recipients").Trim();
        return Task.FromResult(!mail.IsConfigured ? Failed(run, "No mail server is set up: Hub:Mail:Host and Hub:Mail:From.")
            : to.Length == 0 ? Failed(run, "The mail has no recipients.")
            : Want(run, EffectKind.Mail, new OutsideMessage(to, run.Render("Cc"), run.Render("Bcc"), run.Render("ReplyTo"), run.Render("Subject"), run.Render("Body"), run.Node.Text("IsHtmlBody") is not "false")));
    }

    protected override ActivityResult Answered(WorkflowContext run, JsonObject? answer) =>
        answer?["StatusCode"]?.ToString() == "200" ? ActivityResult.Done : Failed(run, $"The mail could not be sent. {answer?["Body"]}", isAnswered: true);
}
