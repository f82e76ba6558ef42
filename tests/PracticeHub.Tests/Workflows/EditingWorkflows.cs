using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Workflows;
using PracticeHub.Tests.Content;
using PracticeHub.Tests.Infrastructure;
using PracticeHub.Workflows.Features.WorkflowEditing;

namespace PracticeHub.Tests.Workflows;

/// <summary>Administrators draw workflows with forms: add, connect, set up, check, try, and save as a new version.</summary>
public abstract class EditingWorkflows(TestHub hub)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_workflow_is_drawn_saved_and_runs()
    {
        using var maren = await hub.AsAsync(Cast.Maren);
        var edit = (await maren.SubmitAsync("/admin/workflows/new", "#new", ("Name", "Greet newcomers"))).Location!;
        var typeId = edit.Split('/')[3];
        var signal = await AddAsync(maren, edit, "SignalEvent");
        var keep = await AddAsync(maren, edit, "SetPropertyTask");
        await maren.SubmitAsync($"{edit}/{signal}", "#activity", ("Title", "Somebody calls"), ("p-SignalName", typeId), ("Targets", keep));
        await maren.SubmitAsync($"{edit}/{keep}", "#activity", ("p-PropertyName", "trace"), ("p-Value", "'drawn'"));
        await maren.SubmitAsync(edit, "#describe", ("Name", "Greet"), ("IsEnabled", "true"), ("deed", "describe"));
        Assert.Null((await maren.GetAsync(edit)).Document.QuerySelector("#findings"));
        var saved = await maren.SubmitAsync(edit, "#save", ("deed", "save"));
        Assert.Equal((HttpStatusCode.Found, $"/admin/workflows/{typeId}"), (saved.Status, saved.Location));
        Assert.Equal("Greet", (await maren.GetAsync(saved.Location!)).One("h1").TextContent);
        var about = Kernel.Ids.New(hub.Clock.GetUtcNow());
        await DrawnWorkflow.SignalAsync(hub, typeId, about);
        var instance = await hub.InDbAsync(db => db.Workflows.AsNoTracking().SingleAsync(w => w.TypeId == typeId, Ct));
        Assert.Equal(WorkflowStatus.Finished, instance.Status);
        Assert.Equal("drawn", WorkflowState.Parse(instance.State).Properties["trace"]!.ToString());
        Assert.Contains("Saved the workflow Greet", (await maren.GetAsync("/admin/audit")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_hub_does_not_know_stays_and_running_instances_keep_their_version()
    {
        var drawn = new DrawnWorkflow().Add("wait", "SignalEvent", new() { ["SignalName"] = "go", ["Odd"] = 7 }).Trace("a").Connect("start→wait", "wait→a");
        await drawn.StoreAsync(hub);
        var about = await drawn.StartAsync(hub);
        using var maren = await hub.AsAsync(Cast.Maren);
        var edit = $"/admin/workflows/{drawn.TypeId}/edit";
        await maren.SubmitAsync($"{edit}/a", "#activity", ("deed", "remove"));
        await maren.SubmitAsync($"{edit}/wait", "#activity", ("Title", "Waits for the word"));
        await maren.SubmitAsync(edit, "#save", ("deed", "save"));
        var stored = await hub.InDbAsync(db => db.WorkflowTypes.AsNoTracking().SingleAsync(t => t.TypeId == drawn.TypeId && t.Version == 2, Ct));
        var document = JsonNode.Parse(stored.Document)!;
        Assert.Equal(("kept", 2, 1), (document["Unknown"]!.ToString(), document["Activities"]!.AsArray().Count, document["Transitions"]!.AsArray().Count));
        Assert.Equal(7, document["Activities"]![1]!["Properties"]!["Odd"]!.GetValue<int>());
        await DrawnWorkflow.SignalAsync(hub, "go", about);
        Assert.Equal("a", await drawn.TraceAsync(hub, about));
    }

    [Fact]
    public async Task Of_two_who_save_the_second_sees_both_and_saves_only_knowingly()
    {
        var drawn = new DrawnWorkflow().Trace("a").Connect("start→a");
        await drawn.StoreAsync(hub);
        using var maren = await hub.AsAsync(Cast.Maren);
        var edit = $"/admin/workflows/{drawn.TypeId}/edit";
        await maren.SubmitAsync($"{edit}/a", "#activity", ("Title", "Mine"));
        var mine = await maren.GetAsync(edit);
        drawn.Trace("theirs");
        await drawn.StoreAsync(hub);
        var refused = await maren.SubmitAsync(mine, "#save", ("deed", "save"));
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.NotNull(refused.One("#theirs").QuerySelector("a[href='#at-theirs']"));
        Assert.Contains("Mine", refused.One("main").TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await maren.SubmitAsync(edit, "#save", ("deed", "save"))).Status);
        Assert.Equal(HttpStatusCode.Found, (await maren.SubmitAsync(refused, "#save", ("deed", "save"))).Status);
        Assert.Equal(3, await hub.InDbAsync(db => db.WorkflowTypes.CountAsync(t => t.TypeId == drawn.TypeId, Ct)));
    }

    [Fact]
    public async Task What_would_go_wrong_is_said_with_its_place_and_what_cannot_be_read_is_not_saved()
    {
        var drawn = new DrawnWorkflow().Add("if", "IfElseTask", new() { ["Condition"] = Js("1 +") }).Trace("a").Trace("b").Trace("lonely")
            .Add("tweet", "UpdateTwitterStatusTask").Add("wait", "SignalEvent", new() { ["SignalName"] = Js("{{ oops | nosuchfilter }}") })
            .Connect("start→if", "if.True→a", "a→b", "b→a", "if.Maybe→tweet", "tweet→wait");
        await drawn.StoreAsync(hub);
        using var maren = await hub.AsAsync(Cast.Maren);
        var edit = $"/admin/workflows/{drawn.TypeId}/edit";
        var findings = (await maren.GetAsync(edit)).One("#findings").TextContent;
        foreach (var said in new[] { "“Condition” cannot be read in line 1", "“SignalName” cannot be read in line 1", "No way leads here", "“No, it does not” leads nowhere", "“Maybe”, which is no outcome", "It ends here", "knows “UpdateTwitterStatusTask”", "without ever waiting" })
        {
            Assert.Contains(said, findings, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await maren.SubmitAsync(edit, "#save", ("deed", "save"))).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await maren.SubmitAsync(edit, "#describe", ("Name", ""), ("deed", "describe"))).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await maren.SubmitAsync($"{edit}/tweet", "#activity", ("Raw", "[]"))).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await maren.SubmitAsync($"{edit}/a", "#activity", ("X", "far"))).Status);
    }

    [Fact]
    public async Task A_trial_tells_what_it_would_do_and_changes_nothing()
    {
        var item = await hub.NewAsync("An example", publish: true);
        var drawn = new DrawnWorkflow().Add("hide", "UnpublishContentTask").Add("tell", "NotifyUserTask", new() { ["UserNames"] = Js("omar"), ["Subject"] = Js("Tried in vain") })
            .Add("wait", "SignalEvent", new() { ["SignalName"] = "go" }).Connect("start→hide", "hide.Unpublished→tell", "tell→wait");
        await drawn.StoreAsync(hub);
        var before = await CountsAsync();
        using var maren = await hub.AsAsync(Cast.Maren);
        var path = $"/admin/workflows/{drawn.TypeId}/try";
        var page = await maren.SubmitAsync(path, "#try", ("Item", item.Id), ("Start", "start"));
        Assert.Equal(["A signal comes", "Hide", "Tell people", "A signal comes"], page.Document.QuerySelectorAll("#report b").Select(b => b.TextContent));
        Assert.Contains("would wait here", page.One("#report").TextContent, StringComparison.Ordinal);
        Assert.Equal(before, await CountsAsync());
        Assert.Equal(CardState.Published, (await hub.InDbAsync(db => db.Cards.SingleAsync(c => c.ItemId == item.Id, Ct))).State);
        Assert.False(await hub.InDbAsync(db => db.Waits.AnyAsync(w => w.Title == "Tried in vain", Ct)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await maren.SubmitAsync(path, "#try", ("Item", "no-such-item"), ("Start", "start"))).Status);

        Task<(int, int)> CountsAsync() => hub.InDbAsync(async db => (await db.Workflows.CountAsync(w => w.CorrelationId == item.Id, Ct), await db.Activities.CountAsync(a => a.ItemId == item.Id, Ct)));
    }

    [Fact]
    public async Task A_workflow_is_exported_as_a_recipe_and_drawing_is_only_for_those_who_may_do_everything()
    {
        var drawn = new DrawnWorkflow().Trace("a").Connect("start→a");
        await drawn.StoreAsync(hub);
        using var maren = await hub.AsAsync(Cast.Maren);
        using var omar = await hub.AsAsync(Cast.Omar);
        var recipe = JsonNode.Parse(await maren.Http.GetStringAsync(new Uri($"/admin/workflows/{drawn.TypeId}/export", UriKind.Relative), Ct))!;
        Assert.Equal("WorkflowType", recipe["steps"]![0]!["name"]!.ToString());
        Assert.True(JsonNode.DeepEquals(drawn.Document, recipe["steps"]![0]!["data"]![0]));
        foreach (var path in new[] { "/admin/workflows/new", $"/admin/workflows/{drawn.TypeId}/edit", $"/admin/workflows/{drawn.TypeId}/edit/a", $"/admin/workflows/{drawn.TypeId}/try", $"/admin/workflows/{drawn.TypeId}/export" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await omar.GetAsync(path)).Status);
        }
    }

    [Fact]
    public async Task Activities_are_searched_for_by_what_they_do_and_a_draft_is_discarded()
    {
        var drawn = new DrawnWorkflow().Trace("a").Connect("start→a");
        await drawn.StoreAsync(hub);
        using var maren = await hub.AsAsync(Cast.Maren);
        var edit = $"/admin/workflows/{drawn.TypeId}/edit";
        Assert.Equal(["Wait a while"], (await maren.GetAsync($"{edit}?q=some days")).Document.QuerySelectorAll("#add li b").Select(b => b.TextContent));
        await AddAsync(maren, edit, "WaitTask");
        await maren.SubmitAsync(edit, "#save", ("deed", "discard"));
        Assert.Equal(0, await hub.InDbAsync(db => db.Set<FlowDraft>().CountAsync(d => d.TypeId == drawn.TypeId, Ct)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await maren.SubmitAsync(edit, "#add form[method=post]", ("activity", "NoSuchTask"))).Status);
    }

    /// <summary>Adds an activity and answers its id.</summary>
    private static async Task<string> AddAsync(Browser browser, string edit, string name)
    {
        var before = await browser.GetAsync(edit);
        Assert.Equal(HttpStatusCode.Found, (await browser.SubmitAsync(before, "#add form[method=post]", ("activity", name))).Status);
        var after = await browser.GetAsync(edit);
        return after.Document.QuerySelectorAll("tr[id^=at-]").Select(tr => tr.Id!).Except(before.Document.QuerySelectorAll("tr[id^=at-]").Select(tr => tr.Id!)).Single()["at-".Length..];
    }

    private static JsonObject Js(string source) => new() { ["Expression"] = source };

    public sealed class OnSqlite(SqliteHub hub) : EditingWorkflows(hub);

    public sealed class OnPostgres(PostgresHub hub) : EditingWorkflows(hub);
}
