using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Import;
using PracticeHub.Kernel.Security;
using PracticeHub.Practices.Features.Practices;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests.Practices;

public abstract class ImportingPractices(TestHub hub) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("practices-").FullName;

    [Fact]
    public async Task Files_become_practices_with_their_topics_links_and_dates()
    {
        var topic = PracticeScene.Unique("standards");
        Write($"{topic}/reviews.html.md.erb", """
            ---
            title: Ask for reviews
            last_reviewed_on: 2020-01-15
            review_in: 9 months
            ---
            # <%= current_page.data.title %>

            Reviews let others [log](logging.html#levels) what they think, in <%= Time.current.year %>.

            ## How

            <%= warning_text('Do not hurry.') %>

            See [nothing](/elsewhere/gone.html) and [the web](https://example.org).
            <%= partial 'partials/picture' %>
            """);
        Write($"{topic}/logging.html.md.erb", $"---\ntitle: \"Log well\"\nlast_reviewed_on: {hub.Clock.GetUtcNow():yyyy-MM-dd}\nreview_in: 12 months\n---\nRead [this]({"/" + topic}/reviews.html) and [that][ref].\n\n[ref]: reviews.html\n");
        var report = await ImportAsync();
        Assert.Equal(2, report.Taken);
        Assert.Contains(report.Notes, n => n.Place == $"{topic}/reviews.html.md.erb:14" && n.Reason.Contains("/elsewhere/gone.html", StringComparison.Ordinal));
        Assert.Contains(report.Notes, n => n.Place == $"{topic}/reviews.html.md.erb:15" && n.Reason.Contains("picture", StringComparison.Ordinal));

        var reviews = await PracticeNamedAsync("Ask for reviews");
        var logging = await PracticeNamedAsync("Log well");
        Assert.True(reviews.VerifiedUntilUtc < hub.Clock.GetUtcNow());
        Assert.True(logging.VerifiedUntilUtc > hub.Clock.GetUtcNow());
        Assert.Equal(PromotionLevel.None, reviews.Promotion);
        using var omar = await hub.AsAsync(Cast.Omar);
        var page = await omar.GetAsync($"/{reviews.Path}");
        Assert.NotNull(page.Document.QuerySelector($".prose a[href='/{logging.Path}#levels']"));
        Assert.Null(page.Document.QuerySelector(".prose a[href*='gone']"));
        Assert.Equal("Do not hurry.", page.One(".prose blockquote").TextContent.Trim());
        Assert.DoesNotContain("<%", page.Text, StringComparison.Ordinal);
        Assert.Contains("Due for verification since", page.Text, StringComparison.Ordinal);
        Assert.StartsWith("Reviews let others log what they think", reviews.Summary, StringComparison.Ordinal);
        Assert.Equal(2, (await omar.GetAsync($"/{logging.Path}")).Document.QuerySelectorAll($".prose a[href='/{reviews.Path}']").Length);
        Assert.Equal(topic, reviews.Topics, ignoreCase: true);
    }

    [Fact]
    public async Task A_second_run_doubles_nothing_and_keeps_what_the_hub_changed()
    {
        Write("one.md", "---\ntitle: First\n---\nText one.");
        Write("two.md", "Text without a head.");
        Assert.Equal(2, (await ImportAsync()).Taken);
        Write("two.md", "Text that changed.");
        Write("three.md", "New text.");
        var report = await ImportAsync();
        Assert.Equal((1, 1, 1), (report.Taken, report.Updated, report.Unchanged));
        report = await ImportAsync();
        Assert.Equal((0, 0, 3), (report.Taken, report.Updated, report.Unchanged));
    }

    [Theory]
    [InlineData("---\ntitle: Endless\nText", "bad.md:1")]
    [InlineData("---\ntitle: Bad date\nlast_reviewed_on: yesterday\n---\nText", "bad.md:3")]
    [InlineData("---\ntitle: Bad interval\nlast_reviewed_on: 2024-01-01\nreview_in: soon\n---\nText", "bad.md:4")]
    public async Task A_broken_file_is_named_with_its_line_and_nothing_is_changed(string broken, string place)
    {
        var title = PracticeScene.Unique("Untouched ");
        Write("a-good.md", $"---\ntitle: {title}\n---\nText.");
        Write("bad.md", broken);
        var wrong = await Assert.ThrowsAsync<ImportException>(ImportAsync);
        Assert.Contains(place, wrong.Message, StringComparison.Ordinal);
        Assert.Equal(0, await hub.InDbAsync(db => db.Cards.CountAsync(c => c.Title == title)));
    }

    [Fact]
    public async Task What_is_no_practice_is_left_out_and_named()
    {
        Write("picture.png", "not text");
        Write("empty.md", "---\ntitle: Nothing\n---\n");
        Write("hostile.md", "<script>alert(1)</script>\n\nWords [x](javascript:alert(2)).");
        var report = await ImportAsync();
        Assert.Equal(["empty.md", "picture.png"], report.Skipped.Select(s => s.Place).Order(StringComparer.Ordinal));
        var card = await PracticeNamedAsync("hostile");
        using var omar = await hub.AsAsync(Cast.Omar);
        var page = await omar.GetAsync($"/{card.Path}");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Null(page.Document.QuerySelector("main script, main a[href^='javascript']"));
    }

    [Fact]
    public async Task Names_that_are_taken_get_another_address_and_links_follow()
    {
        var name = PracticeScene.Unique("same");
        Write($"a/{name}.md", "First text.");
        Write($"b/{name}.md", $"See [the other](../a/{name}.md).");
        await ImportAsync();
        var cards = await hub.InDbAsync(db => db.Cards.Where(c => c.Title == name).OrderBy(c => c.ItemId).ToListAsync());
        Assert.Equal(2, cards.Select(c => c.Path).Distinct().Count());
        var (first, second) = (cards.Single(c => c.Summary.StartsWith("First", StringComparison.Ordinal)), cards.Single(c => c.Summary.StartsWith("See", StringComparison.Ordinal)));
        using var omar = await hub.AsAsync(Cast.Omar);
        Assert.NotNull((await omar.GetAsync($"/{second.Path}")).Document.QuerySelector($".prose a[href='/{first.Path}']"));
    }

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    private void Write(string name, string text)
    {
        var file = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    private Task<ImportReport> ImportAsync() => hub.InScopeAsync(services => services.GetRequiredService<ImportRunner>()
        .RunAsync("practices", new ImportRequest(_folder, null, new Writer(Cast.IdOf(Cast.Maren), Cast.Maren)), TextWriter.Null, TestContext.Current.CancellationToken));

    private Task<Card> PracticeNamedAsync(string title) =>
        hub.InDbAsync(db => db.Cards.Where(c => c.Kind == PracticePart.ContentType && c.Title == title).OrderByDescending(c => c.ModifiedUtc).ThenByDescending(c => c.ItemId).FirstAsync());

    public sealed class OnSqlite(SqliteHub hub) : ImportingPractices(hub);

    public sealed class OnPostgres(PostgresHub hub) : ImportingPractices(hub);
}
