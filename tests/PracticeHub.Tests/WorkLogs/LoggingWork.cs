using System.Net;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Security;
using PracticeHub.Tests.Infrastructure;
using PracticeHub.Tests.Making;

namespace PracticeHub.Tests;

public abstract class LoggingWork(TestHub hub)
{
    [Fact]
    public async Task A_member_logs_work_and_reads_it()
    {
        using var amina = await hub.AsAsync(Cast.Amina);
        var word = Rooms.Word();
        var page = await amina.GetAsync(await amina.LogAsync($"Moved the handover {word} to a call.\n\nTwo incidents would have been **missed**."));
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal($"Moved the handover {word} to a call.", page.One("h1").TextContent);
        Assert.Equal("missed", page.One(".prose strong").TextContent);
    }

    [Fact]
    public async Task A_prompt_is_not_the_title()
    {
        using var amina = await hub.AsAsync(Cast.Amina);
        var word = Rooms.Word();
        var page = await amina.GetAsync(await amina.LogAsync($"## Learned\n\n{word} sorts by time."));
        Assert.Equal($"{word} sorts by time.", page.One("h1").TextContent);
    }

    [Fact]
    public async Task Sent_twice_it_is_there_once()
    {
        using var amina = await hub.AsAsync(Cast.Amina);
        var word = Rooms.Word();
        var form = await amina.GetAsync("/log");
        var both = await Task.WhenAll(
            amina.SubmitAsync(form, "#log-composer", ("Markdown", word)),
            amina.SubmitAsync(form, "#log-composer", ("Markdown", word)));
        var third = await amina.SubmitAsync(form, "#log-composer", ("Markdown", word));
        Assert.All([.. both, third], page => Assert.Equal(both[0].Location, page.Location));
        Assert.StartsWith("/logs/", both[0].Location, StringComparison.Ordinal);
        Assert.Equal(1, await hub.InDbAsync(db => db.Cards.CountAsync(c => c.Title == word)));
    }

    [Fact]
    public async Task Another_text_in_the_same_form_is_another_entry()
    {
        using var amina = await hub.AsAsync(Cast.Amina);
        var form = await amina.GetAsync("/log");
        var first = await amina.SubmitAsync(form, "#log-composer", ("Markdown", Rooms.Word()));
        var second = await amina.SubmitAsync(form, "#log-composer", ("Markdown", Rooms.Word()));
        Assert.NotEqual(first.Location, second.Location);
    }

    [Fact]
    public async Task Nothing_is_not_an_entry()
    {
        using var amina = await hub.AsAsync(Cast.Amina);
        var page = await amina.SubmitAsync("/log", "#log-composer", ("Markdown", "  \n "), ("Audience", "Me"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.NotEmpty(page.One("#log-markdown-error").TextContent);
        Assert.NotNull(page.One("select[name=Audience] option[value=Me][selected]"));
    }

    [Fact]
    public async Task A_hundred_thousand_characters_are_taken_and_one_more_is_refused_and_kept()
    {
        using var amina = await hub.AsAsync(Cast.Amina);
        var longest = string.Concat(Enumerable.Repeat("words \n", 15_000))[..99_999] + "x";
        await amina.LogAsync(longest);
        var page = await amina.SubmitAsync("/log", "#log-composer", ("Markdown", longest + "y"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.EndsWith("xy", page.One("textarea[name=Markdown]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_topic_is_refused_at_its_field_and_the_text_kept()
    {
        using var omar = await hub.AsAsync(Cast.Omar);
        var page = await omar.SubmitAsync("/log", "#log-composer", ("Markdown", "Kept words"), ("Topics", Rooms.Word()));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("There is no topic", page.One("#Topics-error").TextContent, StringComparison.Ordinal);
        Assert.Equal("Kept words", page.One("textarea[name=Markdown]").TextContent.Trim());
    }

    [Fact]
    public async Task A_community_that_one_does_not_belong_to_is_refused()
    {
        var room = await hub.CommunityAsync(Openness.Open);
        using var amina = await hub.AsAsync(Cast.Amina);
        var page = await amina.SubmitAsync("/log", "#log-composer", ("Markdown", "x"), ("CommunityId", room));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
    }

    [Fact]
    public async Task My_community_needs_a_community()
    {
        using var amina = await hub.AsAsync(Cast.Amina);
        var page = await amina.SubmitAsync("/log", "#log-composer", ("Markdown", "x"), ("Audience", "Community"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("Choose a community", page.One("#log-audience-error").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_only_mine_nobody_else_sees()
    {
        using var amina = await hub.AsAsync(Cast.Amina);
        using var omar = await hub.AsAsync(Cast.Omar);
        var word = Rooms.Word();
        var at = await amina.LogAsync(word, ("Audience", "Me"));
        Assert.Equal(HttpStatusCode.OK, (await amina.GetAsync(at)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await omar.GetAsync(at)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await omar.GetAsync(at + "/edit")).Status);
        Assert.Contains(word, (await amina.GetAsync("/logs?audience=Me")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(word, (await omar.GetAsync($"/logs?person={Cast.Amina}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_logged_in_a_private_community_stays_there()
    {
        var room = await hub.CommunityAsync(Openness.Private, (Cast.Amina, CommunityRole.Member), (Cast.Nadia, CommunityRole.Member));
        using var amina = await hub.AsAsync(Cast.Amina);
        using var nadia = await hub.AsAsync(Cast.Nadia);
        using var omar = await hub.AsAsync(Cast.Omar);
        var word = Rooms.Word();
        var at = await amina.LogAsync(word, ("CommunityId", room), ("Audience", "Community"));
        Assert.Equal(HttpStatusCode.OK, (await nadia.GetAsync(at)).Status);
        Assert.Contains(word, (await nadia.GetAsync($"/logs?community={room}")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await omar.GetAsync(at)).Status);
        Assert.DoesNotContain(word, (await omar.GetAsync($"/logs?community={room}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_visitor_is_asked_to_sign_in()
    {
        using var visitor = hub.Visitor();
        var page = await visitor.GetAsync("/log");
        Assert.Equal(HttpStatusCode.Found, page.Status);
        Assert.Contains("/sign-in", page.Location, StringComparison.Ordinal);
    }

    public sealed class OnSqlite(SqliteHub hub) : LoggingWork(hub);

    public sealed class OnPostgres(PostgresHub hub) : LoggingWork(hub);
}
