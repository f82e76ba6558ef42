using System.Globalization;
using System.Net;
using PracticeHub.Tests.Infrastructure;
using PracticeHub.Tests.Making;

namespace PracticeHub.Tests;

public abstract class ReadingLogs(TestHub hub)
{
    [Fact]
    public async Task The_timeline_filters_by_person_and_topic()
    {
        var (topic, other) = (Rooms.Word(), Rooms.Word());
        await hub.TopicAsync(topic);
        await hub.TopicAsync(other);
        using var amina = await hub.AsAsync(Cast.Amina);
        using var tomas = await hub.AsAsync(Cast.Tomas);
        var (hers, his, elsewhere) = (Rooms.Word(), Rooms.Word(), Rooms.Word());
        await amina.LogAsync(hers, ("Topics", topic));
        await tomas.LogAsync(his, ("Topics", topic.ToUpperInvariant()));
        await amina.LogAsync(elsewhere, ("Topics", other));
        var about = await tomas.GetAsync($"/logs?topic={topic}");
        Assert.Contains(hers, about.Text, StringComparison.Ordinal);
        Assert.Contains(his, about.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(elsewhere, about.Text, StringComparison.Ordinal);
        var both = await tomas.GetAsync($"/logs?topic={topic}&person={Cast.Amina}");
        Assert.Contains(hers, both.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(his, both.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_topic_is_paged_by_key_and_every_entry_is_on_one_page()
    {
        var topic = Rooms.Word();
        await hub.TopicAsync(topic);
        using var amina = await hub.AsAsync(Cast.Amina);
        var logged = new List<string>();
        for (var i = 0; i < 23; i++)
        {
            logged.Add(Rooms.Word());
            await amina.LogAsync(logged[^1], ("Topics", topic));
        }

        var first = await amina.GetAsync($"/logs?topic={topic}");
        var second = await amina.GetAsync(first.One("a[rel=next]").GetAttribute("href")!);
        Assert.All(logged, word => Assert.True(first.Text.Contains(word, StringComparison.Ordinal) ^ second.Text.Contains(word, StringComparison.Ordinal)));
        Assert.Empty(second.Document.QuerySelectorAll("a[rel=next]"));
    }

    [Fact]
    public async Task A_week_shows_its_own_entries_by_day()
    {
        using var amina = await hub.AsAsync(Cast.Amina);
        var word = Rooms.Word();
        await amina.LogAsync(word, ("Audience", "Me"));
        var now = hub.Clock.GetUtcNow().UtcDateTime;
        var week = $"{ISOWeek.GetYear(now)}-W{ISOWeek.GetWeekOfYear(now):D2}";
        var page = await amina.GetAsync($"/logs?week={week}&audience=Me");
        Assert.Contains(word, page.Text, StringComparison.Ordinal);
        Assert.NotEmpty(page.Document.QuerySelectorAll("main h2"));
        var before = await amina.GetAsync(page.One("a[rel=prev]").GetAttribute("href")!);
        Assert.DoesNotContain(word, before.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await amina.GetAsync("/logs?week=2026-W60")).Status);
    }

    [Fact]
    public async Task What_fits_nothing_is_an_empty_list_not_an_error()
    {
        using var amina = await hub.AsAsync(Cast.Amina);
        foreach (var query in new[] { "person=nobody", "topic=no-such-topic", "community=none", "after=%00", "audience=Nonsense", "topic=" + new string('x', 2000) })
        {
            Assert.Equal(HttpStatusCode.OK, (await amina.GetAsync("/logs?" + query)).Status);
        }
    }

    public sealed class OnSqlite(SqliteHub hub) : ReadingLogs(hub);

    public sealed class OnPostgres(PostgresHub hub) : ReadingLogs(hub);
}
