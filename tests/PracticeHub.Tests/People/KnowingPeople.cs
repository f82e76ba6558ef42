using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Recipes;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Taxonomies;
using PracticeHub.People.Features.Profiles;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests;

public abstract class KnowingPeople(TestHub hub)
{
    [Fact]
    public async Task A_profile_hides_what_the_reader_may_not_see()
    {
        var (secret, open) = (Places.Name("Smugglers"), Places.Name("Sailors"));
        var hidden = await Places.StartAsync(hub, Cast.Tomas, secret, Openness.Private);
        await Places.StartAsync(hub, Cast.Tomas, open);
        var term = await TermAsync("Contraband");
        var log = Places.Name("Night run");
        await Places.LogAsync(hub, Cast.Tomas, log, (await Places.FindAsync(hub, hidden)).Id, termId: term.Id);
        using var tomas = await hub.AsAsync(Cast.Tomas);
        using var omar = await hub.AsAsync(Cast.Omar);
        var (own, others) = (await tomas.GetAsync($"/people/{Cast.Tomas}"), await omar.GetAsync($"/people/{Cast.Tomas}"));
        foreach (var words in new[] { secret, log, term.Title })
        {
            Assert.Contains(words, own.One("main").TextContent, StringComparison.Ordinal);
            Assert.DoesNotContain(words, others.One("main").TextContent, StringComparison.Ordinal);
        }

        Assert.Contains(open, others.One("main").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_says_what_they_know_and_is_found_by_it()
    {
        await using var fresh = await hub.FreshAsync();
        var term = await TermAsync("Splicing", fresh);
        using var ines = await fresh.AsAsync(Cast.Ines);
        var saved = await ines.SubmitAsync("/people/me/edit", "main form",
            ("Form.DisplayName", "Inês Prado"), ("Form.JobTitle", "Rigger"), ("Form.TimeZone", "Asia/Tokyo"), ("Form.Topics", term.Title.ToLowerInvariant()), ("Form.Offers", "Mentor"));
        Assert.Equal(HttpStatusCode.Found, saved.Status);
        var found = await ines.GetAsync($"/people?topic={term.Id}&offers=Mentor");
        Assert.Equal("Inês Prado", Assert.Single(found.Document.QuerySelectorAll("article.item .person a")).TextContent);
        Assert.Empty((await ines.GetAsync($"/people?topic={term.Id}&offers=Coach")).Document.QuerySelectorAll("article.item"));
        var page = await ines.GetAsync($"/people/{Cast.Ines}");
        Assert.Contains("there now", page.Text, StringComparison.Ordinal);
        Assert.Contains(term.Title, page.One("aside").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_name_is_on_everything_they_wrote()
    {
        await using var fresh = await hub.FreshAsync();
        var id = await Places.LogAsync(fresh, Cast.Omar, "Signed", null, Audience.Everyone);
        using var omar = await fresh.AsAsync(Cast.Omar);
        await omar.SubmitAsync("/people/me/edit", "main form", ("Form.DisplayName", "عمر سعيد"));
        Assert.Equal("عمر سعيد", await fresh.InDbAsync(db => db.Set<Card>().Where(c => c.ItemId == id).Select(c => c.OwnerName).SingleAsync()));
        Assert.Equal("عمر سعيد", (await omar.GetAsync($"/people/{Cast.Omar}")).One("h1").TextContent);
    }

    [Fact]
    public async Task What_was_typed_stays_when_a_topic_is_unknown()
    {
        using var ines = await hub.AsAsync(Cast.Ines);
        var page = await ines.SubmitAsync("/people/me/edit", "main form", ("Form.DisplayName", ""), ("Form.Topics", "no such topic"), ("Form.TimeZone", "Mars/Base"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Equal("no such topic", page.One("[name='Form.Topics']").GetAttribute("value"));
        Assert.All(["#name-error", "#Form_Topics-error", "#zone-error"], id => Assert.NotEqual("", page.One(id).TextContent));
    }

    [Fact]
    public async Task Names_are_suggested_by_the_beginning_of_any_word()
    {
        using var amina = await hub.AsAsync(Cast.Amina);
        Assert.Equal(["nadia"], await SuggestAsync(amina, "Ber"));
        Assert.Equal(["tomas"], await SuggestAsync(amina, "toma"));
        Assert.Equal(["ines"], await SuggestAsync(amina, "Inê"));
        Assert.Empty(await SuggestAsync(amina, "%"));
        using var visitor = hub.Visitor();
        using var refused = await visitor.Http.GetAsync(new Uri("/people/suggest?q=a", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Fact]
    public async Task Whoever_names_a_deputy_finds_them_by_their_name()
    {
        using var ines = await hub.AsAsync(Cast.Ines);
        var input = (await ines.GetAsync("/people/me/edit")).One("[name='Form.Deputy']");
        Assert.Equal(input.NextElementSibling!.Id, input.GetAttribute("list"));
        ines.Http.DefaultRequestHeaders.Add("HX-Request", "true");
        var options = await ines.GetAsync($"{input.GetAttribute("hx-get")}?Form.Deputy=@Ber");
        var only = Assert.Single(options.Document.QuerySelectorAll("option"));
        Assert.Equal(("nadia", "Nadia Berg"), (only.GetAttribute("value"), only.TextContent));
    }

    [Fact]
    public async Task Nobody_and_visitors_find_no_profile()
    {
        using var amina = await hub.AsAsync(Cast.Amina);
        Assert.Equal(HttpStatusCode.NotFound, (await amina.GetAsync("/people/nobody-at-all")).Status);
        using var visitor = hub.Visitor();
        Assert.Equal(HttpStatusCode.Found, (await visitor.GetAsync($"/people/{Cast.Amina}")).Status);
    }

    [Fact]
    public async Task A_recipe_brings_topics_before_they_exist_and_offers()
    {
        var term = Kernel.Ids.New(TimeProvider.System.GetUtcNow());
        var recipe = new Recipe("people", "people", "", [], JsonNode.Parse($$$"""
            {"steps":[{"name":"Users","Users":[{"UserId":"{{{term}}}","UserName":"p{{{term}}}","Profile":{"DisplayName":"Pia","Topics":["{{{term}}}"],"Offers":["Expert"]}}]}]}
            """)!.AsObject());
        await hub.InScopeAsync(s => s.GetRequiredService<RecipeRunner>().RunAsync(recipe, new Dictionary<string, string>(), new("system", "system"), CancellationToken.None));
        Assert.True(await hub.InDbAsync(db => db.Set<PersonTopic>().AnyAsync(t => t.UserId == term && t.TermId == term)));
        Assert.True(await hub.InDbAsync(db => db.Set<PersonOffer>().AnyAsync(o => o.UserId == term && o.Role == OfferedRole.Expert)));
    }

    private static async Task<IEnumerable<string>> SuggestAsync(Browser browser, string typed)
    {
        var json = await browser.Http.GetStringAsync(new Uri("/people/suggest?q=" + Uri.EscapeDataString(typed), UriKind.Relative), TestContext.Current.CancellationToken);
        return JsonNode.Parse(json)!.AsArray().Select(p => p!["userName"]!.GetValue<string>());
    }

    private Task<Term> TermAsync(string title, TestHub? on = null) => (on ?? hub).InScopeAsync(async services =>
    {
        var (db, id) = (services.GetRequiredService<HubDb>(), services.GetRequiredService<Kernel.Ids>().New());
        var term = await services.GetRequiredService<TermWriter>().EnsureAsync(id, $"{title} {id}", null, CancellationToken.None);
        await db.SaveChangesAsync();
        return term;
    });

    public sealed class OnSqlite(SqliteHub hub) : KnowingPeople(hub);

    public sealed class OnPostgres(PostgresHub hub) : KnowingPeople(hub);
}
