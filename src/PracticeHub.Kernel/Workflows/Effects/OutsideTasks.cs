using System.Text.Json;
using System.Text.Json.Nodes;
using PracticeHub.Kernel.Data;

namespace PracticeHub.Kernel.Workflows.Effects;

/// <summary>Wants something of the world outside, and goes on by the answer.</summary>
internal abstract class OutsideTask(HubDb db, Ids ids, TimeProvider clock) : WorkflowActivity
{
    /// <summary>Where the answer stands in what an instance has come to know.</summary>
    public const string Answer = "Answer";

    public override bool Waits => true;

    protected ActivityResult Want(WorkflowContext run, EffectKind kind, object request)
    {
        db.Add(new WorkflowEffect
        {
            EffectId = ids.New(), WorkflowId = run.Instance.WorkflowId, ActivityId = run.Node.Id, Kind = kind,
            Request = JsonSerializer.Serialize(request), NextUtc = clock.GetUtcNow(), Depth = run.Depth,
        });
        return ActivityResult.Wait;
    }

    protected static ActivityResult Failed(WorkflowContext run, string why, string outcome = "Failed")
    {
        run.State.LastResult = why;
        return ActivityResult.Go(outcome);
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

    public override Task<ActivityResult> ResumeAsync(WorkflowContext run, CancellationToken ct)
    {
        var answer = run.State.Input[Answer] as JsonObject;
        run.State.LastResult = answer;
        var status = answer?["StatusCode"]?.ToString() ?? "0";
        return Task.FromResult(ActivityResult.Go(Codes(run.Node).Contains(status) ? status : Unhandled));
    }

    private static IReadOnlyList<string> Codes(ActivityNode node) =>
        [.. (node.Text("HttpResponseCodes") is { Length: > 0 } codes ? codes : "200").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()];

    private static IEnumerable<KeyValuePair<string, string>> HeadersIn(string lines) =>
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

    public override Task<ActivityResult> ResumeAsync(WorkflowContext run, CancellationToken ct) => Task.FromResult(
        run.State.Input[Answer]?["StatusCode"]?.ToString() == "200" ? ActivityResult.Done : Failed(run, run.State.Input[Answer]?["Body"]?.ToString() ?? ""));
}
