using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Media.Features.Library;
using PracticeHub.Tests.Content;
using PracticeHub.Tests.Infrastructure;
using PracticeHub.Tests.Recipes;

namespace PracticeHub.Tests.Media;

/// <summary>How whoever writes an item puts files into it.</summary>
public abstract class ChoosingFiles(TestHub hub)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_field_takes_files_that_are_the_writers_to_give_and_what_one_sees_in_them()
    {
        await using var own = await hub.FreshAsync();
        await own.RunAsync(Sites.Everything);
        using var amina = await own.AsAsync(Cast.Amina);
        using var omar = await own.AsAsync(Cast.Omar);
        var (told, untold) = (await amina.UploadedAsync("told.png", Sending.Picture(300, 3), "Two fields"), await amina.UploadedAsync("untold.png", Sending.Picture(3, 3)));
        var secret = await omar.UploadedAsync("secret.png", Sending.Picture(3, 3), "Omar’s");
        var form = await amina.GetAsync("/content/write/Story");
        Assert.Equal("Story.Pictures", form.One("media-picker").GetAttribute("for"));

        var refused = await WriteAsync(amina, form, $"{told}\n{untold}\n{secret} | Mine now\nnowhere.png");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        var words = refused.One("[id='Story.Pictures-error']").TextContent;
        Assert.Equal(
            [$"say behind a bar what one sees in {untold}.", $"there is no file at {secret}.", "there is no file at nowhere.png."],
            words.Split("The pictures: ", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

        var done = await WriteAsync(amina, refused, $"/media/{Uri.EscapeDataString(untold).Replace("%2F", "/", StringComparison.Ordinal)} | Own words\n{told}");
        Assert.Equal(HttpStatusCode.Found, done.Status);
        var field = (await own.PublishedAsync(done.Location!.Split('/')[^1]))!.Document["Story"]!["Pictures"]!;
        Assert.True(JsonNode.DeepEquals(new JsonArray(untold, told), field["Paths"]) && JsonNode.DeepEquals(new JsonArray("Own words", "Two fields"), field["MediaTexts"]), field.ToString());
        var shown = (await omar.GetAsync(done.Location)).Document.QuerySelectorAll(".prose img");
        Assert.Equal([null, "/media/" + told + "?width=160 160w, /media/" + told + " 300w"], shown.Select(i => i.GetAttribute("srcset") is { } set && set.Contains(',', StringComparison.Ordinal) ? set : null));
        Assert.Equal(HttpStatusCode.OK, await omar.StatusAsync("/media/" + told));
    }

    [Fact]
    public async Task The_dialog_shows_what_is_ones_own_to_choose()
    {
        await using var own = await hub.FreshAsync();
        using var amina = await own.AsAsync(Cast.Amina);
        using var omar = await own.AsAsync(Cast.Omar);
        using var maren = await own.AsAsync(Cast.Maren);
        var room = "_members/" + Cast.IdOf(Cast.Amina);
        await amina.UploadedAsync("one.png", Sending.Picture(3, 3), "A quay at dawn");
        await amina.UploadedAsync("two.png", Sending.Picture(3, 3), "A desk", room + "/desks");
        var all = await amina.GetAsync("/media/choose");
        Assert.Equal((room + "/one.png", "A quay at dawn"), (all.One("button[data-path]").GetAttribute("data-path"), all.One("button[data-path]").GetAttribute("data-alt")));
        Assert.Equal("desks", all.One(".media-folder a").TextContent);
        Assert.Equal(room + "/desks/two.png", (await amina.GetAsync("/media/choose?q=DESK")).One("button[data-path]").GetAttribute("data-path"));
        Assert.Empty((await omar.GetAsync("/media/choose?q=desk")).Document.QuerySelectorAll("button[data-path]"));
        Assert.Equal(HttpStatusCode.NotFound, await omar.StatusAsync("/media/choose?folder=" + room));
        // Whoever looks after all files sees whose they are.
        Assert.Equal("Amina Haddad", (await maren.GetAsync("/media?folder=_members")).One(".media-folder a").TextContent);
        Assert.Equal("Amina Haddad", (await maren.GetAsync($"/media?folder={room}")).One("h1").TextContent);
    }

    [Fact]
    public async Task A_long_list_is_read_page_by_page_and_nothing_is_left_out()
    {
        await using var own = await hub.FreshAsync();
        await own.InDbAsync(async db =>
        {
            db.AddRange(Enumerable.Range(0, 60).Select(i => new MediaFolder { Path = $"f{i:00}", Parent = "" }));
            db.AddRange(Enumerable.Range(0, 100).Select(i => new MediaFile { Path = $"n{i:00}.pdf", Folder = "", ContentId = Kernel.Ids.New(own.Clock.GetUtcNow()), Hash = "x", Size = 1, ContentType = "application/pdf", OwnerId = Cast.IdOf(Cast.Maren), AtUtc = own.Clock.GetUtcNow() }));
            return await db.SaveChangesAsync(Ct);
        });
        using var maren = await own.AsAsync(Cast.Maren);
        var seen = new List<string>();
        for (var at = "/media"; at is not null;)
        {
            var page = await maren.GetAsync(at);
            seen.AddRange(page.Document.QuerySelectorAll(".media-folder a, .media-name").Select(e => e.TextContent));
            at = page.Document.QuerySelector(".pager a")?.GetAttribute("href");
        }

        Assert.Equal(Enumerable.Range(0, 60).Select(i => $"f{i:00}").Concat(Enumerable.Range(0, 100).Select(i => $"n{i:00}.pdf")), seen);
    }

    private static Task<PageSeen> WriteAsync(Browser browser, PageSeen form, string files) => browser.SubmitAsync(
        form, "form.form", ("TitlePart.Title", "With pictures"), ("Story.Summary.Text", "Short"), ("Story.Pictures.Shown", files), ("action", "publish"));

    public sealed class OnSqlite(SqliteHub hub) : ChoosingFiles(hub);

    public sealed class OnPostgres(PostgresHub hub) : ChoosingFiles(hub);
}
