using System.Net;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Security;
using PracticeHub.Practices.Features.Practices;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests.Practices;

public abstract class WritingPractices(TestHub hub)
{
    private const string Form = "main form[data-draft]";

    [Fact]
    public async Task A_member_distils_a_practice_from_a_log_and_its_page_leads_back_to_it()
    {
        var topic = await hub.TopicAsync(PracticeScene.Unique("Handover"));
        var log = await hub.LogAsync(Cast.Tomas, "Called instead of writing", "We **called**, and found two open incidents.", topic: topic);
        using var amina = await hub.AsAsync(Cast.Amina);

        var begun = await amina.GetAsync($"/practices/write?from={log.ItemId}");
        Assert.Contains("> We called, and found two open incidents.", begun.One("textarea[name='Form.Evidence']").TextContent, StringComparison.Ordinal);
        Assert.True(begun.One($"input[name='Form.DistilledFrom'][value='{log.ItemId}']").HasAttribute("checked"));

        var title = PracticeScene.Unique("Hand over by voice ");
        var sent = await amina.SubmitAsync(begun, Form, ("Form.Title", title), ("Form.What", "Call. *Then* write."), ("Form.When", "At each change of shift"), ("publish", "yes"));
        Assert.Equal(HttpStatusCode.Found, sent.Status);

        var page = await amina.GetAsync(sent.Location!);
        Assert.Equal(title.Trim(), page.One("h1").TextContent.Trim());
        Assert.Equal(["When", "What we do", "Evidence"], page.Document.QuerySelectorAll(".prose h2").Select(h => h.TextContent));
        Assert.Equal("then", page.One(".prose em").TextContent.ToLowerInvariant());
        Assert.Equal("Called instead of writing", page.One($"#provenance a[href='/{log.Path}']").TextContent);
        Assert.Contains("1 work log", page.One("#provenance .path").TextContent, StringComparison.Ordinal);
        Assert.Contains("Tomás Rivera", page.One("#provenance .path").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_of_what_was_used_is_where_the_practice_shows_up()
    {
        var source = await hub.PracticeAsync(Cast.Tomas, PracticeScene.Unique("Older"), new() { What = "Older ways." });
        using var amina = await hub.AsAsync(Cast.Amina);
        var title = PracticeScene.Unique("Newer");
        var sent = await amina.SubmitAsync("/practices/write", Form, ("Form.Title", title), ("Form.What", "New."), ("Form.Addresses", $"http://hub.example/{source.Path}"), ("publish", "yes"));
        Assert.Equal(HttpStatusCode.Found, sent.Status);
        var page = await amina.GetAsync($"/{source.Path}");
        Assert.Equal(title, page.One($"#provenance a[href='{sent.Location}']").TextContent);
    }

    [Fact]
    public async Task A_draft_is_there_for_nobody_but_its_author()
    {
        using var amina = await hub.AsAsync(Cast.Amina);
        var sent = await amina.SubmitAsync("/practices/write", Form, ("Form.Title", PracticeScene.Unique("Half a thought ")));
        Assert.Equal(HttpStatusCode.OK, (await amina.GetAsync(sent.Location!)).Status);
        using var tomas = await hub.AsAsync(Cast.Tomas);
        foreach (var place in new[] { "", "/edit", "/history", "/compare" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await tomas.GetAsync(sent.Location + place)).Status);
        }

        Assert.DoesNotContain("Half a thought", (await tomas.GetAsync("/practices")).Text, StringComparison.Ordinal);
        Assert.Contains("Half a thought", (await amina.GetAsync("/practices?state=mine")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_missing_is_said_at_the_field_and_what_was_typed_is_kept()
    {
        // Curators may add a topic by naming it; Omar curates nothing.
        using var omar = await hub.AsAsync(Cast.Omar);
        var page = await omar.SubmitAsync("/practices/write", Form, ("Form.Title", ""), ("Form.Why", "Because <it> holds"), ("Form.Topics", "Nowhere-topic"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.NotEqual("", page.One("#Title-error").TextContent);
        Assert.Equal("Because <it> holds", page.One("textarea[name='Form.Why']").TextContent);
        page = await omar.SubmitAsync("/practices/write", Form, ("Form.Title", "Titled"), ("Form.Topics", "Nowhere-topic"), ("Form.Addresses", "logs/nothing"), ("publish", "yes"));
        Assert.Contains("Nowhere-topic", page.One("#Form_Topics-error").TextContent, StringComparison.Ordinal);
        Assert.Contains("logs/nothing", page.One("#Addresses-error").TextContent, StringComparison.Ordinal);
        Assert.NotEqual("", page.One("#What-error").TextContent);
    }

    [Fact]
    public async Task Nobody_writes_into_a_community_that_is_not_theirs()
    {
        var community = await hub.CommunityAsync("Strangers", Openness.Open, (Cast.Tomas, CommunityRole.Member));
        using var amina = await hub.AsAsync(Cast.Amina);
        var page = await amina.SubmitAsync("/practices/write", Form, ("Form.Title", "Intrusion"), ("Form.CommunityId", community));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.NotEqual("", page.One("#CommunityId-error").TextContent);
    }

    [Fact]
    public async Task A_private_log_of_somebody_else_is_neither_found_nor_taken_as_a_source()
    {
        var word = PracticeScene.Unique("secretive");
        var log = await hub.LogAsync(Cast.Tomas, $"About {word}", "Mine alone.", audience: Audience.Me);
        using var amina = await hub.AsAsync(Cast.Amina);
        Assert.Null((await amina.GetAsync($"/practices/write/sources?find={word}")).Document.QuerySelector("[data-source]"));
        var begun = await amina.GetAsync($"/practices/write?from={log.ItemId}");
        Assert.DoesNotContain("Mine alone", begun.Document.DocumentElement.OuterHtml, StringComparison.Ordinal);
        var page = await amina.SubmitAsync("/practices/write", Form, ("Form.Title", "Peeking"), ("Form.Addresses", log.ItemId));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        using var tomas = await hub.AsAsync(Cast.Tomas);
        Assert.NotNull((await tomas.GetAsync($"/practices/write/sources?find={word}")).Document.QuerySelector("[data-source]"));
    }

    [Fact]
    public async Task What_was_chosen_stays_chosen_while_searching_on()
    {
        var chosen = await hub.LogAsync(Cast.Amina, "Chosen before", "Text.");
        using var amina = await hub.AsAsync(Cast.Amina);
        var page = await amina.GetAsync($"/practices/write/sources?find=nothing-like-it&Form.DistilledFrom={chosen.ItemId}");
        Assert.True(page.One($"input[name='Form.DistilledFrom'][value='{chosen.ItemId}']").HasAttribute("checked"));
    }

    [Fact]
    public async Task Visitors_are_sent_to_sign_in_before_they_write()
    {
        using var visitor = hub.Visitor();
        var page = await visitor.GetAsync("/practices/write");
        Assert.Equal(HttpStatusCode.Found, page.Status);
        Assert.Contains("/sign-in", page.Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_practice_named_like_the_page_that_writes_them_can_still_be_reached()
    {
        using var amina = await hub.AsAsync(Cast.Amina);
        var sent = await amina.SubmitAsync("/practices/write", Form, ("Form.Title", "Write"), ("Form.What", "Down."), ("publish", "yes"));
        Assert.Equal("Write", (await amina.GetAsync(sent.Location!)).One("h1").TextContent.Trim());
    }

    [Fact]
    public async Task A_title_in_another_script_makes_an_address_that_works()
    {
        using var amina = await hub.AsAsync(Cast.Amina);
        var title = PracticeScene.Unique("扉を開ける前に ");
        var sent = await amina.SubmitAsync("/practices/write", Form, ("Form.Title", title), ("Form.What", "一枚。"), ("publish", "yes"));
        Assert.Equal(title.Trim(), (await amina.GetAsync(sent.Location!)).One("h1").TextContent.Trim());
    }

    [Fact]
    public async Task Hostile_text_is_shown_as_text()
    {
        var practice = await hub.PracticeAsync(Cast.Amina, "<script>alert(1)</script>", new() { Summary = "<img src=x onerror=alert(1)>", What = "<script>alert(2)</script><a href='javascript:alert(3)'>x</a>" });
        using var omar = await hub.AsAsync(Cast.Omar);
        var page = await omar.GetAsync($"/{practice.Path}");
        Assert.DoesNotContain(page.Document.QuerySelectorAll("main script, main [onerror], main a[href^='javascript']"), _ => true);
        Assert.Contains("<script>alert(1)</script>", page.One("h1").TextContent, StringComparison.Ordinal);
    }

    public sealed class OnSqlite(SqliteHub hub) : WritingPractices(hub);

    public sealed class OnPostgres(PostgresHub hub) : WritingPractices(hub);
}
