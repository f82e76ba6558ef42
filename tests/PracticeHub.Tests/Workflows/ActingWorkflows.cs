using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Workflows;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests.Workflows;

/// <summary>What the activities of the reference do here, and what they refuse to do.</summary>
public abstract class ActingWorkflows(TestHub hub)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_script_computes_and_chooses_its_outcomes()
    {
        var drawn = new DrawnWorkflow()
            .Add("script", "ScriptTask", new() { ["AvailableOutcomes"] = new JsonArray("Big", "Small"), ["Script"] = Js("setProperty('sum', 40 + 2); setOutcome(property('sum') > 40 ? 'Big' : 'Small')") })
            .Trace("b").Trace("s").Connect("start→script", "script.Big→b", "script.Small→s");
        Assert.Equal("b", await TraceAsync(drawn));
    }

    [Fact]
    public async Task Another_workflow_deals_with_a_failure_but_never_with_its_own()
    {
        var failing = new DrawnWorkflow().Add("tweet", "UpdateTwitterStatusTask").Connect("start→tweet");
        var dealing = new DrawnWorkflow()
            .Add("fault", "WorkflowFaultEvent", new() { ["ErrorFilter"] = Js($"input('ErrorInfo').WorkflowTypeId == '{failing.TypeId}' || input('ErrorInfo').ActivityId == 'own'") }, isStart: true)
            .Add("own", "UpdateTwitterStatusTask").Connect("fault→own");
        var unreadable = new DrawnWorkflow().Add("fault", "WorkflowFaultEvent", new() { ["ErrorFilter"] = Js("while (true) {}") }, isStart: true);
        await failing.StoreAsync(hub);
        await dealing.StoreAsync(hub);
        await unreadable.StoreAsync(hub);
        var about = await failing.StartAsync(hub);
        Assert.Equal(WorkflowStatus.Faulted, (await dealing.InstanceAsync(hub, about)).Status);
        await DrawnWorkflow.SettleAsync(hub);
        Assert.Equal(1, await hub.InDbAsync(db => db.Workflows.CountAsync(w => w.TypeId == dealing.TypeId, Ct)));
        Assert.Equal(0, await hub.InDbAsync(db => db.Workflows.CountAsync(w => w.TypeId == unreadable.TypeId, Ct)));
    }

    [Fact]
    public async Task People_are_told_by_their_user_names()
    {
        var drawn = new DrawnWorkflow()
            .Add("tell", "NotifyUserTask", new() { ["UserNames"] = Js("ines, nobody-of-this-name"), ["Subject"] = Js("Look at {{ Workflow.CorrelationId }}"), ["Href"] = Js("/topics") })
            .Add("nobody", "NotifyUserTask", new() { ["UserNames"] = Js("nobody-of-this-name") }).Trace("z")
            .Connect("start→tell", "tell→nobody", "nobody.Failed: no user found→z");
        await drawn.StoreAsync(hub);
        var about = await drawn.StartAsync(hub);
        Assert.Equal("z", await drawn.TraceAsync(hub, about));
        var wait = await hub.InDbAsync(db => db.Waits.SingleAsync(w => w.Title == $"Look at {about}", Ct));
        Assert.Equal((Cast.IdOf(Cast.Ines), Wait.Note, "/topics"), (wait.UserId, wait.Reason, wait.Href));
    }

    [Fact]
    public async Task Roles_are_given_and_taken_on_the_record_but_never_one_that_may_do_everything()
    {
        var drawn = new DrawnWorkflow()
            .Add("give", "AssignUserRoleTask", new() { ["UserName"] = Js("omar"), ["RoleName"] = Js("Learning advisor") })
            .Add("who", "GetUsersByRoleTask", new() { ["OutputKeyName"] = Js("advisors"), ["Roles"] = new JsonArray("Learning advisor") })
            .Add("keep", "SetPropertyTask", new() { ["PropertyName"] = "trace", ["Value"] = Js("output('advisors').includes('omar') ? 'x' : 'no'") })
            .Add("take", "UnassignUserRoleTask", new() { ["UserName"] = Js("omar"), ["Roles"] = new JsonArray("Learning advisor") })
            .Add("all", "AssignUserRoleTask", new() { ["UserName"] = Js("omar"), ["RoleName"] = Js("Administrator") }).Trace("f")
            .Connect("start→give", "give→who", "who→keep", "keep→take", "take→all", "all.Failed→f");
        Assert.Equal("xf", await TraceAsync(drawn));
        Assert.False(await hub.InDbAsync(db => db.UserRoles.AnyAsync(r => r.UserId == Cast.IdOf(Cast.Omar), Ct)));
        Assert.True(await hub.InDbAsync(db => db.Activities.CountAsync(a => a.IsAdministration && a.Verb == "account.changed" && a.Data!.Contains("omar"), Ct)) >= 2);
    }

    [Fact]
    public async Task It_goes_on_by_who_drives_it()
    {
        var drawn = new DrawnWorkflow().Add("who", "ValidateUserTask", new() { ["Roles"] = new JsonArray("Administrator"), ["SetUserName"] = true })
            .Trace("n").Trace("s").Trace("r").Connect("start→who", "who.Anonymous→n", "who.Authenticated→s", "who.InRole→r");
        await drawn.StoreAsync(hub);
        var traces = new List<string>();
        foreach (var actor in new[] { Writer.Hub, Cast.IdOf(Cast.Omar), Cast.IdOf(Cast.Maren) })
        {
            var about = Kernel.Ids.New(hub.Clock.GetUtcNow());
            await hub.InDbAsync(db =>
            {
                db.Signal(drawn.TypeId, about, actor, hub.Clock.GetUtcNow());
                return db.SaveChangesAsync(Ct);
            });
            await DrawnWorkflow.SettleAsync(hub);
            traces.Add(await drawn.TraceAsync(hub, about));
        }

        Assert.Equal(["n", "s", "r"], traces);
    }

    [Fact]
    public async Task Items_are_made_changed_and_read_and_what_is_no_type_or_no_JSON_fails()
    {
        var drawn = new DrawnWorkflow()
            .Add("make", "CreateContentTask", new() { ["ContentType"] = "WorkLog", ["Publish"] = true, ["ContentProperties"] = Js("""{ "TitlePart": { "Title": "Made for {{ Workflow.CorrelationId }}" }, "Owner": "somebody", "MarkdownBodyPart": { "Markdown": "first" } }""") })
            .Add("id", "SetPropertyTask", new() { ["PropertyName"] = "id", ["Value"] = Js("lastResult().ContentItemId") })
            .Add("change", "UpdateContentTask", new() { ["Content"] = Js("property('id')"), ["ContentProperties"] = Js("""{ "MarkdownBodyPart": { "Markdown": "second" } }""") })
            .Add("read", "RetrieveContentTask", new() { ["Content"] = Js("property('id')") })
            .Add("keep", "SetPropertyTask", new() { ["PropertyName"] = "trace", ["Value"] = Js("lastResult().MarkdownBodyPart.Markdown + ' ' + lastResult().Owner") })
            .Add("none", "CreateContentTask", new() { ["ContentType"] = "NoSuchType" }).Trace("x")
            .Add("bad", "CreateContentTask", new() { ["ContentType"] = "WorkLog", ["ContentProperties"] = Js("{ not json") }).Trace("y")
            .Connect("start→make", "make→id", "id→change", "change→read", "read.Retrieved→keep", "keep→none", "none.Failed→x", "x→bad", "bad.Failed→y");
        await drawn.StoreAsync(hub);
        var about = await drawn.StartAsync(hub);
        Assert.Equal($"second {Writer.Hub}xy", await drawn.TraceAsync(hub, about));
        Assert.Equal(CardState.Published, (await hub.InDbAsync(db => db.Cards.SingleAsync(c => c.Title == $"Made for {about}", Ct))).State);
    }

    [Fact]
    public async Task A_workflow_that_would_start_itself_by_what_it_writes_is_stopped_and_says_so()
    {
        var drawn = new DrawnWorkflow().Add("new", "ContentCreatedEvent", new() { ["ContentTypeFilter"] = new JsonArray("Zorblax") }, isStart: true)
            .Add("make", "CreateContentTask", new() { ["ContentType"] = "Zorblax" }).Connect("start→make", "new→make");
        await drawn.StoreAsync(hub);
        var instance = await drawn.InstanceAsync(hub, await drawn.StartAsync(hub));
        Assert.Equal(WorkflowStatus.Faulted, instance.Status);
        Assert.Contains("would start this workflow again", instance.FaultMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_has_the_address_of_a_signal_gives_it_for_seven_days_and_a_forged_one_is_not_found()
    {
        await using var own = await hub.FreshAsync();
        own.Clock.Stop();
        var drawn = new DrawnWorkflow().Add("url", "SetPropertyTask", new() { ["PropertyName"] = "url", ["Value"] = Js("signalUrl('answer')") })
            .Add("wait", "SignalEvent", new() { ["SignalName"] = "ANSWER" }).Trace("a").Connect("start→url", "url→wait", "wait→a");
        await drawn.StoreAsync(own);
        var (first, late) = (await drawn.StartAsync(own), await drawn.StartAsync(own));
        async Task<string> UrlAsync(string about) => WorkflowState.Parse((await drawn.InstanceAsync(own, about)).State).Properties["url"]!.ToString();
        using var visitor = own.Visitor();
        var url = await UrlAsync(first);
        foreach (var forged in new[] { url + "x", url[..^8] + "AAAAAAAA", "/workflows/Trigger?token=", "/workflows/Trigger", "/workflows/Trigger?token=%00" })
        {
            var refused = await visitor.GetAsync(forged);
            Assert.Equal(HttpStatusCode.NotFound, refused.Status);
        }

        Assert.Contains("older than seven days", (await visitor.GetAsync(url + "x")).Text, StringComparison.Ordinal);
        await DrawnWorkflow.SettleAsync(own);
        Assert.Equal("", await drawn.TraceAsync(own, first));
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync(url)).Status);
        await DrawnWorkflow.SettleAsync(own);
        Assert.Equal("a", await drawn.TraceAsync(own, first));
        own.Clock.Advance(TimeSpan.FromDays(7) + TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(await UrlAsync(late))).Status);
    }

    private async Task<string> TraceAsync(DrawnWorkflow drawn)
    {
        await drawn.StoreAsync(hub);
        return await drawn.TraceAsync(hub, await drawn.StartAsync(hub));
    }

    private static JsonObject Js(string source) => new() { ["Expression"] = source };

    public sealed class OnSqlite(SqliteHub hub) : ActingWorkflows(hub);

    public sealed class OnPostgres(PostgresHub hub) : ActingWorkflows(hub);
}
