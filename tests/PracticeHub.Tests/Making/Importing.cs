using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Import;
using PracticeHub.Kernel.Taxonomies;
using PracticeHub.Tests.Infrastructure;
using PracticeHub.Tests.Making;

namespace PracticeHub.Tests;

public abstract class Importing(TestHub hub) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("import-").FullName;

    [Fact]
    public async Task Notes_become_work_logs_with_their_dates_and_folders()
    {
        var (word, folder) = (Rooms.Word(), Rooms.Word());
        Write($"{folder}/note.md", $"# The {word} note\n\nIts text.");
        Write($"{folder}/headless.md", "No heading.");
        Write("README.md", "# About");
        Write("dates.tsv", $"{folder}/note.md\t2016-02-14T13:33:18-06:00\n");
        var report = await RunAsync("notes", _folder);
        Assert.Equal((1, 0, 0), (report.Taken, report.Updated, report.Unchanged));
        Assert.Equal(["README.md", $"{folder}/headless.md"], report.Skipped.Select(s => s.Place));

        using var amina = await hub.AsAsync(Cast.Amina);
        var page = await amina.GetAsync($"/logs?topic={folder}");
        Assert.Equal($"The {word} note", page.One("article h2").TextContent.Trim());
        Assert.StartsWith("2016-02-14T19:33:18", page.One("article time").GetAttribute("datetime"), StringComparison.Ordinal);
        Assert.Contains("Amina Haddad", page.One("article").TextContent, StringComparison.Ordinal);
        Assert.Contains("Notes", (await amina.GetAsync(page.One("article h2 a").GetAttribute("href")!)).Document.QuerySelector("aside .chips a") is { } chip
            ? (await amina.GetAsync(chip.GetAttribute("href")!)).One("nav.path").TextContent : "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_run_doubles_nothing_and_takes_what_changed()
    {
        var (one, two) = (Rooms.Word(), Rooms.Word());
        Write("a/one.md", $"# {one}\n\nOld.");
        Write("a/two.md", $"# {two}\n\nSame.");
        await RunAsync("notes", _folder);
        Assert.Equal((0, 0, 2), await CountsAsync());
        Write("a/one.md", $"# {one}\n\nNew.");
        Assert.Equal((0, 1, 1), await CountsAsync());
        Assert.Equal((0, 0, 2), await CountsAsync());
        Assert.Equal(1, await hub.InDbAsync(db => db.Cards.CountAsync(c => c.Title == one)));
        Assert.Equal("New.", await hub.InDbAsync(db => db.Cards.Where(c => c.Title == one).Select(c => c.Summary).SingleAsync()));
    }

    [Fact]
    public async Task What_was_changed_or_taken_back_in_the_hub_stays_so()
    {
        var (one, two, mine) = (Rooms.Word(), Rooms.Word(), Rooms.Word());
        Write("a/one.md", $"# {one}\n\nText.");
        Write("a/two.md", $"# {two}\n\nText.");
        await RunAsync("notes", _folder);
        using var amina = await hub.AsAsync(Cast.Amina);
        var (first, second) = (await PathAsync(one), await PathAsync(two));
        await amina.SubmitAsync($"/{first}/edit", "form.form", ("Markdown", mine));
        await amina.SubmitAsync($"/{second}", "form[action*=TakeBack]");
        Write("a/two.md", $"# {two}\n\nText changed.");
        var report = await RunAsync("notes", _folder);
        Assert.Equal((0, 0, 1), (report.Taken, report.Updated, report.Unchanged));
        Assert.Contains("taken back", Assert.Single(report.Skipped).Reason, StringComparison.Ordinal);
        Assert.Contains(mine, (await amina.GetAsync($"/{first}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelled_half_way_it_leaves_nothing()
    {
        var word = Rooms.Word();
        for (var i = 0; i < 450; i++)
        {
            Write($"{word}/{i:D3}.md", $"# {word} {i}\n\nText.");
        }

        // Two hundred entries are written, though not committed, when it is cancelled.
        using var cancel = new CancellationTokenSource();
        var run = hub.InScopeAsync(services =>
        {
            var db = services.GetRequiredService<HubDb>();
            db.SavedChanges += (_, _) => cancel.Cancel();
            return services.GetRequiredService<ImportRunner>().RunAsync("notes", Request(_folder), TextWriter.Null, cancel.Token);
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Equal(0, await CountAsync(word));
        Assert.Equal(450, (await RunAsync("notes", _folder)).Taken);
        var tally = await hub.InDbAsync(db => db.Set<Tally>().Where(t => t.TermId == StableId.From($"topic:notes/{word}")).SumAsync(t => t.Items));
        Assert.Equal(450, tally);
    }

    [Fact]
    public async Task A_list_becomes_resources_below_the_topics_of_its_headings()
    {
        var (host, word) = (Rooms.Word(), Rooms.Word());
        var file = $"{word}.md";
        Write(file, $"""
            # List {word}
            ## Contents
            * [GUI](#gui)
            ## GUI {word}
            * [One](https://{host}.example/1) - First **[$]**
            * [Broken]https://{host}.example/x)
            * [Mail](mailto:a@b.example)
            ### Themes {word}
            * [Two](https://{host}.example/2) - Second
            * [One again](https://{host}.example/1/?utm_source=x)
            """);
        var report = await RunAsync("links", Path.Combine(_folder, file));
        Assert.Equal(2, report.Taken);
        Assert.Equal([$"{file}:6", $"{file}:7"], report.Skipped.Select(s => s.Place));
        Assert.Equal($"{file}:10", Assert.Single(report.Notes).Place);

        using var amina = await hub.AsAsync(Cast.Amina);
        var root = StableId.From($"topic:links/{file}");
        var page = await amina.GetAsync($"/resources?topic={root}&paid=true");
        Assert.Equal("One", page.One("article h2").TextContent.Trim());
        Assert.Contains($"Themes {word}", page.One("article").TextContent, StringComparison.Ordinal);
        Assert.Contains($"GUI {word}", page.One("article").TextContent, StringComparison.Ordinal);
        Assert.Equal(2, (await amina.GetAsync($"/resources?topic={root}")).Document.QuerySelectorAll("article.item").Length);

        var again = await RunAsync("links", Path.Combine(_folder, file));
        Assert.Equal((0, 0, 2), (again.Taken, again.Updated, again.Unchanged));
    }

    [Fact]
    public async Task What_is_in_the_hub_already_is_not_shared_again()
    {
        using var amina = await hub.AsAsync(Cast.Amina);
        var (host, word) = (Rooms.Word(), Rooms.Word());
        var at = await amina.ShareAsync($"https://{host}.example/a", word);
        Write($"{word}.md", $"# {word}\n* [Same](https://{host}.example/a/)");
        var report = await RunAsync("links", Path.Combine(_folder, $"{word}.md"));
        Assert.Equal(0, report.Taken);
        Assert.Contains(at, Assert.Single(report.Skipped).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("notes", "missing")]
    [InlineData("links", "missing.md")]
    [InlineData("nonsense", "")]
    public async Task What_cannot_be_read_is_refused_in_words(string what, string path) =>
        await Assert.ThrowsAsync<ImportException>(() => RunAsync(what, Path.Combine(_folder, path)));

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    private static ImportRequest Request(string path) => new(path, null, new(Cast.IdOf(Cast.Amina), Cast.Amina));

    private Task<ImportReport> RunAsync(string what, string path) => hub.InScopeAsync(services =>
        services.GetRequiredService<ImportRunner>().RunAsync(what, Request(path), TextWriter.Null, TestContext.Current.CancellationToken));

    private async Task<(int, int, int)> CountsAsync()
    {
        var report = await RunAsync("notes", _folder);
        return (report.Taken, report.Updated, report.Unchanged);
    }

    private Task<string> PathAsync(string title) => hub.InDbAsync(db => db.Cards.Where(c => c.Title == title).Select(c => c.Path).SingleAsync());

    private Task<int> CountAsync(string word) => hub.InDbAsync(async db =>
        await db.Cards.CountAsync(c => c.Title.StartsWith(word)) + await db.Set<Term>().CountAsync(t => t.Title == word)
        + await db.Versions.CountAsync(v => v.Document.Contains(word)));

    private void Write(string path, string text)
    {
        var file = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    public sealed class OnSqlite(SqliteHub hub) : Importing(hub);

    public sealed class OnPostgres(PostgresHub hub) : Importing(hub);
}
