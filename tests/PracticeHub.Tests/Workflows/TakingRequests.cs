using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Workflows;
using PracticeHub.Kernel.Workflows.Requests;
using PracticeHub.Tests.Content;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests.Workflows;

/// <summary>Other systems send requests to a workflow's own address, and are answered by it or told that it was taken.</summary>
public abstract class TakingRequests(TestHub hub)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_request_starts_a_workflow_that_reads_it_and_answers()
    {
        var url = await AddressAsync(hub, Answering("POST", Response(201, "application/json",
            """{"hello": "{{ Workflow.Input.Request.Data.name }}", "from": "{{ Workflow.Input.Request.Query.from }}", "by": "{{ Workflow.Input.Request.Headers['X-Request-Id'] }}{{ Workflow.Input.Request.Headers.Cookie }}"}""",
            "X-Request-Id: abc\nSet-Cookie: hub.member=mine\nLocation: https://evil.example\nRetry-After: 5")));
        using var maren = await hub.AsAsync(Cast.Maren);
        using var request = new HttpRequestMessage(HttpMethod.Post, url + "&from=there") { Content = JsonContent.Create(new { name = "Ada" }) };
        request.Headers.Add("X-Request-Id", "77");
        using var answer = await maren.Http.SendAsync(request, Ct);
        Assert.Equal((HttpStatusCode.Created, "application/json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal("""{"hello": "Ada", "from": "there", "by": "77"}""", await answer.Content.ReadAsStringAsync(Ct));
        Assert.Equal(("abc", "5", "nosniff", "no-store"), (Header(answer, "X-Request-Id"), Header(answer, "Retry-After"), Header(answer, "X-Content-Type-Options"), Header(answer, "Cache-Control")));
        Assert.Equal((null, null), (Header(answer, "Set-Cookie"), Header(answer, "Location")));
        Assert.Contains("sandbox", Header(answer, "Content-Security-Policy"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_nobodys_deed_even_in_the_browser_of_a_member()
    {
        var drawn = Answering("GET", new() { ["Content"] = Js("done") }).Add("who", "ValidateUserTask", new() { ["Roles"] = new JsonArray("Administrator") }).Trace("a").Trace("m")
            .Connect("answer→who", "who.Anonymous→a", "who.Authenticated→m", "who.InRole→m");
        using var maren = await hub.AsAsync(Cast.Maren);
        using var answer = await maren.Http.GetAsync(await AddressAsync(hub, drawn), Ct);
        Assert.Equal("done", await answer.Content.ReadAsStringAsync(Ct));
        var instance = await OnlyAsync(drawn);
        Assert.Equal(("a", ""), (WorkflowState.Parse(instance.State).Properties["trace"]?.ToString(), WorkflowState.Parse(instance.State).Input["ActorId"]?.ToString() ?? ""));
    }

    [Fact]
    public async Task What_answers_nothing_is_accepted_and_runs_all_the_same()
    {
        var drawn = new DrawnWorkflow().Add("http", "HttpRequestEvent", new() { ["HttpMethod"] = "PUT" }, isStart: true).Trace("a")
            .Add("form", "SetPropertyTask", new() { ["PropertyName"] = "said", ["Value"] = Js("requestForm('word') + queryString('n') + deserializeRequestData().word + readBody()") }).Connect("http→a", "a→form");
        var url = await AddressAsync(hub, drawn);
        using var form = new FormUrlEncodedContent([new("word", "yes")]);
        using var visitor = hub.Visitor();
        using var answer = await visitor.Http.PutAsync(url.Replace("?token=", "/", StringComparison.Ordinal) + "?n=1", form, Ct);
        Assert.Equal((HttpStatusCode.Accepted, ""), (answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct)));
        Assert.Equal("yes1yes", WorkflowState.Parse((await OnlyAsync(drawn)).State).Properties["said"]!.ToString());
    }

    [Fact]
    public async Task One_that_waits_is_found_by_what_it_is_about_and_answers_each_request_with_its_own_answer()
    {
        var drawn = new DrawnWorkflow().Add("http", "HttpRequestEvent").Add("answer", "HttpResponseTask", new() { ["Content"] = Js("{{ Workflow.CorrelationId }}:{{ Workflow.Input.Request.Body }}") })
            .Add("again", "HttpRequestEvent").Connect("start→http", "http→answer", "answer→again");
        await drawn.StoreAsync(hub);
        var (one, other) = (await drawn.StartAsync(hub), await drawn.StartAsync(hub));
        var (first, again) = (await hub.MakeAddressAsync(drawn, "http"), await hub.MakeAddressAsync(drawn, "again"));
        Assert.Equal((HttpStatusCode.OK, $"{one}:hi"), await PostAsync($"{first}&correlationId={one}", "hi"));
        Assert.Equal((HttpStatusCode.NotFound, ""), await PostAsync($"{first}&correlationId={one}", "hi"));
        Assert.Equal((HttpStatusCode.OK, $"{other}:all"), await PostAsync(first, "all"));
        // What was answered before is no answer to this one.
        Assert.Equal((HttpStatusCode.Accepted, ""), await PostAsync($"{again}&correlationId={one}", "bye"));
        Assert.Equal(WorkflowStatus.Finished, (await drawn.InstanceAsync(hub, one)).Status);
        Assert.Equal(WorkflowStatus.Halted, (await drawn.InstanceAsync(hub, other)).Status);
    }

    [Fact]
    public async Task One_that_waits_goes_on_by_its_own_version_and_a_new_version_begins_nothing_old()
    {
        var drawn = new DrawnWorkflow().Add("http", "HttpRequestEvent").Trace("a").Connect("start→http", "http→a");
        await drawn.StoreAsync(hub);
        var about = await drawn.StartAsync(hub);
        var url = await hub.MakeAddressAsync(drawn, "http");
        await hub.InDbAsync(async db =>
        {
            var changed = drawn.Document;
            changed["Activities"]!.AsArray().RemoveAt(1);
            await WorkflowTypes.PutAsync(db, changed, hub.Clock.GetUtcNow(), default);
            return await db.SaveChangesAsync(Ct);
        });
        Assert.Equal(HttpStatusCode.Accepted, (await PostAsync(url, "")).Status);
        await DrawnWorkflow.SettleAsync(hub);
        Assert.Equal("a", await drawn.TraceAsync(hub, about));
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(url, "")).Status);
    }

    [Fact]
    public async Task What_a_workflow_writes_as_html_has_no_script_and_what_it_may_not_answer_parks_it()
    {
        var html = await AddressAsync(hub, Answering("POST", Response(200, "text/html; charset=utf-16", "<h1>{{ Workflow.Input.Request.Body }}</h1>", "")));
        var (_, page) = await PostAsync(html, "<script>alert(1)</script><img src=x onerror=alert(1)><b>bold</b>");
        Assert.Contains("<b>bold</b>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("alert", page, StringComparison.Ordinal);
        foreach (var (wrong, said) in new[] { (Response(302, "", "", ""), "302"), (Response(200, "image/svg+xml", "<svg/>", ""), "image/svg+xml"), (Response(200, "", "{{ Workflow.Input.Request.Body }}{{ Workflow.Input.Request.Body }}", ""), "65536 letters") })
        {
            var drawn = Answering("POST", wrong);
            Assert.Equal(HttpStatusCode.Accepted, (await PostAsync(await AddressAsync(hub, drawn), new string('x', 40_000))).Status);
            var instance = await OnlyAsync(drawn);
            Assert.Equal((WorkflowStatus.Faulted, "answer"), (instance.Status, instance.FaultActivityId));
            Assert.Contains(said, instance.FaultMessage, StringComparison.Ordinal);
        }

        // Nor does a page of the hub's own take the place of an answer that says little.
        Assert.Equal((HttpStatusCode.NotFound, ""), await PostAsync(await AddressAsync(hub, Answering("POST", Response(404, "", "", ""))), ""));
    }

    [Fact]
    public async Task Who_has_no_right_to_it_finds_nothing()
    {
        var drawn = Answering("POST", new() { ["Content"] = Js("done") });
        var old = await AddressAsync(hub, drawn);
        var url = await hub.MakeAddressAsync(drawn, "http");
        var signal = hub.Services.GetRequiredService<WorkflowTokens>().SignalUrl("go", "x");
        foreach (var forged in new[] { old, url[..^4] + "AAAA", "/workflows/Invoke", "/workflows/invoke/nothing", signal.Replace(WorkflowTokens.Path, WorkflowAddress.Path, StringComparison.OrdinalIgnoreCase) })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(forged, "")).Status);
        }

        using var visitor = hub.Visitor();
        using var got = await visitor.Http.GetAsync(url, Ct);
        Assert.Equal((HttpStatusCode.MethodNotAllowed, "POST"), (got.StatusCode, got.Content.Headers.Allow.Single()));
        foreach (var (body, type, status) in new[]
        {
            (new string('x', 65_537), "text/plain", HttpStatusCode.RequestEntityTooLarge), ($"a={new string('x', 65_537)}", "application/x-www-form-urlencoded", HttpStatusCode.RequestEntityTooLarge),
            ("{\"a\": ", "application/json", HttpStatusCode.BadRequest), ("{\"a\": 1, \"a\": 2}", "application/json", HttpStatusCode.BadRequest), ("{\"a\": [\"\\ud800\"]}", "application/json", HttpStatusCode.BadRequest),
            ("{\"a\\u0000\": 1}", "application/json", HttpStatusCode.BadRequest), (new string('[', 200), "application/json", HttpStatusCode.BadRequest), ("\0", "text/plain", HttpStatusCode.BadRequest), ("a=%00", "application/x-www-form-urlencoded", HttpStatusCode.BadRequest),
        })
        {
            Assert.Equal(status, (await PostAsync(url, body, type)).Status);
        }

        Assert.Equal(0, await hub.InDbAsync(db => db.Workflows.CountAsync(w => w.TypeId == drawn.TypeId, Ct)));
        Assert.Equal((HttpStatusCode.OK, "done"), await PostAsync(url, "null", "application/json"));
        await hub.InDbAsync(async db =>
        {
            var off = drawn.Document;
            off["IsEnabled"] = false;
            await WorkflowTypes.PutAsync(db, off, hub.Clock.GetUtcNow(), default);
            return await db.SaveChangesAsync(Ct);
        });
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(url, "")).Status);
    }

    [Fact]
    public async Task An_address_is_over_after_its_days_and_takes_only_so_many_requests_a_minute()
    {
        await using var own = await hub.FreshAsync("Production", ("Hub:Http:RequestsPerMinute", "3"));
        var drawn = Answering("POST", new() { ["Content"] = Js("done") }, days: 2);
        var url = await AddressAsync(own, drawn);
        own.Clock.Advance(TimeSpan.FromDays(1.9));
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(url, "", on: own)).Status);
        own.Clock.Advance(TimeSpan.FromDays(0.2));
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(url, "", on: own)).Status);
        var again = await own.MakeAddressAsync(drawn, "http");
        Assert.Equal(
            [HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests],
            [(await PostAsync(again, "", on: own)).Status, (await PostAsync(again, "", on: own)).Status, (await PostAsync(again, "", on: own)).Status, (await PostAsync(again, "", on: own)).Status]);
    }

    [Fact]
    public async Task Whoever_draws_the_workflow_finds_the_address_and_makes_a_new_one()
    {
        var drawn = Answering("POST", new() { ["Content"] = Js("done") });
        await drawn.StoreAsync(hub);
        using var maren = await hub.AsAsync(Cast.Maren);
        using var omar = await hub.AsAsync(Cast.Omar);
        var path = $"/admin/workflows/{drawn.TypeId}/edit/http";
        Assert.Null((await maren.GetAsync(path)).Document.QuerySelector("#address-url"));
        Assert.Equal(HttpStatusCode.NotFound, (await maren.SubmitAsync($"/admin/workflows/{drawn.TypeId}/edit/answer", "#activity", ("deed", "address"))).Status);
        var first = await MakeByHandAsync();
        Assert.StartsWith(hub.Address.ToString(), first, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(first, "")).Status);
        Assert.DoesNotContain("not asked yet", (await maren.GetAsync(path)).One("#address").TextContent, StringComparison.Ordinal);
        var second = await MakeByHandAsync();
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), ((await PostAsync(first, "")).Status, (await PostAsync(second, "")).Status));
        Assert.Equal(HttpStatusCode.NotFound, (await omar.GetAsync(path)).Status);
        Assert.Contains("new address", (await maren.GetAsync("/admin/audit")).Document.Body!.TextContent, StringComparison.OrdinalIgnoreCase);
        // Neither the picture, which leaders see, nor an export shows it.
        foreach (var shown in new[] { $"/admin/workflows/{drawn.TypeId}", $"/admin/workflows/{drawn.TypeId}/export" })
        {
            Assert.DoesNotContain(second[(second.IndexOf('=', StringComparison.Ordinal) + 1)..], await maren.Http.GetStringAsync(new Uri(shown, UriKind.Relative), Ct), StringComparison.Ordinal);
        }

        async Task<string> MakeByHandAsync()
        {
            Assert.Equal(HttpStatusCode.Found, (await maren.SubmitAsync(path, "#address form", ("deed", "address"))).Status);
            return (await maren.GetAsync(path)).One("#address-url").GetAttribute("value")!;
        }
    }

    [Fact]
    public async Task A_trial_pretends_a_request()
    {
        var item = await hub.NewAsync("An example for requests", publish: true);
        var drawn = new DrawnWorkflow().Add("http", "HttpRequestEvent").Add("if", "IfElseTask", new() { ["Condition"] = Js("deserializeRequestData().go == true && readBody().length > 3") })
            .Add("answer", "HttpResponseTask").Connect("start→http", "http→if", "if.True→answer");
        await drawn.StoreAsync(hub);
        using var maren = await hub.AsAsync(Cast.Maren);
        var begun = await maren.SubmitAsync($"/admin/workflows/{drawn.TypeId}/try", "#try", ("Item", item.Id), ("Start", "start"));
        var went = await maren.SubmitAsync(begun, ".trial-wait", ("Texts", "{\"go\": true}"), ("outcome", "Done"));
        Assert.Contains("Answer the request", went.One("#report").TextContent, StringComparison.Ordinal);
        Assert.Contains("would be over", went.One("#report").TextContent, StringComparison.Ordinal);
    }

    private static DrawnWorkflow Answering(string method, JsonObject response, int days = 0) => new DrawnWorkflow()
        .Add("http", "HttpRequestEvent", new() { ["HttpMethod"] = method, ["TokenLifeSpan"] = days, ["Url"] = "/workflows/Invoke?token=of-another-site" }, isStart: true)
        .Add("answer", "HttpResponseTask", response).Connect("http→answer");

    private static JsonObject Response(int status, string type, string content, string headers) => new()
    {
        ["HttpStatusCode"] = status, ["ContentType"] = Js(type), ["Content"] = Js(content), ["Headers"] = Js(headers),
    };

    private static async Task<string> AddressAsync(TestHub on, DrawnWorkflow drawn)
    {
        await drawn.StoreAsync(on);
        return await on.MakeAddressAsync(drawn, "http");
    }

    private Task<(HttpStatusCode Status, string Text)> PostAsync(string url, string body, string type = "text/plain", TestHub? on = null) => (on ?? hub).PostAsync(url, body, type);

    private Task<WorkflowInstance> OnlyAsync(DrawnWorkflow drawn) => hub.InDbAsync(async db =>
    {
        await DrawnWorkflow.SettleAsync(hub);
        return await db.Workflows.AsNoTracking().SingleAsync(w => w.TypeId == drawn.TypeId, Ct);
    });

    private static string? Header(HttpResponseMessage answer, string name) => answer.Headers.TryGetValues(name, out var values) ? string.Join(',', values) : null;

    private static JsonObject Js(string source) => new() { ["Expression"] = source };

    public sealed class OnSqlite(SqliteHub hub) : TakingRequests(hub);

    public sealed class OnPostgres(PostgresHub hub) : TakingRequests(hub);
}
