using System.Net;
using System.Text;
using PracticeHub.Media.Features.Pictures;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests.Media;

/// <summary>Pictures at fitting sizes, the right way up, and silent about where they were taken.</summary>
public abstract class ShowingPictures(TestHub hub)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_photograph_keeps_its_way_up_and_tells_nobody_where_it_was_taken()
    {
        using var amina = await hub.AsAsync(Cast.Amina);
        var photograph = Sending.Photograph(600, 400);
        Assert.Contains(Sending.Secret, Encoding.Latin1.GetString(photograph), StringComparison.Ordinal);
        var path = await amina.UploadedAsync("camera.jpg", photograph);
        using var whole = await amina.FetchAsync("/media/" + path);
        var served = await whole.Content.ReadAsByteArrayAsync(Ct);
        Assert.DoesNotContain(Sending.Secret, Encoding.Latin1.GetString(served), StringComparison.Ordinal);
        Assert.Equal(new PictureHead(600, 400, 6), PictureHead.Of(served));

        // The camera lay on its side: what was left is on top.
        var narrow = await BytesAsync(amina, $"/media/{path}?width=160");
        Assert.Equal(new PictureHead(160, 240, 1), PictureHead.Of(narrow));
        Assert.True(Drawing.PixelOf(narrow, 80, 40) is { Red: > 200, Blue: < 60 } && Drawing.PixelOf(narrow, 80, 200) is { Red: < 60, Blue: > 200 });
        Assert.Contains("400 × 600", (await amina.GetAsync(Sending.Page(path))).One("aside").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("width=480", 480)]
    [InlineData("width=481", 800)]
    [InlineData("height=1", 160)]
    [InlineData("width=800&height=2", 320)]
    [InlineData("width=800&height=2&rmode=min", 800)]
    [InlineData("width=800&height=2&rmode=stretch", 320)]
    [InlineData("width=1&height=1&rmode=crop", 10)]
    [InlineData("width=9999999999&height=-1&rmode=crop", 1000)]
    [InlineData("width=99999", 1000)]
    [InlineData("width=0", 1000)]
    [InlineData("width=-5", 1000)]
    [InlineData("width=abc", 1000)]
    public async Task There_are_few_sizes_and_none_is_larger_than_the_picture(string query, int width)
    {
        using var amina = await hub.AsAsync(Cast.Amina);
        var path = await amina.UploadedAsync("wide.png", Sending.Picture(1000, 10));
        Assert.Equal(width, PictureHead.Of(await BytesAsync(amina, $"/media/{path}?{query}"))!.Width);
    }

    [Theory]
    [InlineData("width=300&height=300&rmode=crop", 320, 320)]
    [InlineData("width=320&height=180&rmode=crop", 320, 180)]
    [InlineData("width=321&height=179&rmode=Crop", 480, 270)]
    [InlineData("width=90&height=160&rmode=crop", 160, 284)]
    [InlineData("width=2000&height=2000&rmode=crop", 400, 400)]
    [InlineData("width=1&height=99999&rmode=crop", 100, 400)]
    [InlineData("width=320&height=320&rmode=pad", 320, 160)]
    public async Task The_middle_is_cut_out_in_about_the_shape_that_was_asked_for(string query, int width, int height)
    {
        using var amina = await hub.AsAsync(Cast.Amina);
        var path = await amina.UploadedAsync("cut.png", Sending.Picture(800, 400));
        var cut = await BytesAsync(amina, $"/media/{path}?{query}");
        var head = PictureHead.Of(cut)!;
        Assert.Equal((width, height), (head.Width, head.Height));
        // Red on the left and blue on the right: the border stays in the middle.
        Assert.True(Drawing.PixelOf(cut, width / 2 - width / 8, height / 2) is { Red: > 200, Blue: < 60 } && Drawing.PixelOf(cut, width / 2 + width / 8, height / 2) is { Red: < 60, Blue: > 200 });
    }

    [Fact]
    public async Task A_size_is_kept_and_asked_for_again_costs_nothing_but_is_for_the_same_readers()
    {
        using var amina = await hub.AsAsync(Cast.Amina);
        using var omar = await hub.AsAsync(Cast.Omar);
        var address = "/media/" + await amina.UploadedAsync("kept.png", Sending.Picture(900, 90)) + "?width=320";
        using var first = await amina.FetchAsync(address);
        Assert.Equal("image/webp", first.Content.Headers.ContentType!.MediaType);
        using var again = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { IfNoneMatch = { first.Headers.ETag! } } };
        using var answer = await amina.Http.SendAsync(again, Ct);
        Assert.Equal((HttpStatusCode.NotModified, HttpStatusCode.NotFound), (answer.StatusCode, await omar.StatusAsync(address)));
    }

    [Fact]
    public async Task An_item_shows_its_pictures_at_the_size_that_fits()
    {
        using var amina = await hub.AsAsync(Cast.Amina);
        var path = await amina.UploadedAsync("in text, wide.png", Sending.Picture(1000, 500));
        var address = "/media/" + string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
        var log = await amina.SubmitAsync("/log", "#log-composer", ("Markdown", $"Look\n\n![Two fields]({address})"), ("Audience", "Everyone"));
        var picture = (await amina.GetAsync(log.Location!)).One($".prose img[src='{address}']");
        Assert.Equal(("1000", "500", "Two fields"), (picture.GetAttribute("width"), picture.GetAttribute("height"), picture.GetAttribute("alt")));
        Assert.Contains($"{address}?width=480 480w, {address}?width=800 800w, {address} 1000w", picture.GetAttribute("srcset"), StringComparison.Ordinal);
        using var omar = await hub.AsAsync(Cast.Omar);
        Assert.Equal(HttpStatusCode.OK, await omar.StatusAsync($"{address}?width=480"));
    }

    /// <summary>All eight ways in which a camera may be held lead to the same picture.</summary>
    [Theory]
    [InlineData(1, false, true), InlineData(2, false, false), InlineData(3, false, false), InlineData(4, false, true)]
    [InlineData(5, true, true), InlineData(6, true, true), InlineData(7, true, false), InlineData(8, true, false)]
    public void Pictures_are_turned_as_the_camera_was_held(int turn, bool isOnItsSide, bool isRedFirst)
    {
        var photograph = Sending.Photograph(400, 400);
        photograph[2 + 4 + 6 + 8 + 2 + 9] = (byte)turn;
        var narrow = Picture.Resized(photograph, new(160, 160))!;
        var first = isOnItsSide ? Drawing.PixelOf(narrow, 80, 20) : Drawing.PixelOf(narrow, 20, 80);
        Assert.Equal(isRedFirst, first.Red > 200);
        Assert.Equal(!isRedFirst, first.Blue > 200);
    }

    private static async Task<byte[]> BytesAsync(Browser browser, string address)
    {
        using var answer = await browser.FetchAsync(address);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsByteArrayAsync(Ct);
    }

    public sealed class OnSqlite(SqliteHub hub) : ShowingPictures(hub);

    public sealed class OnPostgres(PostgresHub hub) : ShowingPictures(hub);
}
