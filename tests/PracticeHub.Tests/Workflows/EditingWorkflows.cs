using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Workflows;
using PracticeHub.Kernel.Workflows.Effects;
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
        foreach (var said in new[] { "“What must hold” cannot be read in line 1", "“The signal's name” cannot be read in line 1", "No way leads here", "“No, it does not” leads nowhere", "“Maybe”, which is no outcome", "It ends here", "knows “UpdateTwitterStatusTask”", "without ever waiting" })
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
    public async Task A_trial_goes_on_from_each_wait_as_one_chooses_and_back_again()
    {
        var item = await hub.NewAsync("An example with waits", publish: true);
        var drawn = new DrawnWorkflow().Add("ask", "UserTaskEvent", new() { ["Actions"] = new JsonArray("Accept", "Return") })
            .Add("http", "HttpRequestTask", new() { ["Url"] = Js("https://example.org/"), ["HttpResponseCodes"] = "200,201" })
            .Add("note", "LogTask", new() { ["Text"] = Js("{{ Workflow.Input.Answer.Body }}") }).Add("if", "IfElseTask", new() { ["Condition"] = Js("lastResult().Body == 'yes' && input('UserAction') == 'Accept'") })
            .Add("day", "WaitTask", new() { ["Days"] = Js("1") }).Add("bad", "WaitTask", new() { ["Days"] = Js("'soon'") })
            .Connect("start→ask", "ask.Accept→http", "ask.Return→bad", "http.201→if", "if.True→day");
        await drawn.StoreAsync(hub);
        using var maren = await hub.AsAsync(Cast.Maren);
        var begun = await maren.SubmitAsync($"/admin/workflows/{drawn.TypeId}/try", "#try", ("Item", item.Id), ("Start", "start"));
        Assert.Equal(["Accept", "Return"], begun.Document.QuerySelectorAll(".trial-wait button").Select(b => b.GetAttribute("value")));
        var accepted = await maren.SubmitAsync(begun, ".trial-wait", ("outcome", "Accept"));
        Assert.Equal(["200", "201", "UnhandledHttpStatus"], accepted.Document.QuerySelectorAll(".trial-wait button").Select(b => b.GetAttribute("value")));
        var answered = await maren.SubmitAsync(accepted, ".trial-wait", ("Texts", ""), ("Texts", "yes"), ("outcome", "201"));
        Assert.Contains("Wait a while", answered.One(".trial-wait h3").TextContent, StringComparison.Ordinal);
        Assert.Contains("would be over", (await maren.SubmitAsync(answered, ".trial-wait", ("outcome", "Done"))).One("#report").TextContent, StringComparison.Ordinal);
        Assert.Contains("could not be asked", (await maren.SubmitAsync(accepted, ".trial-wait", ("outcome", "UnhandledHttpStatus"))).One("#report").TextContent, StringComparison.Ordinal);
        var back = await maren.SubmitAsync(answered, "#back");
        Assert.NotNull(back.Document.QuerySelector(".trial-wait textarea"));
        var failed = await maren.SubmitAsync(begun, ".trial-wait", ("outcome", "Return"));
        Assert.Contains("is not a number", failed.One("#report").TextContent, StringComparison.Ordinal);
        Assert.Equal((0, 0), await hub.InDbAsync(async db => (await db.Workflows.CountAsync(w => w.CorrelationId == item.Id, Ct), await db.Set<WorkflowEffect>().CountAsync(e => e.Request.Contains("https://example.org/"), Ct))));
    }

    [Fact]
    public async Task A_box_is_moved_and_a_way_drawn_by_a_stroke_and_what_cannot_be_is_refused()
    {
        var drawn = new DrawnWorkflow().Trace("a").Trace("b").Connect("start→a");
        await drawn.StoreAsync(hub);
        using var maren = await hub.AsAsync(Cast.Maren);
        var edit = $"/admin/workflows/{drawn.TypeId}/edit";
        async Task<HttpStatusCode> DrawAsync(params (string, string?)[] fields) => (await maren.SubmitAsync(edit, ".flow-form", fields)).Status;
        Assert.Equal(HttpStatusCode.Found, await DrawAsync(("deed", "place"), ("activity", "b"), ("X", "700"), ("Y", "-40")));
        Assert.Equal(HttpStatusCode.Found, await DrawAsync(("deed", "connect"), ("activity", "a"), ("Outcome", "Done"), ("To", "b")));
        Assert.Equal(HttpStatusCode.Found, await DrawAsync(("deed", "connect"), ("activity", "start"), ("Outcome", "Done"), ("To", "")));
        // On top of another there is no room: it stands below.
        Assert.Equal(HttpStatusCode.Found, await DrawAsync(("deed", "place"), ("activity", "a"), ("X", "690"), ("Y", "-30")));
        var page = await maren.GetAsync(edit);
        Assert.Equal([("b", "700", "-40"), ("a", "690", "64")], page.Document.QuerySelectorAll("[data-id]").Where(n => n.GetAttribute("data-id") is "a" or "b").OrderByDescending(n => n.GetAttribute("data-id"), StringComparer.Ordinal)
            .Select(n => (n.GetAttribute("data-id"), n.GetAttribute("data-x"), n.GetAttribute("data-y"))));
        Assert.Equal(["a"], page.Document.QuerySelectorAll("path[data-from]").Select(w => w.GetAttribute("data-from")));
        foreach (var wrong in new (string, string?)[][]
        {
            [("deed", "place"), ("activity", "b"), ("X", "100001"), ("Y", "0")], [("deed", "place"), ("activity", "b"), ("X", "far"), ("Y", "0")], [("deed", "place"), ("activity", "c"), ("X", "0"), ("Y", "0")],
            [("deed", "connect"), ("activity", "a"), ("Outcome", ""), ("To", "b")], [("deed", "connect"), ("activity", "a"), ("Outcome", "Done"), ("To", "a")], [("deed", "connect"), ("activity", "a"), ("Outcome", "Done"), ("To", "c")],
        })
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, await DrawAsync(wrong));
        }
    }

    [Fact]
    public async Task What_is_imported_is_a_draft_with_its_picture_and_checks_until_it_is_saved()
    {
        var drawn = new DrawnWorkflow("Brought along").Add("odd", "NobodyKnowsTask").Connect("start→odd");
        using var maren = await hub.AsAsync(Cast.Maren);
        var imported = await ImportAsync(drawn.Document.ToJsonString());
        Assert.Equal((HttpStatusCode.Found, $"/admin/workflows/{drawn.TypeId}/edit"), (imported.Status, imported.Location));
        var draft = await maren.GetAsync(imported.Location!);
        Assert.NotNull(draft.Document.QuerySelector("[data-id=odd]"));
        Assert.Contains("NobodyKnowsTask", draft.One("#findings").TextContent, StringComparison.Ordinal);
        Assert.False(await hub.InDbAsync(db => db.WorkflowTypes.AnyAsync(t => t.TypeId == drawn.TypeId, Ct)));
        Assert.Contains("drawing this workflow already", (await ImportAsync(drawn.Document.ToJsonString())).One("#import").TextContent, StringComparison.Ordinal);
        await maren.SubmitAsync(imported.Location!, "#save", ("deed", "save"));
        var stored = await hub.InDbAsync(db => db.WorkflowTypes.AsNoTracking().SingleAsync(t => t.TypeId == drawn.TypeId, Ct));
        Assert.True(JsonNode.DeepEquals(drawn.Document, JsonNode.Parse(stored.Document)));

        // What the hub exports comes in again, over what it has.
        var exported = await maren.Http.GetStringAsync($"/admin/workflows/{drawn.TypeId}/export", Ct);
        using var file = new MultipartFormDataContent { { new StringContent(exported.Replace("Brought along", "Brought again", StringComparison.Ordinal)), "Sent", "workflow.recipe.json" } };
        file.Add(new StringContent((await maren.GetAsync("/admin/workflows/import")).One("#import input[name=__RequestVerificationToken]").GetAttribute("value")!), "__RequestVerificationToken");
        var again = await maren.SendAsync("/admin/workflows/import", file);
        Assert.Equal("Brought again", (await maren.GetAsync(again.Location!)).One("h1").TextContent);
        Assert.Contains("Save as version 2", (await maren.GetAsync(again.Location!)).One("#save").TextContent, StringComparison.Ordinal);

        foreach (var (json, said) in new[]
        {
            ("", "Choose a file"), ("{\n  \"Activities\": [\n    {,\n", "line 3"), ("{\"Activities\": [], \"Activities\": []}", "line 1"), ("[]", "no workflow in it"), ("{\"steps\": [{\"name\": \"content\", \"data\": [{}]}]}", "no workflow in it"),
            ("{\"Activities\": [{\"Name\": \"LogTask\"}]}", "An activity has no ActivityId"), ("{\"WorkflowTypeId\": \"../../etc/passwd\", \"Activities\": []}", "letters and digits"),
            ("{\"steps\": [{\"name\": \"WorkflowType\", \"data\": [{\"Activities\": []}, {\"Activities\": []}]}]}", "2 workflows"), (new string('[', 300), "line 1"),
        })
        {
            var refused = await ImportAsync(json);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
            Assert.Contains(said, refused.One("#import").TextContent, StringComparison.Ordinal);
            Assert.Equal(json, refused.One("#import textarea").TextContent.ReplaceLineEndings("\n"));
        }

        Task<PageSeen> ImportAsync(string json) => maren.SubmitAsync("/admin/workflows/import", "#import", ("Json", json));
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
        Assert.Contains("Nothing that can be added is called so", (await maren.GetAsync($"{edit}?q=no such thing")).One("#add").TextContent, StringComparison.Ordinal);
        await AddAsync(maren, edit, "WaitTask");
        await maren.SubmitAsync(edit, "#save", ("deed", "discard"));
        Assert.Equal(0, await hub.InDbAsync(db => db.Set<FlowDraft>().CountAsync(d => d.TypeId == drawn.TypeId, Ct)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await maren.SubmitAsync(edit, "#add form[method=post]", ("activity", "NoSuchTask"))).Status);
    }

    [Fact]
    public async Task A_deleted_workflow_starts_no_more_lets_go_on_what_waits_and_is_back_when_it_is_saved_again()
    {
        var drawn = new DrawnWorkflow("Deleted one").Add("wait", "SignalEvent", new() { ["SignalName"] = "go" }).Trace("a").Connect("start→wait", "wait→a");
        await drawn.StoreAsync(hub);
        var about = await drawn.StartAsync(hub);
        using var maren = await hub.AsAsync(Cast.Maren);
        var (here, edit) = ($"/admin/workflows/{drawn.TypeId}", $"/admin/workflows/{drawn.TypeId}/edit");
        var seen = await maren.GetAsync(edit);
        Assert.Equal("/admin/workflows", (await maren.SubmitAsync(seen, "#delete", ("deed", "delete"))).Location);
        Assert.Equal(HttpStatusCode.Conflict, (await maren.SubmitAsync(seen, "#delete", ("deed", "delete"))).Status);
        Assert.Contains("Deleted the workflow Deleted one", (await maren.GetAsync("/admin/audit")).Text, StringComparison.Ordinal);

        // What waits by it goes on, as something that the list still names; nothing else begins.
        Assert.Equal(["Deleted"], Chips(await maren.GetAsync("/admin/workflows")));
        var run = await drawn.InstanceAsync(hub, about);
        var move = await maren.SubmitAsync($"/admin/workflows/runs/{run.WorkflowId}", "#over", ("deed", "move"));
        Assert.Contains("was deleted", move.Text, StringComparison.Ordinal);
        var late = await drawn.StartAsync(hub);
        Assert.False(await hub.InDbAsync(db => db.Workflows.AnyAsync(w => w.CorrelationId == late, Ct)));
        await DrawnWorkflow.SignalAsync(hub, "go", about);
        Assert.Equal("a", await drawn.TraceAsync(hub, about));
        var list = await maren.GetAsync("/admin/workflows");
        Assert.Null(list.Document.QuerySelector($"#workflows a[href='{here}']"));
        Assert.NotNull(list.Document.QuerySelector($"#deleted a[href='{here}']"));
        var deleted = await maren.GetAsync(here);
        Assert.Equal(edit, deleted.One("#deleted a").GetAttribute("href"));
        Assert.Null(deleted.Document.QuerySelector($"a[href='{here}/export']"));
        Assert.Equal(HttpStatusCode.NotFound, (await maren.GetAsync($"{here}/export")).Status);

        Assert.Null((await maren.GetAsync(edit)).Document.QuerySelector("#delete"));
        await maren.SubmitAsync(edit, "#describe", ("Name", "Deleted one"), ("IsEnabled", "true"), ("deed", "describe"));
        await maren.SubmitAsync(edit, "#save", ("deed", "save"));
        Assert.Equal([], Chips(await maren.GetAsync("/admin/workflows")));
        await DrawnWorkflow.SignalAsync(hub, "go", await drawn.StartAsync(hub));

        IEnumerable<string> Chips(PageSeen list) => list.One($"#workflows tr:has(a[href='{here}'])").QuerySelectorAll(".chip").Select(c => c.TextContent);
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
