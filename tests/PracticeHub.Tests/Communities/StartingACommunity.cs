using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Communities.Features.Communities;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Taxonomies;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests;

public abstract class StartingACommunity(TestHub hub)
{
    [Theory]
    [InlineData("CommunityOfPractice", 5)]
    [InlineData("ProjectCircle", 3)]
    public async Task A_member_starts_one_from_a_template_and_leads_it(string template, int criteria)
    {
        var title = Places.Name("Riggers");
        var address = await Places.StartAsync(hub, Cast.Amina, title, template: template);
        var community = await Places.FindAsync(hub, address);
        Assert.Equal(CommunityRole.Leader, (await Places.MembershipAsync(hub, community.Id, Cast.Amina))!.Role);
        Assert.Contains("community.started", await Places.VerbsAsync(hub, community.Id));
        var rules = await hub.InDbAsync(db => db.RulesOfAsync(community.Id, TestContext.Current.CancellationToken));
        Assert.Equal(criteria, rules!.Criteria.Count);

        using var amina = await hub.AsAsync(Cast.Amina);
        var page = await amina.GetAsync(address);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal(title, page.One("h1").TextContent);
        Assert.Contains("Amina Haddad", page.One(".spacehead").TextContent, StringComparison.Ordinal);
        Assert.NotEmpty(page.Document.QuerySelectorAll("article.item"));
    }

    [Fact]
    public async Task What_was_typed_stays_when_something_is_missing()
    {
        using var amina = await hub.AsAsync(Cast.Amina);
        var page = await amina.SubmitAsync("/communities/new", "main form",
            ("Form.Title", "Half a community"), ("Form.Purpose", ""), ("Form.Topics", "no such topic"), ("Form.Openness", "Closed"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Equal("Half a community", page.One("[name='Form.Title']").GetAttribute("value"));
        Assert.True(page.One("[name='Form.Openness'][value=Closed]").HasAttribute("checked"));
        Assert.Contains("what it is for", page.One("#purpose-error").TextContent, StringComparison.Ordinal);
        Assert.Contains("no such topic", page.One("#Form_Topics-error").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_address_never_hides_a_page_of_the_house()
    {
        var address = await Places.StartAsync(hub, Cast.Amina, "New");
        Assert.StartsWith("/communities/new-community", address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_in_another_script_gets_an_address_that_opens()
    {
        var title = Places.Name("جماعة المناوبة");
        var address = await Places.StartAsync(hub, Cast.Amina, title);
        using var amina = await hub.AsAsync(Cast.Amina);
        var page = await amina.GetAsync(address);
        Assert.Equal(title, page.One("h1").TextContent);
        Assert.Equal("auto", page.One("h1").GetAttribute("dir"));
    }

    [Fact]
    public async Task What_was_typed_is_never_evaluated_and_topics_are_kept()
    {
        using var amina = await hub.AsAsync(Cast.Amina);
        var (topic, id) = (Places.Name("Knots"), Kernel.Ids.New(TimeProvider.System.GetUtcNow()));
        await hub.InScopeAsync(async services =>
        {
            await services.GetRequiredService<TermWriter>().EnsureAsync(id, topic, null, CancellationToken.None);
            return await services.GetRequiredService<HubDb>().SaveChangesAsync();
        });
        var page = await amina.SubmitAsync("/communities/new", "main form",
            ("Form.Title", "[js: parameters('UserId')]"), ("Form.Purpose", "[js: 1 +]"), ("Form.Topics", topic));
        Assert.Equal(HttpStatusCode.Found, page.Status);
        Assert.Equal("[js: parameters('UserId')]", (await amina.GetAsync(page.Location!)).One("h1").TextContent.Trim());
        Assert.Equal(topic, (await amina.GetAsync(page.Location + "/edit")).One("[name='Form.Topics']").GetAttribute("value"));
    }

    [Fact]
    public async Task A_visitor_is_asked_to_sign_in()
    {
        using var visitor = hub.Visitor();
        var page = await visitor.GetAsync("/communities/new");
        Assert.Equal(HttpStatusCode.Found, page.Status);
        Assert.Contains("/sign-in", page.Location, StringComparison.Ordinal);
    }

    public sealed class OnSqlite(SqliteHub hub) : StartingACommunity(hub);

    public sealed class OnPostgres(PostgresHub hub) : StartingACommunity(hub);
}
