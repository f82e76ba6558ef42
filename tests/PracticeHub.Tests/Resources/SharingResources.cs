using System.Net;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Security;
using PracticeHub.Tests.Infrastructure;
using PracticeHub.Tests.Making;

namespace PracticeHub.Tests;

public abstract class SharingResources(TestHub hub)
{
    [Fact]
    public async Task A_member_shares_a_link_and_reads_it()
    {
        using var amina = await hub.AsAsync(Cast.Amina);
        var word = Rooms.Word();
        var page = await amina.GetAsync(await amina.ShareAsync($"https://www.{word}.example/a/?utm_source=mail", $"A page {word}", ("Why", "Short **enough**."), ("Kind", "Book"), ("Paid", "true")));
        Assert.Equal($"A page {word}", page.One("h1").TextContent);
        Assert.Equal("enough", page.One(".prose strong").TextContent);
        Assert.Equal($"https://www.{word}.example/a", page.One("a[rel*=external]").GetAttribute("href"));
        Assert.Contains($"{word}.example · costs money", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_bookmarklet_fills_in_address_and_title()
    {
        using var amina = await hub.AsAsync(Cast.Amina);
        var page = await amina.GetAsync("/resources/share?url=https%3A%2F%2Fexample.org%2Fx&title=A%20title");
        Assert.Equal("https://example.org/x", page.One("input[name=Url]").GetAttribute("value"));
        Assert.Equal("A title", page.One("input[name=Title]").GetAttribute("value"));
    }

    [Fact]
    public async Task The_same_page_twice_is_refused_with_a_link_to_the_first()
    {
        using var amina = await hub.AsAsync(Cast.Amina);
        using var omar = await hub.AsAsync(Cast.Omar);
        var word = Rooms.Word();
        var first = await amina.ShareAsync($"https://{word}.example/a", "First");
        var page = await omar.SubmitAsync("/resources/share", "form.form", ("Url", $"HTTPS://{word}.EXAMPLE:443/a/?fbclid=1#top"), ("Title", "Second"), ("Why", "Kept"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Equal(first, page.One("#twin a").GetAttribute("href"));
        Assert.Equal("Kept", page.One("textarea[name=Why]").TextContent.Trim());
        var typing = await omar.GetAsync($"/resources/twin?Url=https://{word}.example/a");
        Assert.Equal(first, typing.One(".notice a").GetAttribute("href"));
    }

    [Fact]
    public async Task Of_what_one_may_not_see_one_learns_nothing()
    {
        var room = await hub.CommunityAsync(Openness.Private, (Cast.Amina, CommunityRole.Member));
        using var amina = await hub.AsAsync(Cast.Amina);
        using var omar = await hub.AsAsync(Cast.Omar);
        var word = Rooms.Word();
        var hidden = await amina.ShareAsync($"https://{word}.example", "Hidden", ("CommunityId", room), ("Audience", "Community"));
        Assert.Equal(HttpStatusCode.NotFound, (await omar.GetAsync(hidden)).Status);
        Assert.DoesNotContain(hidden, (await omar.GetAsync($"/resources/twin?Url=https://{word}.example")).Document.Source.Text, StringComparison.Ordinal);
        await omar.ShareAsync($"https://{word}.example", "Open");
        var list = await omar.GetAsync("/resources");
        Assert.DoesNotContain("Hidden", list.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(room, list.Document.Source.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await omar.GetAsync(hidden + "/edit")).Status);
    }

    [Fact]
    public async Task Sent_twice_it_is_there_once()
    {
        using var amina = await hub.AsAsync(Cast.Amina);
        var word = Rooms.Word();
        var form = await amina.GetAsync("/resources/share");
        (string, string?)[] typed = [("Url", $"https://{word}.example"), ("Title", word)];
        var both = await Task.WhenAll(amina.SubmitAsync(form, "form.form", typed), amina.SubmitAsync(form, "form.form", typed));
        Assert.All(both, page => Assert.Equal(both[0].Location, page.Location));
        Assert.Equal(1, await hub.InDbAsync(db => db.Cards.CountAsync(c => c.Title == word)));
    }

    [Theory]
    [InlineData("javascript:alert(1)", "T", "url-error")]
    [InlineData("ftp://example.org", "T", "url-error")]
    [InlineData("", "T", "url-error")]
    [InlineData("https://example.org/unique-without-title", "", "title-error")]
    public async Task What_is_wrong_is_said_at_its_field(string url, string title, string error)
    {
        using var amina = await hub.AsAsync(Cast.Amina);
        var page = await amina.SubmitAsync("/resources/share", "form.form", ("Url", url), ("Title", title));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.NotEmpty(page.One("#" + error).TextContent);
        Assert.Equal(url, page.One("input[name=Url]").GetAttribute("value"));
    }

    [Fact]
    public async Task A_stale_change_is_shown_beside_what_stands_there()
    {
        using var amina = await hub.AsAsync(Cast.Amina);
        var at = await amina.ShareAsync($"https://{Rooms.Word()}.example", "First");
        var old = await amina.GetAsync(at + "/edit");
        await amina.SubmitAsync(at + "/edit", "main form", ("Title", "Quicker"));
        var stale = await amina.SubmitAsync(old, "main form", ("Title", "Slower"));
        Assert.Equal(HttpStatusCode.Conflict, stale.Status);
        Assert.Contains("Quicker", stale.One("dl.pairs").TextContent, StringComparison.Ordinal);
        Assert.Equal("Slower", stale.One("input[name=Title]").GetAttribute("value"));
        Assert.Equal(at, (await amina.SubmitAsync(stale, "main form")).Location);
    }

    public sealed class OnSqlite(SqliteHub hub) : SharingResources(hub);

    public sealed class OnPostgres(PostgresHub hub) : SharingResources(hub);
}
