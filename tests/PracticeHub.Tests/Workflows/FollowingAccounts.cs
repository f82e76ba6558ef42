using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Recipes;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Workflows;
using PracticeHub.Tests.Infrastructure;
using PracticeHub.Tests.Recipes;

namespace PracticeHub.Tests.Workflows;

/// <summary>What becomes of somebody's account begins workflows, and wakes those that wait for it.</summary>
public abstract class FollowingAccounts(TestHub template)
{
    private const string UserName = "{{ Workflow.Input.User.UserName }}";

    [Fact]
    public async Task Whoever_gets_an_account_by_a_page_or_a_recipe_is_welcomed_once()
    {
        await using var hub = await template.FreshAsync();
        var welcome = Beginning("UserCreatedEvent")
            .Add("tell", "NotifyUserTask", new() { ["UserNames"] = Text(UserName), ["Subject"] = Text("Welcome, " + UserName), ["Href"] = Text("/topics") })
            .Connect("first→tell");
        await welcome.StoreAsync(hub);
        using var maren = await hub.AsAsync(Cast.Maren);
        await maren.SubmitAsync("/admin/users/new", "main form.card", ("Form.DisplayName", "Sara"), ("Form.UserName", "sara"), ("Form.Password", "long-enough-1"));
        await BringAsync(hub, "Ben of Bergen");
        await BringAsync(hub, "Ben of Bremen");
        await DrawnWorkflow.SettleAsync(hub);
        Assert.Equal(["Welcome, ben", "Welcome, sara"], await hub.InDbAsync(db => db.Waits.Where(w => w.Title.StartsWith("Welcome")).Select(w => w.Title).Order().ToListAsync()));
    }

    [Fact]
    public async Task A_workflow_follows_a_person_through_what_becomes_of_the_account()
    {
        await using var hub = await template.FreshAsync();
        var drawn = Beginning("UserUpdatedEvent").Add("out", "UserDisabledEvent").Add("in", "UserEnabledEvent").Add("here", "UserLoggedInEvent").Trace("a").Trace("b").Trace("c")
            .Connect("first→out", "out→a", "a→in", "in→b", "b→here", "here→c");
        await drawn.StoreAsync(hub);
        var id = Cast.IdOf(Cast.Omar);
        using var omar = await hub.AsAsync(Cast.Omar);
        await omar.SubmitAsync("/people/me/edit", "main form[data-draft=profile]", ("Form.JobTitle", "Night porter"));
        Assert.Equal("", await TraceAsync());
        using var maren = await hub.AsAsync(Cast.Maren);
        await maren.SubmitAsync("/admin/users/omar", "main form.card", ("IsEnabled", null));
        Assert.Equal("a", await TraceAsync());
        await maren.SubmitAsync("/admin/users/omar", "main form.card", ("IsEnabled", "true"));
        Assert.Equal("ab", await TraceAsync());
        using var again = await hub.AsAsync(Cast.Omar);
        Assert.Equal("abc", await TraceAsync());

        async Task<string> TraceAsync()
        {
            await DrawnWorkflow.SettleAsync(hub);
            var first = await hub.InDbAsync(db => db.Workflows.Where(w => w.CorrelationId == id && w.TypeId == drawn.TypeId).OrderBy(w => w.WorkflowId).FirstAsync());
            return WorkflowState.Parse(first.State).Properties["trace"]?.ToString() ?? "";
        }
    }

    [Fact]
    public async Task A_password_begins_nothing_and_who_signs_in_is_kept_only_while_a_workflow_wants_to_know()
    {
        await using var hub = await template.FreshAsync();
        using var maren = await hub.AsAsync(Cast.Maren);
        await maren.SubmitAsync("/admin/users/omar/password", "main form.card", ("Password", "much-longer-2"));
        Assert.Empty(await DeedsAsync());
        await Beginning("UserLoggedInEvent").StoreAsync(hub);
        using var diego = await hub.AsAsync(Cast.Ines);
        Assert.Equal([Cast.IdOf(Cast.Ines)], await DeedsAsync());

        Task<List<string?>> DeedsAsync() => hub.InDbAsync(db => db.Activities.Where(a => a.Verb.StartsWith("user.") && a.Verb != "user.created").Select(a => a.ItemId).ToListAsync());
    }

    [Fact]
    public async Task A_save_that_is_tried_again_tells_of_an_account_once()
    {
        await using var hub = await template.FreshAsync();
        await hub.InDbAsync(async db =>
        {
            var twin = new HubUser { Id = "twin", UserName = "twin", NormalizedUserName = "MAREN" };
            db.Users.Add(twin);
            db.IfTaken(_ => Task.FromResult((twin.NormalizedUserName = "TWIN").Length > 0));
            return await db.SaveChangesAsync();
        });
        Assert.Equal(1, await hub.InDbAsync(db => db.Activities.CountAsync(a => a.ItemId == "twin")));
    }

    private static Task<RecipeReport> BringAsync(TestHub hub, string displayName) => hub.RunAsync(new JsonObject
    {
        ["steps"] = new JsonArray(new JsonObject
        {
            ["name"] = "Users",
            ["Users"] = new JsonArray(new JsonObject { ["UserId"] = "newcomer", ["UserName"] = "ben", ["Profile"] = new JsonObject { ["DisplayName"] = displayName } }),
        }),
    });

    private static DrawnWorkflow Beginning(string name) => new DrawnWorkflow().Add("first", name, isStart: true);

    private static JsonObject Text(string template) => new() { ["Expression"] = template };

    public sealed class OnSqlite(SqliteHub hub) : FollowingAccounts(hub);

    public sealed class OnPostgres(PostgresHub hub) : FollowingAccounts(hub);
}
