using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Workflows;
using PracticeHub.Reviews.Features.ReviewFlow;
using PracticeHub.Tests.Infrastructure;
using PracticeHub.Tests.Reviews;
using PracticeHub.Workflows.Features.WorkflowGuides;
using PracticeHub.Workflows.Features.WorkflowPicture;

namespace PracticeHub.Tests.Workflows;

/// <summary>Every workflow is a picture and a table: who waits where, and how long it took.</summary>
public abstract class SeeingWorkflows(TestHub hub)
{
    [Fact]
    public async Task The_list_tells_what_starts_a_workflow_and_how_many_wait_and_have_failed()
    {
        var drawn = Waiting($"List {Guid.NewGuid():N}");
        drawn.Add("tweet", "UpdateTwitterStatusTask").Connect("wait→tweet");
        await drawn.StoreAsync(hub);
        await drawn.StartAsync(hub);
        var failing = await drawn.StartAsync(hub);
        await DrawnWorkflow.SignalAsync(hub, "go", failing);
        using var maren = await hub.AsAsync(Cast.Maren);
        var row = (await maren.GetAsync("/admin/workflows")).One($"#workflows tr:has(a[href='/admin/workflows/{drawn.TypeId}'])");
        Assert.Equal(["A signal comes", "0", "1", "1"], row.QuerySelectorAll("td").Select(td => td.TextContent.Trim()));
        Assert.NotNull(row.QuerySelector($"a[href='/admin/workflows/{drawn.TypeId}/runs?state=failed']"));
    }

    [Fact]
    public Task No_outcome_of_the_hubs_own_activities_is_shown_by_the_name_that_the_data_has_for_it() => hub.InScopeAsync(services =>
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("de");
        var words = services.GetRequiredService<FlowWords>();
        var outcomes = words.All.SelectMany(kind => words.OutcomesOf(new ActivityNode("any", kind.Name, IsStart: false, []))).Where(o => !o.All(char.IsDigit)).Distinct().ToList();
        Assert.Contains("Retrieved", outcomes);
        Assert.DoesNotContain(outcomes, o => words.Outcome(o) == o);
        return Task.FromResult(outcomes.Count);
    });

    [Fact]
    public async Task The_hubs_own_workflows_speak_the_language_of_whoever_looks_and_their_data_stays()
    {
        const string review = "/admin/workflows/4wreview000000000000000000";
        using var maren = await hub.AsAsync(Cast.Maren);
        maren.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("de");
        var page = await maren.GetAsync(review);
        var outcomes = page.Document.QuerySelectorAll(".flow-label").Concat(page.Document.QuerySelectorAll("td code")).Select(o => o.TextContent).ToHashSet();
        Assert.Superset(new HashSet<string> { "Freigegeben", "Änderungen erbeten", "Abgelehnt", "Reihum", "Überfällig", "Empfohlen" }, outcomes);
        Assert.Empty(outcomes.Intersect(ReviewGuides.Outcomes.SelectMany(o => new[] { o.Key, o.Value })));
        var form = (await maren.GetAsync($"{review}/edit/settle")).One("#activity");
        Assert.Equal(["Freigegeben", "Änderungen erbeten", "Abgelehnt", "Zurückgenommen"], form.QuerySelectorAll("code").Select(o => o.TextContent));
        Assert.Equal(["Approved", "ChangesAsked", "Declined", "Undone"], form.QuerySelectorAll("input[name=Outcomes]").Select(o => o.GetAttribute("value")));
    }

    [Fact]
    public async Task Leaders_see_the_picture_and_mend_nothing_and_for_others_it_is_not_there()
    {
        var drawn = Waiting();
        await drawn.StoreAsync(hub);
        var run = await drawn.InstanceAsync(hub, await drawn.StartAsync(hub));
        await ReviewWorld.WithLeadersAsync(hub, 1, Openness.Open, Cast.Tomas);
        string[] seen = ["/admin/workflows", $"/admin/workflows/{drawn.TypeId}"], mended = [$"/admin/workflows/{drawn.TypeId}/runs", $"/admin/workflows/runs/{run.WorkflowId}"];
        using var tomas = await hub.AsAsync(Cast.Tomas);
        using var omar = await hub.AsAsync(Cast.Omar);
        using var visitor = hub.Visitor();
        foreach (var path in seen)
        {
            var page = await tomas.GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.Null(page.Document.QuerySelector("main a[href*=runs]"));
        }

        foreach (var path in seen.Concat(mended))
        {
            Assert.Equal(HttpStatusCode.NotFound, (await omar.GetAsync(path)).Status);
            Assert.Equal(HttpStatusCode.Found, (await visitor.GetAsync(path)).Status);
        }

        foreach (var path in mended)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await tomas.GetAsync(path)).Status);
        }
    }

    [Fact]
    public async Task The_picture_and_the_table_say_how_long_waits_were_in_the_chosen_time_worst_first()
    {
        var drawn = Waiting().Add("quick", "SignalEvent", new() { ["SignalName"] = "quick" }).Connect("wait→quick");
        await drawn.StoreAsync(hub);
        await drawn.StartAsync(hub);
        var now = hub.Clock.GetUtcNow();
        await hub.InDbAsync(db =>
        {
            // Ten waits of one to ten hours, and one of ninety days that ended long ago.
            db.AddRange(Enumerable.Range(1, 10).Select(hours => Stay(drawn, "wait", now.AddDays(-1), TimeSpan.FromHours(hours))));
            db.Add(Stay(drawn, "wait", now.AddDays(-60), TimeSpan.FromDays(90)));
            db.Add(Stay(drawn, "quick", now.AddDays(-2), TimeSpan.FromMinutes(1.5)));
            return db.SaveChangesAsync();
        });
        using var maren = await hub.AsAsync(Cast.Maren);
        var page = await maren.GetAsync($"/admin/workflows/{drawn.TypeId}?days=30");
        Assert.Equal(("1", "10", "5 h", "9 h"), Cells(page, "wait"));
        Assert.Equal(("0", "1", "1.5 min", "1.5 min"), Cells(page, "quick"));
        Assert.Equal(["at-wait", "at-quick", "at-start"], page.Document.QuerySelectorAll("tbody tr").Select(tr => tr.Id));
        Assert.Contains("1 waits", page.One("a.flow-node[href='#at-wait']").TextContent, StringComparison.Ordinal);
        Assert.Equal(("1", "11", "6 h", "10 h"), Cells(await maren.GetAsync($"/admin/workflows/{drawn.TypeId}?days=90"), "wait"));
        Assert.Equal(2, page.Document.QuerySelectorAll("path.flow-way").Length);
    }

    [Fact]
    public async Task Unknown_activities_are_shown_as_such_and_older_versions_can_be_looked_at()
    {
        var drawn = Waiting();
        await drawn.StoreAsync(hub);
        drawn.Add("tweet", "UpdateTwitterStatusTask").Connect("wait→tweet");
        await drawn.StoreAsync(hub);
        using var maren = await hub.AsAsync(Cast.Maren);
        var newest = await maren.GetAsync($"/admin/workflows/{drawn.TypeId}");
        Assert.Contains("is-unknown", newest.One("a.flow-node[href='#at-tweet']").ClassName, StringComparison.Ordinal);
        Assert.Contains("UpdateTwitterStatusTask", newest.One("#at-tweet").TextContent, StringComparison.Ordinal);
        var first = await maren.GetAsync($"/admin/workflows/{drawn.TypeId}?version=1");
        Assert.Null(first.Document.QuerySelector("#at-tweet"));
        Assert.Contains("older version", first.Text, StringComparison.Ordinal);
    }

    private static DrawnWorkflow Waiting(string name = "Drawn") => new DrawnWorkflow(name).Add("wait", "SignalEvent", new() { ["SignalName"] = "go" }).Connect("start→wait");

    private static WorkflowStay Stay(DrawnWorkflow drawn, string activity, DateTimeOffset until, TimeSpan length) => new()
    {
        WorkflowId = Kernel.Ids.New(until), TypeId = drawn.TypeId, ActivityId = activity, SinceUtc = until - length, UntilUtc = until,
    };

    private static (string Waiting, string Waits, string Median, string Most) Cells(PageSeen page, string activity)
    {
        string Of(string label) => page.One($"#at-{activity} td[data-label='{label}']").TextContent.Trim();
        return (Of("Waiting"), Of("Ended waits"), Of("Median"), Of("9 of 10 within"));
    }

    public sealed class OnSqlite(SqliteHub hub) : SeeingWorkflows(hub);

    public sealed class OnPostgres(PostgresHub hub) : SeeingWorkflows(hub);
}

public sealed class FlowLayoutTests
{
    [Fact]
    public void What_its_author_has_placed_stands_there() =>
        Assert.Equal((10, 20), FlowLayout.Of(Type(("a", 10, 20), ("b", 400, 20)))["a"]);

    [Fact]
    public void What_would_lie_on_top_of_each_other_is_pulled_apart() =>
        Assert.Equal((225, 0), FlowLayout.Of(Type(("a", 0, 0), ("b", 180, 0)))["b"]);

    [Fact]
    public void What_nobody_has_placed_stands_in_layers_the_same_each_time()
    {
        var places = FlowLayout.Of(Type(("a", 0, 0), ("b", 0, 0), ("c", 0, 0), ("lonely", 0, 0)));
        Assert.Equal(4, places.Values.Distinct().Count());
        Assert.True(places["a"].X < places["b"].X && places["b"].X < places["c"].X);
        Assert.Equal(places, FlowLayout.Of(Type(("a", 0, 0), ("b", 0, 0), ("c", 0, 0), ("lonely", 0, 0))));
    }

    /// <summary>a leads to b, b to c, and c back to a.</summary>
    private static WorkflowType Type(params (string Id, int X, int Y)[] activities) => new(new JsonObject
    {
        ["WorkflowTypeId"] = "t",
        ["Activities"] = new JsonArray([.. activities.Select(a => new JsonObject { ["ActivityId"] = a.Id, ["Name"] = "LogTask", ["X"] = a.X, ["Y"] = a.Y, ["IsStart"] = a.Id == "a" })]),
        ["Transitions"] = new JsonArray([.. new[] { ("a", "b"), ("b", "c"), ("c", "a") }.Select(t => new JsonObject { ["SourceActivityId"] = t.Item1, ["SourceOutcomeName"] = "Done", ["DestinationActivityId"] = t.Item2 })]),
    });
}
