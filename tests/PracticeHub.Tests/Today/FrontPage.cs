using System.Net;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Security;
using PracticeHub.Tests.Infrastructure;
using PracticeHub.Tests.Practices;

namespace PracticeHub.Tests.Today;

public abstract class FrontPage(TestHub hub)
{
    [Fact]
    public async Task My_network_is_what_people_topics_and_communities_share_that_I_follow()
    {
        // Of its own, because other tests give the cast communities and work.
        await using var own = await hub.FreshAsync();
        var topic = await own.TopicAsync(PracticeScene.Unique("Followed"));
        var byTopic = await own.LogAsync(Cast.Tomas, PracticeScene.Unique("About the topic "), "x", topic: topic);
        var byPerson = await own.LogAsync(Cast.Ines, PracticeScene.Unique("By the person "), "x");
        var other = await own.LogAsync(Cast.Maren, PracticeScene.Unique("By a stranger "), "x");
        await own.InDbAsync(db =>
        {
            db.Follows.Add(new Follow(Cast.IdOf(Cast.Nadia), FollowKind.Topic, topic, own.Clock.GetUtcNow()));
            db.Follows.Add(new Follow(Cast.IdOf(Cast.Nadia), FollowKind.Person, Cast.IdOf(Cast.Ines), own.Clock.GetUtcNow()));
            return db.SaveChangesAsync();
        });
        using var nadia = await own.AsAsync(Cast.Nadia);
        var page = await nadia.GetAsync("/");
        Assert.NotNull(page.Document.QuerySelector($"#item-{byTopic.ItemId}"));
        Assert.NotNull(page.Document.QuerySelector($"#item-{byPerson.ItemId}"));
        Assert.Null(page.Document.QuerySelector($"#item-{other.ItemId}"));
        Assert.NotNull((await nadia.GetAsync("/?show=everything")).Document.QuerySelector($"#item-{other.ItemId}"));
        Assert.Contains("wrote lately about Followed", page.One("#helpers").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task My_communities_share_what_others_do_not_see()
    {
        // Of its own, because other tests give the cast communities and work.
        await using var own = await hub.FreshAsync();
        var secret = await own.CommunityAsync("Inner circle", Openness.Private, (Cast.Ines, CommunityRole.Member), (Cast.Tomas, CommunityRole.Leader));
        var log = await own.LogAsync(Cast.Tomas, PracticeScene.Unique("Inner news "), "x", secret, Kernel.Content.Audience.Community);
        using var ines = await own.AsAsync(Cast.Ines);
        var page = await ines.GetAsync("/?show=communities");
        Assert.NotNull(page.Document.QuerySelector($"#item-{log.ItemId}"));
        Assert.Contains("leads Inner circle", page.One("#helpers").TextContent, StringComparison.Ordinal);
        using var omar = await own.AsAsync(Cast.Omar);
        Assert.Null((await omar.GetAsync("/?show=everything")).Document.QuerySelector($"#item-{log.ItemId}"));
    }

    [Fact]
    public async Task What_waits_for_me_stands_there_with_the_nearest_date_first()
    {
        // Of its own, because other tests give the cast communities and work.
        await using var own = await hub.FreshAsync();
        var now = own.Clock.GetUtcNow();
        await own.InDbAsync(db =>
        {
            foreach (var (item, title, due) in new (string, string, DateTimeOffset?)[] { ("w1", "No hurry", null), ("w2", "Next week", now.AddDays(7)), ("w3", "Tomorrow's review", now.AddDays(1)) })
            {
                db.Add(new Wait { UserId = Cast.IdOf(Cast.Ines), Reason = "review", ItemId = item, Title = title, Href = $"reviews/{item}", SinceUtc = now, DueUtc = due });
            }

            return db.SaveChangesAsync();
        });
        using var ines = await own.AsAsync(Cast.Ines);
        var links = (await ines.GetAsync("/")).Document.QuerySelectorAll("#waiting li a").ToList();
        Assert.Equal(["/reviews/w3", "/reviews/w2", "/reviews/w1"], links.Select(a => a.GetAttribute("href")));
        Assert.Contains("Review Tomorrow's review", links[0].TextContent, StringComparison.Ordinal);
        using var omar = await own.AsAsync(Cast.Omar);
        Assert.DoesNotContain("Tomorrow's review", (await omar.GetAsync("/")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task News_that_I_have_read_waits_no_longer_and_only_mine(bool htmx)
    {
        var item = Kernel.Ids.New(hub.Clock.GetUtcNow());
        await hub.InDbAsync(db =>
        {
            foreach (var person in new[] { Cast.Omar, Cast.Nadia })
            {
                db.Add(new Wait { UserId = Cast.IdOf(person), Reason = Wait.Note, ItemId = item, Title = "Your practice was published", Href = $"/{item}", SinceUtc = hub.Clock.GetUtcNow() });
            }

            return db.SaveChangesAsync();
        });
        using var omar = await hub.AsAsync(Cast.Omar);
        var page = await omar.GetAsync("/");
        if (htmx)
        {
            omar.Http.DefaultRequestHeaders.Add("HX-Request", "true");
        }

        var answer = await omar.SubmitAsync(page, $"#waiting form[action='/notes/{item}']");
        Assert.Equal((htmx ? HttpStatusCode.OK : HttpStatusCode.Found, htmx ? null : "/", ""), (answer.Status, answer.Location, answer.Text));
        var left = await hub.InDbAsync(db => db.Waits.Where(w => w.ItemId == item).Select(w => w.UserId).ToListAsync());
        Assert.Equal([Cast.IdOf(Cast.Nadia)], left);
    }

    [Fact]
    public async Task A_visitor_reads_what_this_is_and_how_to_get_in()
    {
        await hub.LogAsync(Cast.Amina, "Members only", "x");
        using var visitor = hub.Visitor();
        var page = await visitor.GetAsync("/?show=network");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.NotNull(page.Document.QuerySelector("main a[href='/sign-in']"));
        Assert.Empty(page.Document.QuerySelectorAll("article.item"));
    }

    public sealed class OnSqlite(SqliteHub hub) : FrontPage(hub);

    public sealed class OnPostgres(PostgresHub hub) : FrontPage(hub);
}
