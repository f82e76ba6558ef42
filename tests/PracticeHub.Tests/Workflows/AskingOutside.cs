using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Kernel.Workflows;
using PracticeHub.Kernel.Workflows.Effects;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests.Workflows;

/// <summary>What workflows want of the world outside happens after their run, again until it is answered, and only where it may.</summary>
public abstract class AskingOutside(TestHub hub)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Another_system_is_asked_and_the_workflow_goes_on_by_its_answer()
    {
        await using var other = new OtherSystem(_ => (201, "{\"id\":42}"));
        await using var own = await hub.FreshAsync(settings: [("Hub:Http:AllowPrivate", "true")]);
        var drawn = Asking(other.Url, "200, 201").Trace("y").Trace("n").Connect("ask.201→y", "ask.UnhandledHttpStatus→n");
        await drawn.StoreAsync(own);
        var about = await drawn.StartAsync(own);
        await SettleAsync(own);
        Assert.Equal("y", await drawn.TraceAsync(own, about));
        Assert.Equal("42", JsonNode.Parse(WorkflowState.Parse((await drawn.InstanceAsync(own, about)).State).Input["Answer"]!["Body"]!.ToString())!["id"]!.ToString());
        var (method, body, key) = Assert.Single(other.Asked);
        Assert.Equal(("POST", $"about {about}"), (method, body));
        Assert.Equal(Kernel.Ids.Length, key!.Length);
    }

    [Fact]
    public async Task One_that_answers_500_is_asked_ever_later_under_the_same_key_until_it_is_given_up()
    {
        await using var other = new OtherSystem(_ => (500, "broken"));
        await using var own = await hub.FreshAsync(settings: [("Hub:Http:AllowPrivate", "true")]);
        own.Clock.Stop();
        await own.Services.GetRequiredService<EffectRunner>().StopAsync(Ct);
        var drawn = Asking(other.Url, "200").Trace("n").Connect("ask.UnhandledHttpStatus→n");
        await drawn.StoreAsync(own);
        var about = await drawn.StartAsync(own);
        await SettleAsync(own);
        using (var maren = await own.AsAsync(Cast.Maren))
        {
            var page = await maren.GetAsync($"/admin/workflows/runs/{(await drawn.InstanceAsync(own, about)).WorkflowId}");
            Assert.Contains("asked 1 of 5 times", page.One("#asked").TextContent, StringComparison.Ordinal);
            Assert.Equal("in a moment", page.One("#asked time").TextContent);
        }

        Assert.Equal([5, 30, 300, 3600], await GiveUpAsync(own));
        Assert.Equal("n", await drawn.TraceAsync(own, about));
        Assert.Equal(WorkflowEffect.MostAttempts, other.Asked.Count);
        Assert.Single(other.Asked.Select(a => a.Key).Distinct());
    }

    [Fact]
    public async Task One_that_never_answers_is_asked_ever_later_then_the_instance_is_parked_and_asks_again_when_somebody_retries_it()
    {
        await using var silent = new SilentSystem();
        await using var own = await hub.FreshAsync(settings: [("Hub:Http:AllowPrivate", "true"), ("Hub:Http:Patience", "00:00:00.2")]);
        own.Clock.Stop();
        await own.Services.GetRequiredService<EffectRunner>().StopAsync(Ct);
        var drawn = Asking(silent.Url + "hook?key=secret", "200").Trace("y").Connect("ask.200→y");
        await drawn.StoreAsync(own);
        var about = await drawn.StartAsync(own);
        var waits = await GiveUpAsync(own);
        Assert.Equal([5, 30, 300, 3600], waits);
        var parked = await drawn.InstanceAsync(own, about);
        Assert.Equal((WorkflowStatus.Faulted, "ask"), (parked.Status, parked.FaultActivityId));
        using var maren = await own.AsAsync(Cast.Maren);
        var page = await maren.GetAsync($"/admin/workflows/runs/{parked.WorkflowId}");
        Assert.Contains($"{silent.Url}hook could not be asked", page.One("#fault").TextContent, StringComparison.Ordinal);
        Assert.Contains("It did not answer within 0.2 seconds.", page.One("#fault").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", page.One("#fault").TextContent, StringComparison.Ordinal);

        await using var other = new OtherSystem(_ => (200, ""), silent.Stop());
        await maren.SubmitAsync(page, "#fault form", ("deed", "retry"));
        await DrawnWorkflow.SettleAsync(own);
        Assert.Equal(WorkflowStatus.Halted, (await drawn.InstanceAsync(own, about)).Status);
        await SettleAsync(own);
        Assert.Equal((WorkflowStatus.Finished, "y"), ((await drawn.InstanceAsync(own, about)).Status, await drawn.TraceAsync(own, about)));
        Assert.Single(other.Asked);
    }

    [Fact]
    public async Task A_status_that_no_way_leads_on_from_parks_the_instance_and_says_so()
    {
        await using var other = new OtherSystem(_ => (410, "gone"));
        await using var own = await hub.FreshAsync(settings: [("Hub:Http:AllowPrivate", "true")]);
        var drawn = Asking(other.Url, "200").Trace("y").Connect("ask.200→y");
        await drawn.StoreAsync(own);
        var about = await drawn.StartAsync(own);
        await SettleAsync(own);
        var parked = await drawn.InstanceAsync(own, about);
        Assert.Equal((WorkflowStatus.Faulted, "ask"), (parked.Status, parked.FaultActivityId));
        Assert.Contains("answered with the status 410, and no way leads on from that", parked.FaultMessage, StringComparison.Ordinal);
        Assert.Single(other.Asked);
    }

    [Fact]
    public async Task Of_an_answer_without_an_end_a_megabyte_is_read()
    {
        await using var endless = new SilentSystem(isEndless: true);
        await using var own = await hub.FreshAsync(settings: [("Hub:Http:AllowPrivate", "true")]);
        var drawn = Asking(endless.Url, "200").Trace("y").Connect("ask.200→y");
        await drawn.StoreAsync(own);
        var about = await drawn.StartAsync(own);
        await SettleAsync(own);
        Assert.Equal("y", await drawn.TraceAsync(own, about));
        Assert.Equal(1024 * 1024, WorkflowState.Parse((await drawn.InstanceAsync(own, about)).State).Input["Answer"]!["Body"]!.ToString().Length);
    }

    [Fact]
    public async Task Addresses_inside_the_own_network_and_other_schemes_are_never_asked()
    {
        await using var other = new OtherSystem(_ => (200, "secret"));
        await using var own = await hub.FreshAsync();
        foreach (var url in new[] { other.Url, other.Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal), "http://[::1]:1/", "http://169.254.169.254/latest", "file:///etc/passwd", "http://user:word@example.org/", "nonsense" })
        {
            var drawn = Asking(url, "200").Trace("y").Trace("n").Connect("ask.200→y", "ask.UnhandledHttpStatus→n");
            await drawn.StoreAsync(own);
            var about = await drawn.StartAsync(own);
            await SettleAsync(own);
            Assert.Equal("n", await drawn.TraceAsync(own, about));
        }

        Assert.Empty(other.Asked);
    }

    [Fact]
    public async Task An_answer_that_nobody_waits_for_any_more_is_not_taken()
    {
        await using var other = new OtherSystem(_ => (200, ""));
        await using var own = await hub.FreshAsync(settings: [("Hub:Http:AllowPrivate", "true")]);
        var drawn = new DrawnWorkflow().Add("fork", "ForkTask", new() { ["Forks"] = new JsonArray("A", "B") }).Add("ask", "HttpRequestTask", new() { ["Url"] = Js(other.Url) })
            .Add("stop", "StopWaitingTask", new() { ["Activities"] = new JsonArray("ask") }).Add("wait", "SignalEvent", new() { ["SignalName"] = "go" }).Trace("a")
            .Connect("start→fork", "fork.A→stop", "fork.B→ask", "stop→wait", "ask.200→a");
        await drawn.StoreAsync(own);
        var about = await drawn.StartAsync(own);
        await SettleAsync(own);
        Assert.Single(other.Asked);
        Assert.Equal((WorkflowStatus.Halted, ""), ((await drawn.InstanceAsync(own, about)).Status, await drawn.TraceAsync(own, about)));
    }

    [Fact]
    public async Task An_answer_to_what_was_asked_in_an_earlier_round_is_not_taken_for_that_of_this_one()
    {
        await using var other = new OtherSystem(request => (200, request.Headers["Idempotency-Key"]!));
        await using var own = await hub.FreshAsync(settings: [("Hub:Http:AllowPrivate", "true")]);
        await own.Services.GetRequiredService<EffectRunner>().StopAsync(Ct);
        var drawn = new DrawnWorkflow().Add("for", "ForLoopTask", new() { ["From"] = Js("0"), ["To"] = Js("2"), ["Step"] = Js("1"), ["LoopVariableName"] = "x" })
            .Add("fork", "ForkTask", new() { ["Forks"] = new JsonArray("A", "B") }).Add("ask", "HttpRequestTask", new() { ["Url"] = Js(other.Url) }).Add("wait", "SignalEvent", new() { ["SignalName"] = "go" })
            .Add("any", "JoinTask", new() { ["Mode"] = "WaitAny" }).Connect("start→for", "for.Iterate→fork", "fork.A→ask", "fork.B→wait", "ask.200→any", "wait→any", "any.Joined→for");
        await drawn.StoreAsync(own);
        var about = await drawn.StartAsync(own);
        own.Clock.Advance(TimeSpan.FromSeconds(1));
        await DrawnWorkflow.SignalAsync(own, "go", about);
        await SettleAsync(own);
        Assert.Equal(2, other.Asked.Count);
        var ended = await drawn.InstanceAsync(own, about);
        Assert.Equal(WorkflowStatus.Finished, ended.Status);
        Assert.Equal(other.Asked.Select(a => a.Key).Max(StringComparer.Ordinal), WorkflowState.Parse(ended.State).LastResult!["Body"]!.ToString());
    }

    [Fact]
    public async Task Mail_is_handed_to_the_server_once_and_without_one_the_activity_has_failed_and_says_why()
    {
        await using var server = new MailServer();
        await using var own = await hub.FreshAsync(settings: [("Hub:Mail:Host", "127.0.0.1"), ("Hub:Mail:Port", $"{server.Port}"), ("Hub:Mail:From", "hub@example.org")]);
        var drawn = Mailing();
        await drawn.StoreAsync(own);
        var about = await drawn.StartAsync(own);
        await SettleAsync(own);
        Assert.Equal("d", await drawn.TraceAsync(own, about));
        var mail = Assert.Single(server.Mails);
        Assert.Contains("From: hub@example.org", mail, StringComparison.Ordinal);
        Assert.Contains("To: rosa@example.org", mail, StringComparison.Ordinal);
        Assert.Matches("Message-ID: <[0-9a-z]{26}@example.org>", mail);
        Assert.DoesNotContain("\nBcc: everybody@example.org", mail, StringComparison.OrdinalIgnoreCase);
        var without = Mailing();
        await without.StoreAsync(hub);
        about = await without.StartAsync(hub);
        Assert.Equal("f", await without.TraceAsync(hub, about));
        Assert.Contains("No mail server is set up", WorkflowState.Parse((await without.InstanceAsync(hub, about)).State).LastResult!.ToString(), StringComparison.Ordinal);
    }

    private static DrawnWorkflow Mailing() => new DrawnWorkflow().Add("mail", "EmailTask", new()
    {
        ["Recipients"] = Js("rosa@example.org"), ["Subject"] = Js("Hello\r\nBcc: everybody@example.org"), ["Body"] = Js("About {{ Workflow.CorrelationId }}"), ["IsHtmlBody"] = false,
    }).Trace("d").Trace("f").Connect("start→mail", "mail.Done→d", "mail.Failed→f");

    private static DrawnWorkflow Asking(string url, string codes) => new DrawnWorkflow().Add("ask", "HttpRequestTask", new()
    {
        ["Url"] = Js(url), ["HttpMethod"] = "POST", ["Body"] = Js("about {{ Workflow.CorrelationId }}"), ["HttpResponseCodes"] = codes,
    }).Connect("start→ask");

    /// <summary>Moves the clock from try to try until there is none left, and answers how many seconds lay between them.</summary>
    private static async Task<List<double>> GiveUpAsync(TestHub own)
    {
        var waits = new List<double>();
        while (true)
        {
            await SettleAsync(own);
            if (await own.InDbAsync(db => db.Set<WorkflowEffect>().Select(e => (DateTimeOffset?)e.NextUtc).SingleOrDefaultAsync(Ct)) is not { } next)
            {
                return waits;
            }

            waits.Add(Math.Round((next - own.Clock.GetUtcNow()).TotalSeconds));
            own.Clock.Advance(next - own.Clock.GetUtcNow() + TimeSpan.FromSeconds(1));
        }
    }

    private static async Task SettleAsync(TestHub own)
    {
        await own.Services.GetRequiredService<EffectRunner>().RunDueAsync(Ct);
        await DrawnWorkflow.SettleAsync(own);
    }

    private static JsonObject Js(string source) => new() { ["Expression"] = source };

    public sealed class OnSqlite(SqliteHub hub) : AskingOutside(hub);

    public sealed class OnPostgres(PostgresHub hub) : AskingOutside(hub);
}

public sealed class PrivateAddresses
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.1.2.3")]
    [InlineData("172.31.0.1")]
    [InlineData("192.168.1.1")]
    [InlineData("169.254.169.254")]
    [InlineData("100.64.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("224.0.0.1")]
    [InlineData("::1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("fe80::1")]
    [InlineData("fd00::1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("64:ff9b::7f00:1")]
    public void They_are_recognised(string address) => Assert.True(OutsideHttp.IsPrivate(IPAddress.Parse(address)));

    [Theory]
    [InlineData("93.184.216.34")]
    [InlineData("172.32.0.1")]
    [InlineData("2606:2800:220:1::1")]
    public void Those_of_the_world_are_not(string address) => Assert.False(OutsideHttp.IsPrivate(IPAddress.Parse(address)));
}
