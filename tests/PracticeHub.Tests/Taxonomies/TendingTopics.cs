using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Search;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Taxonomies;
using PracticeHub.Tests.Infrastructure;
using PracticeHub.Tests.Making;

namespace PracticeHub.Tests;

public abstract class TendingTopics(TestHub hub)
{
    [Fact]
    public async Task A_topic_shows_what_is_about_it_and_about_what_lies_below()
    {
        var (upper, lower) = (Rooms.Word(), Rooms.Word());
        var above = await hub.TopicAsync(upper);
        var below = await hub.TopicAsync(lower, above);
        using var amina = await hub.AsAsync(Cast.Amina);
        var word = Rooms.Word();
        await amina.LogAsync(word, ("Topics", lower));
        await amina.ShareAsync($"https://{Rooms.Word()}.example", Rooms.Word(), ("Topics", upper));
        var page = await amina.GetAsync($"/topics/{above}?kind=WorkLog");
        Assert.Contains(word, page.Text, StringComparison.Ordinal);
        Assert.Equal(2, page.Document.QuerySelectorAll(".tabs a").Length);
        Assert.Equal("1", page.One($"aside a[href='/topics/{below}'] .n").TextContent);
        Assert.Contains(upper, (await amina.GetAsync($"/topics/{below}")).One("nav.path").TextContent, StringComparison.Ordinal);
        Assert.Equal("2", (await amina.GetAsync($"/topics?q={upper}")).One($"a[href='/topics/{above}'] .n").TextContent);
        Assert.Equal(HttpStatusCode.NotFound, (await amina.GetAsync($"/topics/{new string('0', 26)}")).Status);
    }

    [Fact]
    public async Task The_tree_opens_without_script()
    {
        var above = await hub.TopicAsync(Rooms.Word());
        var below = await hub.TopicAsync(Rooms.Word(), above);
        using var amina = await hub.AsAsync(Cast.Amina);
        var page = await amina.GetAsync("/topics");
        Assert.NotNull(page.One($"li:has(> a[href='/topics/{above}']) > details a[href='/topics/{below}']"));
    }

    [Fact]
    public async Task What_stands_deeper_comes_when_it_is_opened()
    {
        var above = await hub.TopicAsync(Rooms.Word());
        var below = await hub.TopicAsync(Rooms.Word(), above);
        var deep = await hub.TopicAsync(Rooms.Word(), below);
        using var amina = await hub.AsAsync(Cast.Amina);
        var closed = (await amina.GetAsync("/topics")).One($"li:has(> a[href='/topics/{below}']) > details");
        Assert.Null(closed.QuerySelector($"a[href='/topics/{deep}']"));
        var address = closed.GetAttribute("hx-get")!;
        Assert.Equal($"/topics/{below}", (await amina.GetAsync(address)).Location);
        amina.Http.DefaultRequestHeaders.Add("HX-Request", "true");
        Assert.NotNull((await amina.GetAsync(address)).One($"ul.tree > li > a[href='/topics/{deep}']"));
    }

    [Fact]
    public async Task A_topic_with_very_many_below_it_shows_them_page_by_page()
    {
        var above = await hub.TopicAsync(Rooms.Word());
        var names = Enumerable.Range(0, 130).Select(n => $"{Rooms.Word()} {n}").ToList();
        await hub.InScopeAsync(async services =>
        {
            var (db, writer) = (services.GetRequiredService<HubDb>(), services.GetRequiredService<TermWriter>());
            var parent = await db.Terms.SingleAsync(t => t.Id == above);
            foreach (var (position, name) in names.Index())
            {
                var item = ContentItem.New(Ids.New(hub.Clock.GetUtcNow()), "Topic");
                item.DisplayText = name;
                await writer.PutAsync(TopicsPart.TaxonomyId, parent, item, position, CancellationToken.None);
            }

            return await db.SaveChangesAsync();
        });
        using var amina = await hub.AsAsync(Cast.Amina);
        var tree = (await amina.GetAsync("/topics")).One($"li:has(> a[href='/topics/{above}']) > details");
        Assert.Equal(names.Take(25), tree.QuerySelectorAll("li > a > span:first-child").Select(t => t.TextContent));
        Assert.Contains("All 130 topics", tree.TextContent, StringComparison.Ordinal);
        var page = await amina.GetAsync($"/topics/{above}");
        Assert.Equal(names.Take(100), Below(page));
        var next = await amina.GetAsync(page.One("aside a[rel=next]").GetAttribute("href")!);
        Assert.Equal(names.Skip(100), Below(next));
        Assert.Empty(next.Document.QuerySelectorAll("aside a[rel=next]"));

        static IEnumerable<string> Below(PageSeen page) => page.Document.QuerySelectorAll("aside .facets span:first-child").Select(t => t.TextContent);
    }

    [Fact]
    public async Task A_new_name_is_true_at_once_in_every_list_and_in_search()
    {
        using var nadia = await LeaderAsync();
        var (before, after, word) = (Rooms.Word(), Rooms.Word(), Rooms.Word());
        var topic = await hub.TopicAsync(before);
        var other = Rooms.Word();
        await hub.TopicAsync(other);
        var at = await nadia.LogAsync(word, ("Topics", $"{before}, {other}"));
        Assert.Contains("1 item", (await nadia.GetAsync($"/topics/{topic}/change")).Text, StringComparison.Ordinal);
        var saved = await nadia.SubmitAsync($"/topics/{topic}/change", "form.form", ("Form.Title", after), ("Form.Synonyms", $"{before}, also"));
        Assert.Equal($"/topics/{topic}", saved.Location);
        var list = (await nadia.GetAsync($"/logs?topic={after}")).One("article.item").TextContent;
        Assert.Contains(after, list, StringComparison.Ordinal);
        Assert.Contains(other, list, StringComparison.Ordinal);
        Assert.DoesNotContain(before, list, StringComparison.Ordinal);
        Assert.Contains(after, (await nadia.GetAsync(at)).One("aside").TextContent, StringComparison.Ordinal);
        Assert.Equal([at[^26..]], await SearchAsync(after));
        Assert.Empty(await SearchAsync(before));
        // The old name is a synonym now and still finds the topic.
        Assert.Contains(word, (await nadia.GetAsync($"/logs?topic={before}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_move_is_true_at_once_in_every_list_and_count()
    {
        using var nadia = await LeaderAsync();
        string[] names = [Rooms.Word(), Rooms.Word(), Rooms.Word(), Rooms.Word()];
        var (from, to) = (await hub.TopicAsync(names[0]), await hub.TopicAsync(names[1]));
        var moved = await hub.TopicAsync(names[2], from);
        var leaf = await hub.TopicAsync(names[3], moved);
        var sibling = Rooms.Word();
        await hub.TopicAsync(sibling, from);
        var (one, both) = (Rooms.Word(), Rooms.Word());
        await nadia.LogAsync(one, ("Topics", names[3]));
        await nadia.LogAsync(both, ("Topics", $"{names[2]}, {sibling}"));
        Assert.Contains("2 items", (await nadia.GetAsync($"/topics/{moved}/move")).Text, StringComparison.Ordinal);
        Assert.Equal($"/topics/{moved}", (await nadia.SubmitAsync($"/topics/{moved}/move", "form.form", ("Parent", names[1]))).Location);

        // What also carries the sibling is still about the old parent; the rest is not.
        var old = await nadia.GetAsync($"/topics/{from}");
        Assert.Contains(both, old.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(one, old.Text, StringComparison.Ordinal);
        Assert.Equal("1", old.One(".tabs a .n").TextContent);
        var now = await nadia.GetAsync($"/topics/{to}");
        Assert.Contains(one, now.Text, StringComparison.Ordinal);
        Assert.Contains(both, now.Text, StringComparison.Ordinal);
        Assert.Equal("2", now.One(".tabs a .n").TextContent);
        Assert.Contains(names[1], (await nadia.GetAsync($"/topics/{leaf}")).One("nav.path").TextContent, StringComparison.Ordinal);

        // An entry that is changed afterwards leaves the counts right.
        await nadia.LogAsync(Rooms.Word(), ("Topics", names[3]));
        Assert.Equal("3", (await nadia.GetAsync($"/topics/{to}")).One(".tabs a .n").TextContent);
        Assert.Equal("1", (await nadia.GetAsync($"/topics/{from}")).One(".tabs a .n").TextContent);

        // To the top, where no parent counts it.
        await nadia.SubmitAsync($"/topics/{moved}/move", "form.form", ("Parent", ""));
        Assert.DoesNotContain(one, (await nadia.GetAsync($"/topics/{to}")).Text, StringComparison.Ordinal);
        Assert.Equal("3", (await nadia.GetAsync($"/topics/{moved}")).One(".tabs a .n").TextContent);
    }

    [Fact]
    public async Task A_topic_cannot_stand_below_itself()
    {
        using var nadia = await LeaderAsync();
        var lower = Rooms.Word();
        var above = await hub.TopicAsync(Rooms.Word());
        await hub.TopicAsync(lower, above);
        var page = await nadia.SubmitAsync($"/topics/{above}/move", "form.form", ("Parent", lower));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("below itself", page.One("#Parent-error").TextContent, StringComparison.Ordinal);
        Assert.Equal(lower, page.One("input[name=Parent]").GetAttribute("value"));
    }

    [Fact]
    public async Task Only_an_unused_topic_is_deleted()
    {
        using var nadia = await LeaderAsync();
        var (used, unused) = (Rooms.Word(), Rooms.Word());
        var (usedId, unusedId) = (await hub.TopicAsync(used), await hub.TopicAsync(unused));
        await nadia.LogAsync(Rooms.Word(), ("Topics", used));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await nadia.SubmitAsync($"/topics/{usedId}/change", "form[action*=Delete]")).Status);
        Assert.Equal("/topics", (await nadia.SubmitAsync($"/topics/{unusedId}/change", "form[action*=Delete]")).Location);
        Assert.Equal(HttpStatusCode.NotFound, (await nadia.GetAsync($"/topics/{unusedId}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await nadia.GetAsync($"/topics/{usedId}")).Status);
    }

    [Fact]
    public async Task A_topic_is_added_once_in_its_place()
    {
        using var nadia = await LeaderAsync();
        var (upper, name) = (Rooms.Word(), Rooms.Word());
        await hub.TopicAsync(upper);
        var added = await nadia.SubmitAsync("/topics/add", "form.form", ("Form.Title", name), ("Form.Description", "What it means."), ("Parent", upper));
        Assert.Contains("What it means.", (await nadia.GetAsync(added.Location!)).Text, StringComparison.Ordinal);
        var again = await nadia.SubmitAsync("/topics/add", "form.form", ("Form.Title", name.ToUpperInvariant()), ("Parent", upper));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        var empty = await nadia.SubmitAsync("/topics/add", "form.form", ("Form.Title", " "));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.Status);
    }

    [Fact]
    public async Task Members_pick_topics_but_do_not_tend_them()
    {
        var topic = await hub.TopicAsync(Rooms.Word());
        using var omar = await hub.AsAsync(Cast.Omar);
        Assert.Equal(HttpStatusCode.OK, (await omar.GetAsync($"/topics/{topic}")).Status);
        foreach (var address in new[] { "/topics/add", $"/topics/{topic}/change", $"/topics/{topic}/move" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await omar.GetAsync(address)).Status);
        }
    }

    [Fact]
    public async Task A_name_that_stands_twice_is_told_apart_by_its_path()
    {
        var (one, two, twice) = (Rooms.Word(), Rooms.Word(), Rooms.Word());
        var first = await hub.TopicAsync(twice, await hub.TopicAsync(one));
        await hub.TopicAsync(twice, await hub.TopicAsync(two));
        using var amina = await hub.AsAsync(Cast.Amina);
        var unclear = await amina.SubmitAsync("/log", "#log-composer", ("Markdown", "x"), ("Topics", twice));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unclear.Status);
        Assert.Contains($"{one} › {twice}", unclear.One("#Topics-error").TextContent, StringComparison.Ordinal);
        var at = await amina.LogAsync(Rooms.Word(), ("Topics", $"{one} › {twice}"));
        Assert.NotNull((await amina.GetAsync(at)).One($"aside a[href='/topics/{first}']"));
        Assert.Equal($"{one} › {twice}", (await amina.GetAsync(at + "/edit")).One("input[name=Topics]").GetAttribute("value"));
    }

    [Fact]
    public async Task A_name_with_commas_is_one_topic()
    {
        var (one, two) = (Rooms.Word(), Rooms.Word());
        await hub.TopicAsync($"{one}, {two} and more");
        await hub.TopicAsync(two);
        using var amina = await hub.AsAsync(Cast.Amina);
        var at = await amina.LogAsync(Rooms.Word(), ("Topics", $"{two}, {one}, {two} and more"));
        Assert.Equal(2, (await amina.GetAsync(at)).Document.QuerySelectorAll("aside .chips li").Length);
    }

    [Fact]
    public async Task Suggestions_come_as_options_and_as_json()
    {
        var word = Rooms.Word();
        await hub.TopicAsync($"{word} <b>bold</b>");
        using var amina = await hub.AsAsync(Cast.Amina);
        using var json = await amina.Http.GetAsync(new Uri($"/topics/suggest?q={word[..8]}", UriKind.Relative), TestContext.Current.CancellationToken);
        var found = JsonDocument.Parse(await json.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        Assert.Contains(found.EnumerateArray(), t => t.GetProperty("title").GetString() == $"{word} <b>bold</b>");
        using var asked = new HttpRequestMessage(HttpMethod.Get, $"/topics/suggest?Topics=other,%20{word}");
        asked.Headers.Add("HX-Request", "true");
        using var options = await amina.Http.SendAsync(asked, TestContext.Current.CancellationToken);
        var html = await options.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains($"value=\"other, {word} &lt;b&gt;", html, StringComparison.Ordinal);
    }

    private async Task<Browser> LeaderAsync()
    {
        await hub.CommunityAsync(Openness.Open, (Cast.Nadia, CommunityRole.Leader));
        return await hub.AsAsync(Cast.Nadia);
    }

    private Task<List<string>> SearchAsync(string word) => hub.InScopeAsync(async services =>
    {
        var (db, engine, me) = (services.GetRequiredService<HubDb>(), services.GetRequiredService<DatabaseEngine>(), services.GetRequiredService<CurrentMember>());
        await me.LoadAsync(Cast.IdOf(Cast.Nadia), null, TestContext.Current.CancellationToken);
        return await engine.Search(db, SearchQuery.Parse(word), me, 10).Select(h => h.ItemId).ToListAsync();
    });

    public sealed class OnSqlite(SqliteHub hub) : TendingTopics(hub);

    public sealed class OnPostgres(PostgresHub hub) : TendingTopics(hub);
}
