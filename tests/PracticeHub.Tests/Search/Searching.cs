using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Search;
using PracticeHub.Kernel.Security;
using PracticeHub.Tests.Infrastructure;
using PracticeHub.Tests.Practices;

namespace PracticeHub.Tests.Search;

public abstract class Searching(TestHub hub)
{
    [Theory]
    [InlineData("hand", true)]
    [InlineData("HANDOVER", true)]
    [InlineData("\"open incident\"", true)]
    [InlineData("\"incident open\"", false)]
    [InlineData("handover -pager", true)]
    [InlineData("handover -incident", false)]
    [InlineData("cafe", true)]
    [InlineData("café", true)]
    [InlineData("Strasse", true)]
    [InlineData("überga", true)]
    [InlineData("فكرة", true)]
    [InlineData("知識共有", true)]
    [InlineData("識共", true)]
    [InlineData("有", true)]
    [InlineData("共知", false)]
    [InlineData("handover absentword", false)]
    public async Task Words_find_what_they_stand_in(string query, bool isFound)
    {
        var mark = PracticeScene.Unique("mark");
        await hub.LogAsync(Cast.Amina, "Title", $"{mark} Handover with an open incident at the Café in der Straße, Übergabe; الفكرةُ فكرة; 職場の知識共有");
        using var omar = await hub.AsAsync(Cast.Omar);
        var page = await omar.GetAsync($"/search?q={mark}%20{Uri.EscapeDataString(query)}");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal(isFound ? 1 : 0, page.Document.QuerySelectorAll("article.item").Length);
        Assert.Equal($"{mark} {query}", page.One("#q").GetAttribute("value"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" text")]
    [InlineData(" te")]
    [InlineData(" -absentword")]
    [InlineData(" \"old text\"")]
    public async Task A_text_is_found_however_many_came_after_it(string more)
    {
        await using var own = await hub.FreshAsync();
        var mark = PracticeScene.Unique("mark");
        foreach (var places in new[] { 1_000, 9_000, 90_000, 200_000 })
        {
            var log = await own.LogAsync(Cast.Amina, "Title", $"{mark} and an old text");
            await own.InDbAsync(db => db.Database.ExecuteSqlAsync($"UPDATE hub_search SET id = {places} WHERE item_id = {log.ItemId}", TestContext.Current.CancellationToken));
        }

        using var omar = await own.AsAsync(Cast.Omar);
        Assert.Equal(4, (await omar.GetAsync($"/search?q={mark}{Uri.EscapeDataString(more)}")).Document.QuerySelectorAll("article.item").Length);
        Assert.Empty((await omar.GetAsync($"/search?q={mark}%20absentword")).Document.QuerySelectorAll("article.item"));
    }

    [Theory]
    [InlineData("\"")]
    [InlineData("' OR 1=1 --")]
    [InlineData("NEAR(a b) AND NOT * ^ : title:x")]
    [InlineData("a:* & !b | (c <-> d)")]
    [InlineData("-")]
    [InlineData("-only -excluded")]
    [InlineData("😀 🏳️‍🌈")]
    [InlineData("\u202e\u0627\u0644 \u0000 x")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("{0} {1} %s")]
    public async Task No_query_breaks_the_search(string query)
    {
        using var omar = await hub.AsAsync(Cast.Omar);
        foreach (var place in new[] { "/search", "/search/suggest" })
        {
            var page = await omar.GetAsync($"{place}?q={Uri.EscapeDataString(query)}");
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.Null(page.Document.QuerySelector("main script"));
        }
    }

    [Fact]
    public async Task A_hub_without_content_is_searched_like_any_other()
    {
        await using var own = await hub.FreshAsync();
        await own.InDbAsync(db => db.SearchEntries.ExecuteDeleteAsync(TestContext.Current.CancellationToken));
        using var omar = await own.AsAsync(Cast.Omar);
        Assert.Equal(HttpStatusCode.OK, (await omar.GetAsync("/search?q=valve")).Status);
    }

    [Fact]
    public async Task A_very_long_query_gets_an_ordinary_answer()
    {
        using var omar = await hub.AsAsync(Cast.Omar);
        Assert.Equal(HttpStatusCode.OK, (await omar.GetAsync("/search?q=" + string.Join("+", Enumerable.Repeat("long", 1200)))).Status);
    }

    [Fact]
    public async Task What_one_may_not_see_is_neither_found_nor_counted()
    {
        var mark = PracticeScene.Unique("hidden");
        var secret = await hub.CommunityAsync("Secret", Openness.Private, (Cast.Amina, CommunityRole.Member));
        await hub.LogAsync(Cast.Amina, "Seen", mark);
        await hub.LogAsync(Cast.Amina, "Of the circle", mark, secret, Audience.Community);
        await hub.LogAsync(Cast.Amina, "Mine", mark, audience: Audience.Me);
        await hub.PracticeAsync(Cast.Amina, $"Draft {mark}", new() { What = mark }, publish: false);
        using var omar = await hub.AsAsync(Cast.Omar);
        var page = await omar.GetAsync($"/search?q={mark}");
        Assert.Equal("Seen", Assert.Single(page.Document.QuerySelectorAll("article.item h2")).TextContent);
        Assert.Contains("1 result", page.Text, StringComparison.Ordinal);
        Assert.Equal("1", page.One(".facets .n").TextContent);
        Assert.DoesNotContain("Secret", page.Text, StringComparison.Ordinal);
        using var amina = await hub.AsAsync(Cast.Amina);
        Assert.Contains("3 results", (await amina.GetAsync($"/search?q={mark}")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Of the circle", (await omar.GetAsync($"/search/suggest?q={mark}")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("buried")]
    [InlineData("title")]
    public async Task What_one_may_see_is_found_behind_any_number_of_things_that_one_may_not(string where)
    {
        const int moreThanAreRanked = 620;
        var (mark, seen) = (PracticeScene.Unique(where), PracticeScene.Unique("Seen "));
        await hub.LogAsync(Cast.Amina, where == "title" ? $"{seen} {mark}" : seen, mark);
        await hub.InScopeAsync(async services =>
        {
            var (store, writer) = (services.GetRequiredService<ContentStore>(), new Writer(Cast.IdOf(Cast.Amina), Cast.Amina));
            foreach (var number in Enumerable.Range(0, moreThanAreRanked))
            {
                var item = store.New("WorkLog", writer);
                item.DisplayText = where == "title" ? $"{mark} {number}" : $"{number}";
                item.Put(new TitlePart(item.DisplayText));
                item.Put(new MarkdownBodyPart(mark));
                item.Put(new SharingPart(null, Audience.Me));
                await store.PublishAsync(item, writer, TestContext.Current.CancellationToken);
            }

            await services.GetRequiredService<HubDb>().SaveChangesAsync(TestContext.Current.CancellationToken);
            return 0;
        });
        using var omar = await hub.AsAsync(Cast.Omar);
        Assert.StartsWith(seen, Assert.Single((await omar.GetAsync($"/search?q={mark}")).Document.QuerySelectorAll("article.item h2")).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Results_are_narrowed_by_type_community_and_topic_with_counts()
    {
        var (mark, topicTitle) = (PracticeScene.Unique("facet"), PracticeScene.Unique("Subject"));
        var topic = await hub.TopicAsync(topicTitle);
        var community = await hub.CommunityAsync("Facets", Openness.Open, (Cast.Amina, CommunityRole.Member));
        await hub.LogAsync(Cast.Amina, "A log", mark, community, Audience.Community, topic);
        await hub.LogAsync(Cast.Amina, "Another log", mark);
        await hub.PracticeAsync(Cast.Amina, "A practice", new() { What = mark }, community);
        using var omar = await hub.AsAsync(Cast.Omar);
        var page = await omar.GetAsync($"/search?q={mark}");
        Assert.Equal("1", page.One(".facets a[href*='type=Practice'] .n").TextContent);
        Assert.Equal("2", page.One($".facets a[href*='community={community}'] .n").TextContent);
        page = await omar.GetAsync(page.One($".facets a[href*='topic={topicTitle}']").GetAttribute("href")!);
        Assert.Equal("A log", Assert.Single(page.Document.QuerySelectorAll("article.item h2")).TextContent);
        Assert.NotNull(page.Document.QuerySelector(".facets a[aria-current=true]"));
        page = await omar.GetAsync($"/search?q={mark}&type=practice&topic={topicTitle}");
        Assert.Contains("with these filters", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_words_found_are_marked_and_everything_else_is_text()
    {
        var mark = PracticeScene.Unique("marked");
        await hub.LogAsync(Cast.Amina, "With code", $"`<b>bold</b>` then {mark} &amp; more");
        using var omar = await hub.AsAsync(Cast.Omar);
        var page = await omar.GetAsync($"/search?q={mark}");
        Assert.Equal(mark, page.One(".snippet mark").TextContent);
        Assert.Null(page.Document.QuerySelector(".snippet b"));
        Assert.Contains("<b>bold</b>", page.One(".snippet").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task People_are_found_by_name_by_members_only()
    {
        using var omar = await hub.AsAsync(Cast.Omar);
        Assert.Equal("Tomás Rivera", (await omar.GetAsync("/search?q=tomas")).One("a[href='/people/tomas']").TextContent);
        Assert.NotNull((await omar.GetAsync("/search?q=Rivera")).Document.QuerySelector("a[href='/people/tomas']"));
        using var visitor = hub.Visitor();
        Assert.Null((await visitor.GetAsync("/search?q=tomas")).Document.QuerySelector("a[href='/people/tomas']"));
    }

    [Fact]
    public async Task Nothing_found_helps_to_go_on_and_nothing_asked_shows_how()
    {
        using var omar = await hub.AsAsync(Cast.Omar);
        var page = await omar.GetAsync("/search?q=nothinglikethisanywhere");
        Assert.NotNull(page.Document.QuerySelector("a[href='/log']"));
        Assert.Contains("How to search", (await omar.GetAsync("/search")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_results_are_read_page_by_page()
    {
        var mark = PracticeScene.Unique("paged");
        for (var i = 0; i < 22; i++)
        {
            await hub.LogAsync(Cast.Amina, $"Log {i}", mark);
        }

        using var omar = await hub.AsAsync(Cast.Omar);
        var first = await omar.GetAsync($"/search?q={mark}");
        var second = await omar.GetAsync(first.One("a[rel=next]").GetAttribute("href")!);
        Assert.Equal(22, first.Document.QuerySelectorAll("article.item").Concat(second.Document.QuerySelectorAll("article.item")).Select(a => a.Id).Distinct().Count());
        Assert.Equal(HttpStatusCode.OK, (await omar.GetAsync($"/search?q={mark}&page=-5")).Status);
        Assert.Equal(HttpStatusCode.OK, (await omar.GetAsync($"/search?q={mark}&page=2147483647")).Status);
    }

    [Fact]
    public async Task What_is_saved_is_found_at_once_and_what_is_taken_back_is_not()
    {
        var (before, after) = (PracticeScene.Unique("before"), PracticeScene.Unique("after"));
        var practice = await hub.PracticeAsync(Cast.Amina, PracticeScene.Unique("Fresh "), new() { What = before });
        using var amina = await hub.AsAsync(Cast.Amina);
        await amina.SubmitAsync($"/{practice.Path}/edit", "main form[data-draft]", ("Form.What", after), ("publish", "yes"));
        Assert.Empty((await amina.GetAsync($"/search?q={before}")).Document.QuerySelectorAll("article.item"));
        Assert.Single((await amina.GetAsync($"/search?q={after}")).Document.QuerySelectorAll("article.item"));
    }

    public sealed class OnSqlite(SqliteHub hub) : Searching(hub);

    public sealed class OnPostgres(PostgresHub hub) : Searching(hub);
}
