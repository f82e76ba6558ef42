using System.Net;
using PracticeHub.Tests.Infrastructure;
using PracticeHub.Tests.Making;

namespace PracticeHub.Tests;

public abstract class ChangingLogs(TestHub hub)
{
    [Fact]
    public async Task An_entry_is_changed_by_its_owner_only()
    {
        using var amina = await hub.AsAsync(Cast.Amina);
        using var omar = await hub.AsAsync(Cast.Omar);
        var (before, after) = (Rooms.Word(), Rooms.Word());
        var at = await amina.LogAsync(before);
        Assert.Equal(HttpStatusCode.NotFound, (await omar.GetAsync(at + "/edit")).Status);
        var saved = await amina.SubmitAsync(at + "/edit", "form.form", ("Markdown", after));
        Assert.Equal(at, saved.Location);
        var seen = await omar.GetAsync(at);
        Assert.Contains(after, seen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(before, seen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stale_change_is_shown_beside_what_stands_there_and_can_then_be_saved()
    {
        using var amina = await hub.AsAsync(Cast.Amina);
        var at = await amina.LogAsync("First words");
        var old = await amina.GetAsync(at + "/edit");
        await amina.SubmitAsync(at + "/edit", "form.form", ("Markdown", "Quicker words"));
        var stale = await amina.SubmitAsync(old, "form.form", ("Markdown", "Slower words"));
        Assert.Equal(HttpStatusCode.Conflict, stale.Status);
        Assert.Contains("Quicker words", stale.One("textarea[readonly]").TextContent, StringComparison.Ordinal);
        Assert.Contains("Slower words", stale.One("textarea[name=Markdown]").TextContent, StringComparison.Ordinal);
        var saved = await amina.SubmitAsync(stale, "form.form");
        Assert.Equal(HttpStatusCode.Found, saved.Status);
        Assert.Contains("Slower words", (await amina.GetAsync(at)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_emptied_entry_is_refused()
    {
        using var amina = await hub.AsAsync(Cast.Amina);
        var at = await amina.LogAsync(Rooms.Word());
        var page = await amina.SubmitAsync(at + "/edit", "form.form", ("Markdown", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.NotEmpty(page.One("#markdown-error").TextContent);
    }

    [Fact]
    public async Task Taken_back_it_is_gone_for_others_and_can_be_shared_again()
    {
        using var amina = await hub.AsAsync(Cast.Amina);
        using var omar = await hub.AsAsync(Cast.Omar);
        var word = Rooms.Word();
        var at = await amina.LogAsync(word);
        Assert.Equal(HttpStatusCode.Found, (await amina.SubmitAsync(at, "form[action*=TakeBack]")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await omar.GetAsync(at)).Status);
        Assert.DoesNotContain(word, (await omar.GetAsync("/logs")).Text, StringComparison.Ordinal);
        Assert.Contains("Taken back", (await amina.GetAsync(at)).Text, StringComparison.Ordinal);
        await amina.SubmitAsync(at, "form[action*=Publish]");
        Assert.Equal(HttpStatusCode.OK, (await omar.GetAsync(at)).Status);
    }

    [Fact]
    public async Task Nobody_takes_back_what_is_not_theirs()
    {
        using var amina = await hub.AsAsync(Cast.Amina);
        using var omar = await hub.AsAsync(Cast.Omar);
        var at = await amina.LogAsync(Rooms.Word());
        var own = await omar.GetAsync(await omar.LogAsync(Rooms.Word()));
        own.One("form[action*=TakeBack]").SetAttribute("action", at + "?handler=TakeBack");
        var page = await omar.SubmitAsync(own, "form[action*=TakeBack]");
        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.Equal(HttpStatusCode.OK, (await omar.GetAsync(at)).Status);
    }

    public sealed class OnSqlite(SqliteHub hub) : ChangingLogs(hub);

    public sealed class OnPostgres(PostgresHub hub) : ChangingLogs(hub);
}
