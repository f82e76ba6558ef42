using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;
using PracticeHub.Tests.Infrastructure;
using PracticeHub.Tests.Workflows;

namespace PracticeHub.Tests.Reviews;

public abstract class PromotingAndVerifying(TestHub hub)
{
    [Fact]
    public async Task What_is_promoted_to_everyone_is_seen_by_outsiders_until_it_is_withdrawn()
    {
        var world = await ReviewWorld.WithLeadersAsync(hub, 1, Openness.Private, Cast.Tomas);
        var item = await world.PracticeAsync("For everyone", isPublished: true);
        Assert.False(await SeesAsync(Cast.Omar, item));
        using var tomas = await hub.AsAsync(Cast.Tomas);
        var page = await tomas.SubmitAsync($"/reviews/promote/{item}", "#promote", ("Level", "Everyone"), ("Reason", "Every team needs it."));
        Assert.Equal(HttpStatusCode.Found, page.Status);
        Assert.True(await SeesAsync(Cast.Omar, item));
        Assert.Equal(1, await CountedAsync(world, ReaderKeys.Everyone));
        Assert.Equal(0, await CountedAsync(world, ReaderKeys.Members(world.CommunityId)));

        // Whatever makes the read models anew, the promotion stands.
        await hub.InScopeAsync(async services =>
        {
            await services.GetRequiredService<ContentStore>().ReprojectAsync(item, default);
            return await services.GetRequiredService<HubDb>().SaveChangesAsync();
        });
        Assert.True(await SeesAsync(Cast.Omar, item));

        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", Token(await tomas.GetAsync($"/reviews/promote/{item}"))), new("Reason", "It does not hold in Lyon.")]);
        Assert.Equal(HttpStatusCode.Found, (await tomas.SendAsync($"/reviews/promote/{item}?handler=Withdraw", form)).Status);
        Assert.False(await SeesAsync(Cast.Omar, item));
        Assert.Equal(PromotionLevel.None, (await world.CardAsync(item)).Promotion);
        Assert.Equal(0, await CountedAsync(world, ReaderKeys.Everyone));
        Assert.Equal(1, await world.VerbsAsync(item, "promotion.withdrawn"));
    }

    [Theory]
    [InlineData("\"Everyone\"")]
    [InlineData("""{ "Expression": "Everyone" }""")]
    [InlineData("""{ "Expression": "true ? 'Everyone' : ''" }""")]
    public async Task A_workflow_promotes_to_a_level_that_is_named_or_computed(string level)
    {
        var world = await ReviewWorld.WithLeadersAsync(hub, 1, Openness.Open, Cast.Tomas);
        var item = await world.PracticeAsync("Drawn", isPublished: true);
        var drawn = new DrawnWorkflow().Add("promote", "PromoteTask", new() { ["Level"] = JsonNode.Parse(level) }).Connect("start→promote");
        await drawn.StoreAsync(hub);
        await DrawnWorkflow.SignalAsync(hub, drawn.TypeId, item);
        Assert.Equal(PromotionLevel.Everyone, (await world.CardAsync(item)).Promotion);
    }

    [Fact]
    public async Task A_promotion_needs_a_reason_and_a_leader()
    {
        var world = await ReviewWorld.WithLeadersAsync(hub, 1, Openness.Open, Cast.Tomas);
        var item = await world.PracticeAsync("Why", isPublished: true);
        using var tomas = await hub.AsAsync(Cast.Tomas);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await tomas.SubmitAsync($"/reviews/promote/{item}", "#promote", ("Level", "Everyone"), ("Reason", ""))).Status);
        using var amina = await hub.AsAsync(Cast.Amina);
        Assert.Equal(HttpStatusCode.NotFound, (await amina.GetAsync($"/reviews/promote/{item}")).Status);
    }

    [Fact]
    public async Task A_leader_verifies_again_and_it_comes_back_to_the_desk_before_it_runs_out()
    {
        await using var own = await hub.FreshAsync();
        var world = await ReviewWorld.WithLeadersAsync(own, 1, Openness.Open, Cast.Tomas);
        var item = await world.PracticeAsync("Still true", isPublished: true);
        using var tomas = await own.AsAsync(Cast.Tomas);
        Assert.Equal(HttpStatusCode.Found, (await tomas.SubmitAsync($"/reviews/verify/{item}", "#verify", ("Note", "Counted again."))).Status);
        Assert.Equal(90, ((await world.CardAsync(item)).VerifiedUntilUtc!.Value - own.Clock.GetUtcNow()).TotalDays, 0.5);
        Assert.DoesNotContain("Still true", (await tomas.GetAsync("/reviews")).Text, StringComparison.Ordinal);
        own.Clock.Advance(TimeSpan.FromDays(80));
        using var later = await own.AsAsync(Cast.Tomas);
        Assert.Contains("Still true", (await later.GetAsync("/reviews")).One(".desk-list").TextContent, StringComparison.Ordinal);
    }

    private async Task<bool> SeesAsync(string userName, string itemId) => await hub.InScopeAsync(async services =>
    {
        var me = services.GetRequiredService<CurrentMember>();
        await me.LoadAsync(Cast.IdOf(userName), null, default);
        return await services.GetRequiredService<HubDb>().Cards.VisibleTo(me).AnyAsync(c => c.ItemId == itemId);
    });

    private Task<int> CountedAsync(ReviewWorld world, string readerKey) => hub.InDbAsync(db =>
        db.Set<Tally>().Where(t => t.CommunityId == world.CommunityId && t.ReaderKey == readerKey && t.Kind == "Practice" && t.TermId == "").SumAsync(t => t.Items));

    private static string Token(PageSeen page) => page.One("#promote input[name=__RequestVerificationToken]").GetAttribute("value")!;

    public sealed class OnSqlite(SqliteHub hub) : PromotingAndVerifying(hub);

    public sealed class OnPostgres(PostgresHub hub) : PromotingAndVerifying(hub);
}
