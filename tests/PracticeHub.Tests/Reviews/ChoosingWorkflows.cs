using System.Net;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Workflows;
using PracticeHub.Tests.Content;
using PracticeHub.Tests.Infrastructure;
using PracticeHub.Tests.Workflows;

namespace PracticeHub.Tests.Reviews;

/// <summary>A community goes its own way from a draft to its promotion, and says how much harm something does.</summary>
public abstract class ChoosingWorkflows(TestHub hub)
{
    [Fact]
    public async Task Leaders_choose_by_which_workflow_their_practices_are_reviewed_and_fall_back_when_it_is_gone()
    {
        var name = "Thorough " + Guid.NewGuid();
        var drawn = new DrawnWorkflow("Two rounds").Add("submitted", "ReviewSubmittedEvent", new() { ["Choice"] = name, ["ContentTypeFilter"] = new System.Text.Json.Nodes.JsonArray("Practice") }, isStart: true)
            .Add("ask", "AskReviewersTask", new() { ["Needed"] = 2 }).Connect("submitted→ask");
        await drawn.StoreAsync(hub);
        var world = await ReviewWorld.WithLeadersAsync(hub, 1, Openness.Open, Cast.Tomas, Cast.Nadia);
        var page = "/reviews/flows/" + world.CommunityId;
        using var tomas = await hub.AsAsync(Cast.Tomas);
        Assert.Contains(page, (await tomas.GetAsync($"/{(await world.CardAsync(world.CommunityId)).Path}/edit")).One("main").InnerHtml, StringComparison.Ordinal);
        var form = await tomas.GetAsync(page);
        Assert.Null(form.Document.QuerySelector("[name='Chosen[WorkLog]'], [name='Chosen[Topic]'], [name='Chosen[Community]']"));
        Assert.DoesNotContain(form.Document.QuerySelectorAll("[name='Chosen[Resource]'] option"), o => o.TextContent == name);
        var unknown = await tomas.SubmitAsync(form, "#flows", ("Chosen[Practice]", "Nobody drew this"));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "Nobody drew this"), (unknown.Status, unknown.One("[name='Chosen[Practice]'] option[selected]").GetAttribute("value")));
        Assert.Equal(HttpStatusCode.Found, (await tomas.SubmitAsync(form, "#flows", ("Chosen[Practice]", name))).Status);
        Assert.Equal(name, (string?)(await hub.PublishedAsync(world.CommunityId))!.Document["CommunityPart"]!["ReviewWorkflows"]!["Practice"]);
        Assert.Equal(HttpStatusCode.Conflict, (await tomas.SubmitAsync(form, "#flows", ("Chosen[Practice]", ""))).Status);
        using var amina = await hub.AsAsync(Cast.Amina);
        Assert.Equal(HttpStatusCode.NotFound, (await amina.GetAsync(page)).Status);

        var chosen = await world.SubmitAsync(await world.PracticeAsync("By our own way"));
        Assert.Equal((2, drawn.TypeId), ((await world.RequestAsync(chosen)).Needed, (await world.WorkflowAsync(chosen)).TypeId));
        var others = await ReviewWorld.WithLeadersAsync(hub, 1, Openness.Open, Cast.Tomas, Cast.Nadia);
        var usual = await others.SubmitAsync(await others.PracticeAsync("By the hub's way"));
        Assert.Equal((1, "4wreview000000000000000000"), ((await others.RequestAsync(usual)).Needed, (await others.WorkflowAsync(usual)).TypeId));

        await hub.InDbAsync(async db =>
        {
            var document = drawn.Document;
            document["IsEnabled"] = false;
            await WorkflowTypes.PutAsync(db, document, hub.Clock.GetUtcNow(), default);
            return await db.SaveChangesAsync();
        });
        var fallen = await world.SubmitAsync(await world.PracticeAsync("Back to the hub's way"));
        Assert.Equal("4wreview000000000000000000", (await world.WorkflowAsync(fallen)).TypeId);
        Assert.Equal([Cast.IdOf(Cast.Nadia), Cast.IdOf(Cast.Tomas)], await world.WaitingAsync(world.CommunityId, "review-flow"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await tomas.SubmitAsync(page, "#flows")).Status);
        Assert.Equal(HttpStatusCode.Found, (await tomas.SubmitAsync(page, "#flows", ("Chosen[Practice]", ""))).Status);
        Assert.Empty(await world.WaitingAsync(world.CommunityId, "review-flow"));
    }

    [Fact]
    public async Task Of_several_workflows_of_the_hub_the_one_that_has_been_there_longest_begins_and_the_page_says_so()
    {
        // Its id comes first, and it is the newest all the same.
        var drawn = new DrawnWorkflow("Another of the hub's own").Add("submitted", "ReviewSubmittedEvent", isStart: true).Add("ask", "AskReviewersTask", new() { ["Needed"] = 2 }).Connect("submitted→ask");
        await drawn.StoreAsync(hub);
        var world = await ReviewWorld.WithLeadersAsync(hub, 1, Openness.Open, Cast.Tomas, Cast.Nadia);
        var review = await world.SubmitAsync(await world.PracticeAsync("By one of two"));
        Assert.Equal((1, "4wreview000000000000000000"), ((await world.RequestAsync(review)).Needed, (await world.WorkflowAsync(review)).TypeId));
        using var tomas = await hub.AsAsync(Cast.Tomas);
        var page = await tomas.GetAsync("/reviews/flows/" + world.CommunityId);
        Assert.Contains("Not used: Another of the hub's own", page.One("#flows").TextContent, StringComparison.Ordinal);
        await hub.InDbAsync(db => db.WorkflowTypes.Where(t => t.TypeId == drawn.TypeId).ExecuteDeleteAsync());
    }

    [Fact]
    public async Task A_review_workflow_is_tried_on_an_example_request_as_far_as_one_likes()
    {
        var world = await ReviewWorld.WithLeadersAsync(hub, 1, Openness.Open, Cast.Tomas);
        var (item, lonely) = (await world.PracticeAsync("Tried, not reviewed", isPublished: true), await (await ReviewWorld.WithLeadersAsync(hub, 1, Openness.Open)).PracticeAsync("Nobody could review it", isPublished: true));
        using var maren = await hub.AsAsync(Cast.Maren);
        const string Path = "/admin/workflows/4wreview000000000000000000/try";
        var begun = await maren.SubmitAsync(Path, "#try", ("Item", item), ("Start", "submitted"));
        var decided = await ChooseAsync(begun, "decided", "ChangesAsked");
        var settled = await ChooseAsync(decided, "settle", "ChangesAsked");
        var again = await ChooseAsync(settled, "resubmitted", "Done");
        var approved = await ChooseAsync(await ChooseAsync(again, "decided", "Approved"), "settle", "Approved");
        Assert.Contains("would be over", approved.One("#report").TextContent, StringComparison.Ordinal);
        Assert.Contains("Verified from today on", approved.One("#report").TextContent, StringComparison.Ordinal);
        Assert.Contains("Nobody but its authors leads this community", (await maren.SubmitAsync(Path, "#try", ("Item", lonely), ("Start", "submitted"))).One("#report").TextContent, StringComparison.Ordinal);
        Assert.Equal((0, CardState.Published), (await hub.InDbAsync(db => db.Set<PracticeHub.Reviews.Features.ReviewRequests.ReviewRequest>().CountAsync(r => r.ItemId == item)), (await world.CardAsync(item)).State));

        Task<PageSeen> ChooseAsync(PageSeen page, string at, string outcome) =>
            maren.SubmitAsync(page, "#at-" + at, ("outcome", outcome));
    }

    [Fact]
    public async Task The_names_of_the_hubs_own_workflows_and_of_their_steps_are_in_the_readers_language()
    {
        using var maren = await hub.AsAsync(Cast.Maren);
        maren.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("de");
        Assert.Contains("Eine Praxis prüfen", (await maren.GetAsync("/admin/workflows")).One("#workflows").TextContent, StringComparison.Ordinal);
        var picture = await maren.GetAsync("/admin/workflows/4wreview000000000000000000");
        Assert.Contains("Die Leitung fragen", picture.One("main").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Ask the leaders", picture.One("main").TextContent, StringComparison.Ordinal);
        // In data they keep their names, and what is drawn here is called as its author calls it.
        Assert.Equal("Ask the leaders", (await maren.GetAsync("/admin/workflows/4wreview000000000000000000/edit/ask")).One("#Title").GetAttribute("value"));
        var drawn = new DrawnWorkflow("Review a practice");
        await drawn.StoreAsync(hub);
        Assert.Equal("Review a practice", (await maren.GetAsync($"/admin/workflows/{drawn.TypeId}")).One("h1").TextContent);
    }

    [Fact]
    public async Task What_leaders_choose_stays_when_the_charter_changes()
    {
        var world = await ReviewWorld.WithLeadersAsync(hub, 1, Openness.Open, Cast.Tomas);
        await hub.InDbAsync(async db =>
        {
            var head = await db.Set<ContentHead>().SingleAsync(h => h.ItemId == world.CommunityId);
            var version = await db.Versions.AsNoTracking().SingleAsync(v => v.VersionId == head.LatestVersionId);
            return await db.Versions.Where(v => v.VersionId == version.VersionId).ExecuteUpdateAsync(set => set.SetProperty(v => v.Document, version.Document.Replace("\"CommunityPart\":{", "\"CommunityPart\":{\"ReviewWorkflows\":{\"Practice\":\"Ours\"},")));
        });
        using var tomas = await hub.AsAsync(Cast.Tomas);
        Assert.Equal(HttpStatusCode.Found, (await tomas.SubmitAsync($"/{(await world.CardAsync(world.CommunityId)).Path}/edit", "form.form", ("Form.Rhythm", "Weekly"))).Status);
        Assert.Equal("Ours", (string?)(await hub.PublishedAsync(world.CommunityId))!.Document["CommunityPart"]!["ReviewWorkflows"]!["Practice"]);
    }

    [Fact]
    public async Task The_author_says_how_much_harm_it_does_and_a_leader_who_approves_sees_it_otherwise()
    {
        var world = await ReviewWorld.WithLeadersAsync(hub, 1, Openness.Open, Cast.Tomas);
        var item = await world.PracticeAsync("How risky");
        using var amina = await hub.AsAsync(Cast.Amina);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await amina.SubmitAsync($"/reviews/submit/{item}", "#submit", ("Risk", "Endless"))).Status);
        var sent = await amina.SubmitAsync($"/reviews/submit/{item}", "#submit", ("Risk", "High"));
        var review = sent.Location!.Split('/')[^1];
        await world.SettleAsync();
        using var tomas = await hub.AsAsync(Cast.Tomas);
        var page = await tomas.GetAsync("/reviews/" + review);
        Assert.Equal("High", page.One("#decision [name=Risk] option[selected]").GetAttribute("value"));
        Assert.Equal(HttpStatusCode.Found, (await tomas.SubmitAsync(page, "#decision", ("Verdict", "Approve"), ("Risk", "Low"))).Status);
        await world.SettleAsync();
        await world.LetItStandAsync(review);
        Assert.Equal(365, ((await world.CardAsync(item)).VerifiedUntilUtc!.Value - hub.Clock.GetUtcNow()).TotalDays, 0.5);
    }

    public sealed class OnSqlite(SqliteHub hub) : ChoosingWorkflows(hub);

    public sealed class OnPostgres(PostgresHub hub) : ChoosingWorkflows(hub);
}
