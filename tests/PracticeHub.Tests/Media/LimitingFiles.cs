using System.Net;
using System.Text;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests.Media;

/// <summary>How much each member may keep, said before, at and after the upload; and the folders that keep their names.</summary>
public abstract class LimitingFiles(TestHub hub)
{
    private const string Address = "/admin/files";

    [Fact]
    public async Task What_does_not_fit_is_refused_with_what_is_used_and_what_is_allowed()
    {
        await using var own = await hub.FreshAsync();
        using var maren = await own.AsAsync(Cast.Maren);
        using var amina = await own.AsAsync(Cast.Amina);
        Assert.DoesNotContain("are used.", (await amina.GetAsync("/media")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Found, (await maren.SubmitAsync(Address, "main form.card", ("Megabytes", "2"))).Status);
        Assert.Contains("0 bytes of 2.0 MB are used.", (await amina.GetAsync("/media")).Text, StringComparison.Ordinal);

        var path = await amina.UploadedAsync("first.txt", TextOf(1_500_000), folder: $"_members/{Cast.IdOf(Cast.Amina)}/deep");
        Assert.Contains("1.5 MB of 2.0 MB are used.", (await amina.GetAsync("/media")).Text, StringComparison.Ordinal);
        Assert.Contains("1.5 MB of 2.0 MB are used.", (await amina.GetAsync($"/media?folder={Uri.EscapeDataString(path[..path.LastIndexOf('/')])}")).Text, StringComparison.Ordinal);
        var (status, said) = await amina.UploadAsync("second.txt", TextOf(600_000));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        const string words = "1.5 of 2 MB are used, and this file does not fit.";
        Assert.StartsWith(words, said["message"]!.ToString(), StringComparison.Ordinal);
        var form = await amina.SendFilesAsync("/media", "Files", ("fits.txt", TextOf(400_000)), ("third.txt", TextOf(600_000)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, form.Status);
        Assert.Contains("third.txt: 1.9 of 2 MB are used", form.One("#files-error").TextContent, StringComparison.Ordinal);

        // A smaller version of what is there always fits, a larger one does not.
        var larger = await amina.SendFilesAsync($"/media/change?path={Uri.EscapeDataString(path)}&handler=Replace", "Version", ("x.txt", TextOf(1_700_000)));
        Assert.Contains("does not fit", larger.Text, StringComparison.Ordinal);
        await maren.SubmitAsync(Address, "main form.card", ("Megabytes", "1"));
        Assert.Equal(HttpStatusCode.Found, (await amina.SendFilesAsync($"/media/change?path={Uri.EscapeDataString(path)}&handler=Replace", "Version", ("x.txt", TextOf(1_400_000)))).Status);

        // What everybody shares, and what somebody else keeps, is not counted.
        await maren.UploadedAsync("shared.txt", TextOf(1_600_000), folder: "shared");
        using var omar = await own.AsAsync(Cast.Omar);
        await omar.UploadedAsync("own.txt", TextOf(900_000));
        await maren.SubmitAsync(Address, "main form.card", ("Megabytes", "0"));
        await amina.UploadedAsync("at last.txt", TextOf(1_600_000));
        var rows = (await maren.GetAsync(Address)).Document.QuerySelectorAll("main tbody tr").Select(r => string.Join(' ', r.Children.Select(c => c.TextContent))).ToList();
        Assert.Equal(["Amina Haddad 3 3.4 MB", "Omar Said 1 900 KB"], rows);
        Assert.DoesNotContain("MediaQuota", (await maren.GetAsync("/admin/settings")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Those_that_come_at_one_moment_never_exceed_it_together()
    {
        await using var own = await hub.FreshAsync();
        using var maren = await own.AsAsync(Cast.Maren);
        using var amina = await own.AsAsync(Cast.Amina);
        await maren.SubmitAsync(Address, "main form.card", ("Megabytes", "2"));
        var sent = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => amina.UploadAsync($"at-once-{number}.txt", TextOf(600_000))));
        Assert.Equal(3, sent.Count(answer => answer.Status is HttpStatusCode.Created));
        Assert.All(sent.Where(answer => answer.Status is not HttpStatusCode.Created), answer => Assert.StartsWith("1.8 of 2 MB are used", answer.Said["message"]!.ToString(), StringComparison.Ordinal));
        Assert.Contains("1.8 MB of 2.0 MB are used.", (await amina.GetAsync("/media")).Text, StringComparison.Ordinal);

        // New content for one file, from two sides at once, counts once.
        var path = $"_members/{Cast.IdOf(Cast.Amina)}/at-once-{Array.FindIndex(sent, answer => answer.Status is HttpStatusCode.Created)}.txt";
        var replaced = await Task.WhenAll(new[] { 100_000, 790_000 }.Select(length => amina.SendFilesAsync($"/media/change?path={Uri.EscapeDataString(path)}&handler=Replace", "Version", ("x.txt", TextOf(length)))));
        Assert.All(replaced, answer => Assert.Equal(HttpStatusCode.Found, answer.Status));
    }

    [Theory]
    [InlineData("many")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("99999999999")]
    [InlineData("")]
    public async Task What_is_no_number_of_megabytes_changes_nothing(string typed)
    {
        using var maren = await hub.AsAsync(Cast.Maren);
        var refused = await maren.SubmitAsync(Address, "main form.card", ("Megabytes", typed));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, typed), (refused.Status, refused.One("#Megabytes").GetAttribute("value") ?? ""));
        Assert.Contains("Type a whole number of megabytes", refused.One("#megabytes-error").TextContent, StringComparison.Ordinal);
        Assert.Equal("0", (await maren.GetAsync(Address)).One("#Megabytes").GetAttribute("value"));
        using var omar = await hub.AsAsync(Cast.Omar);
        Assert.Equal(HttpStatusCode.NotFound, (await omar.GetAsync(Address)).Status);
    }

    [Fact]
    public async Task The_folder_of_the_members_and_those_in_it_are_neither_renamed_nor_deleted()
    {
        using var amina = await hub.AsAsync(Cast.Amina);
        using var maren = await hub.AsAsync(Cast.Maren);
        var room = $"_members/{Cast.IdOf(Cast.Amina)}";
        await amina.UploadedAsync("fixed.txt", TextOf(10), folder: room + "/notes");
        foreach (var folder in new[] { "_members", room })
        {
            Assert.Empty((await maren.GetAsync($"/media?folder={Uri.EscapeDataString(folder)}")).Document.QuerySelectorAll("a[href^='/media/folder']"));
            Assert.Equal(HttpStatusCode.NotFound, (await maren.GetAsync($"/media/folder?path={Uri.EscapeDataString(folder)}")).Status);
            foreach (var handler in new[] { "", "&handler=Delete" })
            {
                using var form = new FormUrlEncodedContent([new("Name", "taken"), new("__RequestVerificationToken", await maren.TokenAsync())]);
                Assert.Equal(HttpStatusCode.NotFound, (await maren.SendAsync($"/media/folder?path={Uri.EscapeDataString(folder)}{handler}", form)).Status);
            }
        }

        Assert.Single((await maren.GetAsync($"/media?folder={Uri.EscapeDataString(room + "/notes")}")).Document.QuerySelectorAll("a[href^='/media/folder']"));
    }

    private static byte[] TextOf(int length) => Encoding.ASCII.GetBytes(new string('x', length));

    public sealed class OnSqlite(SqliteHub hub) : LimitingFiles(hub);

    public sealed class OnPostgres(PostgresHub hub) : LimitingFiles(hub);
}
