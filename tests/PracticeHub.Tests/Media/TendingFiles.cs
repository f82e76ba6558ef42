using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PracticeHub.Media.Features.Library;
using PracticeHub.Media.Features.Storage;
using PracticeHub.Tests.Infrastructure;
using PracticeHub.Tests.Recipes;

namespace PracticeHub.Tests.Media;

/// <summary>What becomes of files once they are there: used, moved, replaced, deleted; in the database and on disk alike.</summary>
public abstract class TendingFiles(TestHub hub)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_used_names_who_uses_it_and_is_neither_moved_nor_deleted()
    {
        using var amina = await hub.AsAsync(Cast.Amina);
        using var maren = await hub.AsAsync(Cast.Maren);
        var path = await amina.UploadedAsync("used.png", Sending.Picture(3, 3), "Two fields");
        await LogAsync(amina, "Seen by all", path, "Everyone");
        await LogAsync(amina, "Seen by Amina", path, "Me");
        var page = await maren.GetAsync(Sending.Page(path));
        Assert.Equal(2, page.Document.QuerySelectorAll("aside a[href^='/logs/']").Length);

        var refused = await maren.SubmitAsync(page, "form[action*=Delete]");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("Something shows this file", refused.Text, StringComparison.Ordinal);
        var stays = await maren.SubmitAsync(Change(path), "form.form:not(.card)", ("Name", "moved.png"), ("Folder", "elsewhere"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, stays.Status);
        Assert.Contains("Something shows this file", stays.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await amina.StatusAsync("/media/" + path));
    }

    [Fact]
    public async Task A_use_that_one_may_not_see_is_counted_and_not_named()
    {
        await using var own = await hub.FreshAsync();
        using var amina = await own.AsAsync(Cast.Amina);
        using var omar = await own.AsAsync(Cast.Omar);
        var path = await amina.UploadedAsync("shared.png", Sending.Picture(3, 3), "Two fields");
        await LogAsync(amina, "Shown to all", path, "Everyone");
        await LogAsync(omar, "Omar’s own secret", path, "Me");
        var uses = (await amina.GetAsync(Sending.Page(path))).One("aside").TextContent;
        Assert.Contains("Shown to all", uses, StringComparison.Ordinal);
        Assert.Contains("One place that you do not see", uses, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", uses, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_nobody_uses_is_moved_and_renamed_within_what_is_ones_own()
    {
        using var amina = await hub.AsAsync(Cast.Amina);
        var path = await amina.UploadedAsync("moving.png", Sending.Picture(3, 3), "Two fields");
        var room = MediaPath.FolderOf(path);
        var moved = await amina.SubmitAsync(Change(path), "form.form:not(.card)", ("Name", "has moved"), ("Folder", "trips"));
        Assert.Contains("The ending of the name", moved.Text, StringComparison.Ordinal);
        foreach (var folder in new[] { "../" + Cast.IdOf(Cast.Omar), "..", "a\\..\\..", "what?" })
        {
            Assert.Contains("This folder is not yours", (await amina.SubmitAsync(Change(path), "form.form:not(.card)", ("Name", "x.png"), ("Folder", folder))).Text, StringComparison.Ordinal);
        }

        moved = await amina.SubmitAsync(Change(path), "form.form:not(.card)", ("Name", "has moved.PNG"), ("Folder", "/trips/"));
        Assert.Equal(Sending.Page($"{room}/trips/has moved.png"), moved.Location);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), (await amina.StatusAsync("/media/" + path), await amina.StatusAsync($"/media/{room}/trips/has moved.png")));
        Assert.Equal("trips", (await amina.GetAsync("/media")).One(".media-folder a[href*=trips]").TextContent);
        await amina.UploadedAsync("moving.png", Sending.Picture(4, 4), folder: room + "/trips");
        var taken = await amina.SubmitAsync(Change($"{room}/trips/moving.png"), "form.form:not(.card)", ("Name", "has moved.png"));
        Assert.Contains("There is something with this name already.", taken.Text, StringComparison.Ordinal);

        var renamed = await amina.SubmitAsync($"/media/folder?path={Uri.EscapeDataString(room + "/trips")}", "form.form", ("Name", "journeys"));
        Assert.Equal(HttpStatusCode.Found, renamed.Status);
        Assert.Equal(HttpStatusCode.OK, await amina.StatusAsync($"/media/{room}/journeys/has moved.png"));
        Assert.Equal(2, (await amina.GetAsync(renamed.Location!)).Document.QuerySelectorAll(".media li").Length);
    }

    [Fact]
    public async Task A_folder_is_made_and_deleted_when_nothing_is_in_it()
    {
        using var maren = await hub.AsAsync(Cast.Maren);
        var nameless = await maren.SubmitAsync("/media", "form[action*=New]", ("Name", " "));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, nameless.Status);
        Assert.Contains("Give the folder a name.", nameless.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Found, (await maren.SubmitAsync(nameless, "form.form", ("Name", "Plans? of <b>2027</b>"))).Status);
        await maren.SubmitAsync("/media", "form[action*=New]", ("Name", "Plans"));
        Assert.Contains("There is something with this name already.", (await maren.SubmitAsync("/media", "form[action*=New]", ("Name", "Plans"))).Text, StringComparison.Ordinal);
        var path = await maren.UploadedAsync("plan.png", Sending.Picture(3, 3), "Two fields", "Plans");
        var full = await maren.SubmitAsync("/media/folder?path=Plans", "form[action*=Delete]");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, full.Status);
        Assert.Contains("The folder is not empty.", full.Text, StringComparison.Ordinal);
        Assert.Equal("/media?folder=Plans", (await maren.SubmitAsync(Sending.Page(path), "form[action*=Delete]")).Location);
        Assert.Equal(HttpStatusCode.NotFound, await maren.StatusAsync("/media/" + path));
        Assert.Equal("/media?folder=", (await maren.SubmitAsync("/media/folder?path=Plans", "form[action*=Delete]")).Location);
        Assert.Equal(HttpStatusCode.NotFound, await maren.StatusAsync("/media?folder=Plans"));
        foreach (var fixedOne in new[] { "", "_members", "_members/" + Cast.IdOf(Cast.Amina), "nothing" })
        {
            Assert.Equal(HttpStatusCode.NotFound, await maren.StatusAsync("/media/folder?path=" + fixedOne));
        }
    }

    [Fact]
    public async Task A_new_version_of_the_same_kind_is_shown_wherever_the_file_is()
    {
        using var amina = await hub.AsAsync(Cast.Amina);
        var path = await amina.UploadedAsync("version.png", Sending.Picture(3, 3), "Two fields");
        var log = await LogAsync(amina, "Uses it", path, "Everyone");
        using var omar = await hub.AsAsync(Cast.Omar);
        var secret = await amina.UploadedAsync("secret.png", Sending.Picture(3, 3), "Two fields");
        await LogAsync(omar, "Would like it", secret, "Everyone");
        var other = await amina.SendFilesAsync(Change(path) + "&handler=Replace", "Version", ("x.png", "%PDF-1.7"u8.ToArray()));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.Status);
        Assert.Contains("This is a file of another kind.", other.Text, StringComparison.Ordinal);
        Assert.Contains("Choose a file.", (await amina.SendFilesAsync(Change(path) + "&handler=Replace", "Version")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Found, (await amina.SendFilesAsync(Change(path) + "&handler=Replace", "Version", ("x.png", Sending.Picture(7, 5)))).Status);
        var page = await amina.GetAsync(Sending.Page(path));
        Assert.Contains("7 × 5", page.One("aside").TextContent, StringComparison.Ordinal);
        Assert.Equal("Two fields", page.One(".media-preview img").GetAttribute("alt"));
        Assert.Equal("7", (await amina.GetAsync(log)).One(".prose img").GetAttribute("width"));

        // That its owner replaces it gives a file to nobody who only named it.
        Assert.Equal(HttpStatusCode.Found, (await amina.SendFilesAsync(Change(secret) + "&handler=Replace", "Version", ("x.png", Sending.Picture(7, 5)))).Status);
        Assert.Equal(HttpStatusCode.NotFound, await omar.StatusAsync("/media/" + secret));
    }

    [Theory]
    [InlineData("Database", "Disk")]
    [InlineData("Disk", "Database")]
    public async Task Wherever_files_are_kept_they_behave_alike_and_stay_when_another_place_is_chosen(string store, string later)
    {
        await using var own = await hub.FreshAsync(settings: ("Hub:Media:Store", store));
        using var amina = await own.AsAsync(Cast.Amina);
        var content = "%PDF-"u8.ToArray().Concat(Enumerable.Range(0, 700_000).Select(i => (byte)(i % 251))).ToArray();
        var path = await amina.UploadedAsync("long.pdf", content);
        Assert.Equal(content, await BytesAsync(amina, path));
        using var part = new HttpRequestMessage(HttpMethod.Get, "/media/" + path) { Headers = { Range = new(262_140, 262_149) } };
        using var answer = await amina.Http.SendAsync(part, Ct);
        Assert.Equal((HttpStatusCode.PartialContent, 10), (answer.StatusCode, (await answer.Content.ReadAsByteArrayAsync(Ct)).Length));
        Assert.Equal(content[262_140..262_150], await answer.Content.ReadAsByteArrayAsync(Ct));
        Assert.Equal((store == "Disk" ? 1 : 0, store == "Disk" ? 0 : 3), (FilesOf(own).Length, await ChunksAsync(own)));

        own.Settings["Hub:Media:Store"] = later;
        await own.RestartAsync();
        using var again = await own.AsAsync(Cast.Amina);
        Assert.Equal(content, await BytesAsync(again, path));
        content[^1]++;
        Assert.Equal(HttpStatusCode.Found, (await again.SendFilesAsync(Change(path) + "&handler=Replace", "Version", ("x.pdf", content))).Status);
        Assert.Equal(content, await BytesAsync(again, path));
        Assert.Equal((later == "Disk" ? 1 : 0, later == "Disk" ? 0 : 3), (FilesOf(own).Length, await ChunksAsync(own)));
        Assert.Equal(HttpStatusCode.Found, (await again.SubmitAsync(Sending.Page(path), "form[action*=Delete]")).Status);
        Assert.Equal((0, 0), (FilesOf(own).Length, await ChunksAsync(own)));
    }

    /// <summary>Whichever step of the upload fails, the file is whole afterwards or not there.</summary>
    [Theory]
    [InlineData("Database")]
    [InlineData("Disk")]
    public async Task A_file_is_never_half_there(string store)
    {
        await using var own = await hub.FreshAsync(settings: ("Hub:Media:Store", store));
        using var amina = await own.AsAsync(Cast.Amina);
        var (content, token) = (new byte[600_000], await amina.TokenAsync());
        "%PDF-"u8.CopyTo(content);
        var hasCrashed = true;
        for (var step = 1; hasCrashed; step++)
        {
            using var form = new MultipartFormDataContent { { new ByteArrayContent(content), "file", "a.pdf" } };
            using var request = new HttpRequestMessage(HttpMethod.Post, "/media/upload") { Content = form, Headers = { { "RequestVerificationToken", token } } };
            own.Faults.Set(step, isForGood: false);
            using var answer = await amina.Http.SendAsync(request, Ct);
            hasCrashed = own.Faults.HasCrashed;
            own.Faults.Set(0, isForGood: false);
            var files = await own.InDbAsync(db => db.Set<MediaFile>().ToListAsync(Ct));
            foreach (var file in files)
            {
                Assert.Equal(content, await BytesAsync(amina, file.Path));
            }

            // What lies on disk without a row is cleared away later; whether a commit that failed was one, nobody knows at once.
            Assert.Equal(store == "Disk" ? 0 : files.Count * 3, await ChunksAsync(own));
        }

        Assert.NotEmpty(await own.InDbAsync(db => db.Set<MediaFile>().ToListAsync(Ct)));
    }

    [Fact]
    public async Task What_a_crash_left_on_disk_is_cleared_away_a_day_later()
    {
        await using var own = await hub.FreshAsync(settings: ("Hub:Media:Store", "Disk"));
        using var amina = await own.AsAsync(Cast.Amina);
        var path = await amina.UploadedAsync("stays.png", Sending.Picture(3, 3));
        var (left, half) = (Left(own, Kernel.Ids.New(own.Clock.GetUtcNow())), Left(own, Kernel.Ids.New(own.Clock.GetUtcNow()) + ".part"));
        foreach (var file in FilesOf(own))
        {
            File.SetLastWriteTimeUtc(file, own.Clock.GetUtcNow().UtcDateTime.AddDays(-2));
        }

        await own.Services.GetServices<IHostedService>().OfType<MediaSweep>().Single().SweepAsync(Ct);
        Assert.False(File.Exists(left) || File.Exists(half));
        Assert.Equal(HttpStatusCode.OK, await amina.StatusAsync("/media/" + path));
    }

    [Fact]
    public async Task A_hub_taken_along_keeps_what_one_sees_in_its_pictures()
    {
        await using var first = await hub.FreshAsync();
        await using var second = await hub.FreshAsync(settings: ("Hub:Media:Store", "Disk"));
        using var maren = await first.AsAsync(Cast.Maren);
        var path = await maren.UploadedAsync("along.png", Sending.Picture(300, 30), "Two fields", "trips/2026");
        var (recipe, zip) = await first.ExportAsync();
        using var package = Kernel.Recipes.RecipePackage.Read(new MemoryStream(zip), "site.zip");
        await second.RunAsync(package.Recipe);
        using var again = await second.AsAsync(Cast.Maren);
        Assert.Equal("Two fields", (await again.GetAsync(Sending.Page(path))).One(".media-preview img").GetAttribute("alt"));
        Assert.Equal("2026", (await again.GetAsync("/media?folder=trips")).One(".media-folder a").TextContent);
        Assert.True(JsonNode.DeepEquals(recipe.StepOf("media"), (await second.ExportAsync()).Item1.StepOf("media")));
    }

    private static async Task<string> LogAsync(Browser browser, string text, string path, string audience)
    {
        var log = await browser.SubmitAsync("/log", "#log-composer", ("Markdown", $"{text}\n\n![x](/media/{path})"), ("Audience", audience));
        Assert.Equal(HttpStatusCode.Found, log.Status);
        return log.Location!;
    }

    private static string Change(string path) => "/media/change?path=" + Uri.EscapeDataString(path);

    /// <summary>Puts a file where its id says.</summary>
    private static string Left(TestHub own, string name)
    {
        var place = Path.Combine(own.Folder, "media", name[(Kernel.Ids.Length - 2)..Kernel.Ids.Length]);
        Directory.CreateDirectory(place);
        File.WriteAllText(Path.Combine(place, name), "left");
        return Path.Combine(place, name);
    }

    private static string[] FilesOf(TestHub own) => !Directory.Exists(Path.Combine(own.Folder, "media")) ? []
        : [.. Directory.EnumerateDirectories(Path.Combine(own.Folder, "media"), "??").SelectMany(Directory.EnumerateFiles)];

    private static Task<int> ChunksAsync(TestHub own) => own.InDbAsync(db => db.Set<MediaChunk>().CountAsync(Ct));

    private static async Task<byte[]> BytesAsync(Browser browser, string path)
    {
        using var answer = await browser.FetchAsync("/media/" + path);
        return await answer.Content.ReadAsByteArrayAsync(Ct);
    }

    public sealed class OnSqlite(SqliteHub hub) : TendingFiles(hub);

    public sealed class OnPostgres(PostgresHub hub) : TendingFiles(hub);
}
