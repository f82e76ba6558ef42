using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Recipes;
using PracticeHub.Kernel.Security;
using PracticeHub.Tests.Engagement;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests;

public abstract class Following(TestHub hub)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_item_is_followed_and_left_again()
    {
        var card = await hub.PublishedAsync(Cast.Amina);
        using var tomas = await hub.AsAsync(Cast.Tomas);
        Assert.Equal($"/{card.Path}", (await PostAsync(tomas, $"/items/{card.ItemId}/follow", ("On", "true"))).Location);
        Assert.True(await FollowsAsync(Cast.Tomas, FollowKind.Item, card.ItemId));
        await PostAsync(tomas, $"/items/{card.ItemId}/follow", ("On", "false"));
        Assert.False(await FollowsAsync(Cast.Tomas, FollowKind.Item, card.ItemId));
    }

    [Fact]
    public async Task A_person_is_followed_from_any_page_with_and_without_script()
    {
        using var omar = await hub.AsAsync(Cast.Omar);
        var target = Cast.IdOf(Cast.Nadia);
        var answer = await PostAsync(omar, "/follow", ("Kind", "Person"), ("TargetId", target), ("On", "true"), ("ReturnUrl", "/saved?after=1"));
        Assert.Equal("/saved?after=1", answer.Location);
        Assert.True(await FollowsAsync(Cast.Omar, FollowKind.Person, target));
        omar.Http.DefaultRequestHeaders.Add("HX-Request", "true");
        var part = await PostAsync(omar, "/follow", ("Kind", "Person"), ("TargetId", target), ("On", "false"), ("ReturnUrl", "/saved"));
        part.IsPart();
        Assert.Equal("false", part.One($"#follow-{target} button").GetAttribute("aria-pressed"));
        Assert.False(await FollowsAsync(Cast.Omar, FollowKind.Person, target));
    }

    [Theory]
    [InlineData("Person", Cast.Omar)]
    [InlineData("Person", "no-one")]
    [InlineData("Topic", "no-such-topic")]
    [InlineData("Community", "no-such-community")]
    [InlineData("Weather", Cast.Amina)]
    public async Task What_is_not_there_and_oneself_cannot_be_followed(string kind, string target)
    {
        using var omar = await hub.AsAsync(Cast.Omar);
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(omar, "/follow", ("Kind", kind), ("TargetId", Cast.IdOf(target)), ("On", "true"))).Status);
    }

    [Fact]
    public async Task Nobody_is_sent_to_a_foreign_place()
    {
        using var omar = await hub.AsAsync(Cast.Omar);
        var answer = await PostAsync(omar, "/follow", ("Kind", "Person"), ("TargetId", Cast.IdOf(Cast.Amina)), ("On", "true"), ("ReturnUrl", "//evil.example"));
        Assert.Equal("/people/amina", answer.Location);
    }

    [Fact]
    public async Task A_recipe_brings_everything_in_once_and_counts_it()
    {
        var card = await hub.PublishedAsync(Cast.Amina);
        var (tomas, nadia) = (Cast.IdOf(Cast.Tomas), Cast.IdOf(Cast.Nadia));
        var recipe = $$"""
            {"name":"T","steps":[
              {"name":"comments","Comments":[{"CommentId":"c{{card.ItemId[1..]}}","ItemId":"{{card.ItemId}}","UserId":"{{tomas}}","Markdown":"Long *ago*","AtUtc":"[js: daysAgo(100)]"}]},
              {"name":"thanks","Thanks":[{"ItemId":"{{card.ItemId}}","UserId":"{{tomas}}","Reason":"Good"},{"ItemId":"{{card.ItemId}}","UserId":"{{nadia}}"}]},
              {"name":"saves","Saves":[{"ItemId":"{{card.ItemId}}","UserId":"{{tomas}}"}]},
              {"name":"outcomes","Outcomes":[{"ItemId":"{{card.ItemId}}","UserId":"{{tomas}}","Verdict":"Partly","Note":"Half","AtUtc":"[js: daysAgo(3)]"}]},
              {"name":"follows","Follows":[{"UserId":"{{tomas}}","Kind":"Item","TargetId":"{{card.ItemId}}"}]}]}
            """;
        await RunAsync(recipe);
        await RunAsync(recipe);
        var now = await hub.CardAsync(card.ItemId);
        Assert.Equal((1, 2, 1, 0, 1, 0), (now.Comments, now.Thanks, now.Saves, now.Worked, now.Partly, now.NotWorked));
        Assert.Single(await hub.DeedsAsync(card.ItemId, "comment."));
        var deed = await hub.InDbAsync(db => db.Set<Kernel.Activity.ActivityRecord>().SingleAsync(a => a.ItemId == card.ItemId && a.Verb == "comment.added", Ct));
        Assert.InRange(hub.Clock.GetUtcNow() - deed.AtUtc, TimeSpan.FromDays(99), TimeSpan.FromDays(101));
        using var amina = await hub.AsAsync(Cast.Amina);
        Assert.Equal("ago", (await amina.GetAsync($"/items/{card.ItemId}/comments")).One("#comments em").TextContent);
    }

    [Fact]
    public async Task A_recipe_that_names_an_unknown_item_changes_nothing()
    {
        var card = await hub.PublishedAsync(Cast.Amina);
        var user = Cast.IdOf(Cast.Tomas);
        var refused = await Assert.ThrowsAsync<RecipeException>(() => RunAsync($$"""
            {"name":"T","steps":[{"name":"saves","Saves":[{"ItemId":"{{card.ItemId}}","UserId":"{{user}}"},{"ItemId":"nowhere","UserId":"{{user}}"}]}]}
            """));
        Assert.Contains("Saves[1]: there is no item nowhere", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, (await hub.CardAsync(card.ItemId)).Saves);
    }

    private Task<RecipeRun> RunAsync(string json) => hub.InScopeAsync(services =>
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return services.GetRequiredService<RecipeRunner>().RunAsync(RecipeLibrary.Read(stream, "test"), new Dictionary<string, string>(), new Writer("system", "Test"), Ct);
    });

    /// <summary>Posts with the token of a form that every page of the module has.</summary>
    private async Task<PageSeen> PostAsync(Browser browser, string address, params (string Name, string? Value)[] fields)
    {
        var card = await hub.PublishedAsync(Cast.Amina);
        var page = await browser.GetAsync($"/items/{card.ItemId}/save");
        page.One("#save").SetAttribute("action", address);
        return await browser.SubmitAsync(page, "#save", fields);
    }

    private Task<bool> FollowsAsync(string user, FollowKind kind, string target) => hub.InDbAsync(db => db.IsFollowingAsync(Cast.IdOf(user), kind, target, Ct));

    public sealed class OnSqlite(SqliteHub hub) : Following(hub);

    public sealed class OnPostgres(PostgresHub hub) : Following(hub);
}
