using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Media.Features.Library;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests.Media;

/// <summary>What comes into the library, and what does not.</summary>
public abstract class Uploading(TestHub hub)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static string Own(string userName) => $"_members/{Cast.IdOf(userName)}";

    [Fact]
    public async Task A_script_sends_a_file_and_learns_where_it_is()
    {
        using var amina = await hub.AsAsync(Cast.Amina);
        var (status, said) = await amina.UploadAsync("C:\\fakepath\\ Stand\u202e up: 9 o’clock?.PNG", Sending.Picture(4, 3), ("alt", "A red and a blue field"));
        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Equal(["alt", "isImage", "name", "path", "url"], said.Select(p => p.Key).Order());
        Assert.Equal(("Stand up 9 o’clock.png", "A red and a blue field", true), (said["name"]!.ToString(), said["alt"]!.ToString(), said["isImage"]!.GetValue<bool>()));
        Assert.Equal($"{Own(Cast.Amina)}/Stand up 9 o’clock.png", said["path"]!.ToString());
        using var omar = await hub.AsAsync(Cast.Omar);
        using var maren = await hub.AsAsync(Cast.Maren);
        var url = said["url"]!.ToString();
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.OK), (await amina.StatusAsync(url), await omar.StatusAsync(url), await maren.StatusAsync(url)));
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), (await omar.StatusAsync(Sending.Page(said["path"]!.ToString())), await amina.StatusAsync(Sending.Page(said["path"]!.ToString()))));

        // A second one of the same name gets another.
        Assert.Equal($"{Own(Cast.Amina)}/Stand up 9 o’clock-2.png", await amina.UploadedAsync("Stand up 9 o’clock.png", Sending.Picture(5, 5)));
    }

    [Theory]
    [InlineData("a.exe", "its name says something else than its content")]
    [InlineData("script as picture.png", "its name says something else than its content")]
    [InlineData("half.png", "is broken, or not all of it has come")]
    [InlineData("bomb.png", "60000 × 60000 pixels, more than the hub can show")]
    [InlineData("filled.jpg", "60000 × 60000 pixels, more than the hub can show")]
    [InlineData("restart.jpg", "is broken, or not all of it has come")]
    [InlineData("scans.jpg", "is broken, or not all of it has come")]
    [InlineData("frame.gif", "is broken, or not all of it has come")]
    [InlineData("zip.docx", "its name says something else than its content")]
    [InlineData("latin.txt", "its name says something else than its content")]
    [InlineData("empty.png", "This file is empty.")]
    [InlineData("noextension", "does not take files of this kind")]
    public async Task What_is_no_good_is_refused_with_the_reason(string name, string words)
    {
        using var amina = await hub.AsAsync(Cast.Amina);
        var (status, said) = await amina.UploadAsync(name, ContentOf(name));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains(words, said["message"]!.ToString(), StringComparison.Ordinal);
        Assert.False(await hub.InDbAsync(db => db.Set<MediaFile>().AnyAsync(f => f.Path.EndsWith(name), Ct)));
    }

    [Fact]
    public async Task Pictures_of_one_name_that_come_at_one_moment_are_all_taken()
    {
        using var tomas = await hub.AsAsync(Cast.Tomas);
        var sent = await Task.WhenAll(Enumerable.Range(1, 6).Select(i => tomas.UploadAsync("image.png", Sending.Picture(i, i))));
        Assert.All(sent, one => Assert.Equal(HttpStatusCode.Created, one.Status));
        Assert.Equal(6, sent.Select(one => one.Said["path"]!.ToString()).Distinct().Count());
    }

    [Theory]
    [InlineData("notes.md")]
    [InlineData("letter.docx")]
    [InlineData("drawing.svg")]
    [InlineData("paper.pdf")]
    public async Task What_it_is_for_is_taken(string name)
    {
        using var amina = await hub.AsAsync(Cast.Amina);
        var path = await amina.UploadedAsync(name, ContentOf(name));
        using var answer = await amina.FetchAsync("/media/" + path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("sandbox", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal(name == "drawing.svg" ? null : "attachment", answer.Content.Headers.ContentDisposition?.DispositionType);
    }

    [Fact]
    public async Task Only_members_upload_and_only_into_what_is_theirs()
    {
        using var amina = await hub.AsAsync(Cast.Amina);
        foreach (var folder in new[] { Own(Cast.Omar), "photos", "../out", $"{Own(Cast.Amina)}/../{Own(Cast.Omar)}", Own(Cast.Amina) + "x" })
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await amina.UploadAsync("x.png", Sending.Picture(2, 2), ("folder", folder))).Status);
            Assert.Equal(HttpStatusCode.NotFound, await amina.StatusAsync("/media?folder=" + Uri.EscapeDataString(folder)));
        }

        using var forged = new MultipartFormDataContent { { new ByteArrayContent(Sending.Picture(2, 2)), "file", "x.png" } };
        Assert.Equal(HttpStatusCode.BadRequest, (await amina.SendAsync("/media/upload", forged)).Status);
        using var visitor = hub.Visitor();
        using var sent = new MultipartFormDataContent { { new ByteArrayContent(Sending.Picture(2, 2)), "file", "x.png" } };
        Assert.StartsWith("/sign-in", new Uri((await visitor.SendAsync("/media/upload", sent)).Location!).AbsolutePath, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Found, await visitor.StatusAsync("/media"));
    }

    /// <summary>More than pages take, because it is the place for it; and what says of itself that it is far too much is not even read.</summary>
    [Fact]
    public async Task Large_files_are_taken_and_giant_ones_are_refused_before_they_come()
    {
        await using var own = await hub.FreshAsync(settings: ("Hub:Media:MostBytes", "4000000"));
        using var amina = await own.AsAsync(Cast.Amina);
        byte[] Pdf(int length) => [.. "%PDF-"u8, .. new byte[length]];
        await amina.UploadedAsync("large.pdf", Pdf(3_500_000));
        var (status, said) = await amina.UploadAsync("larger.pdf", Pdf(4_000_001));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "A file may hold 4 MB at most."), (status, said["message"]!.ToString()));

        using var giant = new Giant();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/media/upload") { Content = giant, Headers = { { "Accept", "application/json" }, { "RequestVerificationToken", await amina.TokenAsync() } } };
        request.Headers.ExpectContinue = true;
        using var refused = await amina.Http.SendAsync(request, Ct);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, refused.StatusCode);
        Assert.Contains("\"message\":\"That is too large\"", await refused.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.False(giant.IsSent);

        using var visitor = own.Visitor();
        var turnedAway = await visitor.SendAsync("/media/upload", new ByteArrayContent(Pdf(3_000_000)) { Headers = { { "Content-Type", "multipart/form-data; boundary=x" } } });
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, turnedAway.Status);
    }

    [Fact]
    public async Task Without_script_a_form_sends_several_and_says_what_became_of_each()
    {
        using var ines = await hub.AsAsync(Cast.Ines);
        var refused = await ines.SendFilesAsync("/media", "Files", ("good.png", Sending.Picture(3, 3)), ("bad.png", ContentOf("half.png")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("bad.png: This picture is broken", refused.One("#files-error").TextContent, StringComparison.Ordinal);
        Assert.Equal("good.png", refused.One(".media .media-name").TextContent);
        Assert.Contains("Choose a file.", (await ines.SendFilesAsync("/media", "Files")).One("#files-error").TextContent, StringComparison.Ordinal);

        // A picture says what one sees before it is ready.
        Assert.Contains("good.png", (await ines.GetAsync("/media?show=unready")).One(".media").TextContent, StringComparison.Ordinal);
        var one = await ines.SendFilesAsync("/media", "Files", ("more.png", Sending.Picture(3, 3)));
        Assert.Equal(Sending.Page($"{Own(Cast.Ines)}/more.png"), one.Location);
        var page = await ines.GetAsync(one.Location!);
        Assert.Contains("needs a text", page.Text, StringComparison.Ordinal);
        var empty = await ines.SubmitAsync(page, "form.form", ("Alt", " "));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.Status);
        Assert.Contains("Say in a few words what one sees", empty.Text, StringComparison.Ordinal);
        var said = await ines.SubmitAsync(page, "form.form", ("Alt", "Red <b>and</b> blue"));
        Assert.Equal(HttpStatusCode.Found, said.Status);
        Assert.Equal("Red <b>and</b> blue", (await ines.GetAsync(said.Location!)).One(".media-preview img").GetAttribute("alt"));
        Assert.Single((await ines.GetAsync("/media?q=AND")).Document.QuerySelectorAll(".media li"));
        Assert.DoesNotContain("more.png", (await ines.GetAsync("/media?show=unready")).One(".media").TextContent, StringComparison.Ordinal);
    }

    private static byte[] ContentOf(string name) => name switch
    {
        "half.png" => Sending.Picture(400, 300) is var whole ? whole[..(whole.Length / 2)] : [],
        "bomb.png" => Sending.Bomb(60_000),
        "filled.jpg" => Sending.TwoFaced(60_000, 0xff),
        "restart.jpg" => Sending.TwoFaced(60_000, 0xff, 0xd0),
        "scans.jpg" => Sending.OverAndOver(60),
        "frame.gif" => Sending.Frame(65_535),
        "zip.docx" => Sending.Zip("payload.exe"),
        "letter.docx" => Sending.Zip("word/document.xml"),
        "latin.txt" => [.. Encoding.Latin1.GetBytes("Grüße aus Köln, ihr Lieben")],
        "empty.png" => [],
        "notes.md" => Encoding.UTF8.GetBytes("# Grüße"),
        "drawing.svg" => "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"u8.ToArray(),
        "paper.pdf" => "%PDF-1.7 and so on"u8.ToArray(),
        _ => "<script>alert(1)</script>"u8.ToArray(),
    };

    /// <summary>A gigabyte that is never sent unless somebody asks for it.</summary>
    private sealed class Giant : HttpContent
    {
        public Giant() => Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=x");

        public bool IsSent { get; private set; }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            IsSent = true;
            return Task.CompletedTask;
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 1L << 30;
            return true;
        }
    }

    public sealed class OnSqlite(SqliteHub hub) : Uploading(hub);

    public sealed class OnPostgres(PostgresHub hub) : Uploading(hub);
}
