using System.Net;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Engagement.Features.Comments;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Security;
using PracticeHub.Tests.Engagement;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests;

public abstract class Commenting(TestHub hub)
{
    private const string Form = "#comment-form";
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_comment_is_shown_counted_and_noted_without_script()
    {
        var card = await hub.PublishedAsync(Cast.Amina);
        using var tomas = await hub.AsAsync(Cast.Tomas);
        var answer = await tomas.SubmitAsync(Comments(card), Form, ("Markdown", "We *do* this too."));
        var comment = await OnlyAsync(card);
        Assert.Equal(HttpStatusCode.Found, answer.Status);
        Assert.Equal($"/{card.Path}#comment-{comment.Id}", answer.Location);
        var shown = (await tomas.GetAsync(Comments(card))).One($"#comment-{comment.Id}");
        Assert.Equal("do", shown.QuerySelector("em")!.TextContent);
        Assert.Equal("/people/tomas", shown.QuerySelector(".person")!.GetAttribute("href"));
        Assert.Equal(1, (await hub.CardAsync(card.ItemId)).Comments);
        Assert.Equal(["comment.added"], await hub.DeedsAsync(card.ItemId, "comment."));
    }

    [Fact]
    public async Task With_htmx_the_answer_is_the_list_with_the_comment_and_an_empty_form()
    {
        var card = await hub.PublishedAsync(Cast.Amina);
        using var tomas = await hub.AsAsync(Cast.Tomas);
        var answer = await tomas.SendAsync(Comments(card), Form, ("Markdown", "At once"));
        answer.IsPart();
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains("At once", answer.One("section#comments article").TextContent, StringComparison.Ordinal);
        Assert.Equal("", answer.One("textarea").TextContent.Trim());
    }

    [Theory]
    [InlineData(" \r\n ")]
    [InlineData("")]
    public async Task An_empty_comment_is_refused(string typed)
    {
        var card = await hub.PublishedAsync(Cast.Amina);
        using var tomas = await hub.AsAsync(Cast.Tomas);
        var answer = await tomas.SubmitAsync(Comments(card), Form, ("Markdown", typed));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Equal("Write something first.", answer.One("#comment-error").TextContent);
    }

    [Fact]
    public async Task A_comment_that_is_too_long_comes_back_as_it_was_typed()
    {
        var card = await hub.PublishedAsync(Cast.Amina);
        using var tomas = await hub.AsAsync(Cast.Tomas);
        var typed = new string('ä', Comment.MaxLength + 1);
        var page = await tomas.SubmitAsync(Comments(card), Form, ("Markdown", typed));
        var part = await tomas.SendAsync(Comments(card), Form, ("Markdown", typed));
        part.IsPart();
        foreach (var answer in new[] { page, part })
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
            Assert.Equal(typed, answer.One("form#comment-form textarea").TextContent.Trim());
        }

        Assert.Equal(0, (await hub.CardAsync(card.ItemId)).Comments);
    }

    [Fact]
    public async Task Who_may_not_see_the_item_finds_nothing_to_comment_on()
    {
        var closed = await hub.CommunityAsync(Openness.Closed, (Cast.Amina, CommunityRole.Member));
        var hidden = await hub.PublishedAsync(Cast.Amina, Audience.Community, closed);
        var open = await hub.PublishedAsync(Cast.Amina);
        using var omar = await hub.AsAsync(Cast.Omar);
        Assert.Equal(HttpStatusCode.NotFound, (await omar.GetAsync(Comments(hidden))).Status);
        var page = await omar.GetAsync(Comments(open));
        page.One(Form).SetAttribute("action", Comments(hidden));
        Assert.Equal(HttpStatusCode.NotFound, (await omar.SubmitAsync(page, Form, ("Markdown", "Hello?"))).Status);
        Assert.Equal(0, (await hub.CardAsync(hidden.ItemId)).Comments);
    }

    [Fact]
    public async Task A_visitor_is_asked_to_sign_in()
    {
        var card = await hub.PublishedAsync(Cast.Amina);
        using var visitor = hub.Visitor();
        var answer = await visitor.GetAsync(Comments(card));
        Assert.Equal(HttpStatusCode.Found, answer.Status);
        Assert.Contains("/sign-in", answer.Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_its_writer_changes_a_comment()
    {
        var card = await hub.PublishedAsync(Cast.Amina);
        var comment = await SaidAsync(card, Cast.Tomas, "Frist");
        using var tomas = await hub.AsAsync(Cast.Tomas);
        using var amina = await hub.AsAsync(Cast.Amina);
        Assert.Equal(HttpStatusCode.NotFound, (await amina.GetAsync(Address(comment))).Status);
        var answer = await tomas.SubmitAsync(Address(comment), "main form", ("Markdown", "First"));
        Assert.Equal(HttpStatusCode.Found, answer.Status);
        var shown = (await amina.GetAsync(Comments(card))).One($"#comment-{comment.Id}").TextContent;
        Assert.Contains("First", shown, StringComparison.Ordinal);
        Assert.Contains("edited", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_withdrawn_comment_is_gone_with_and_without_script()
    {
        var card = await hub.PublishedAsync(Cast.Amina);
        var one = await SaidAsync(card, Cast.Tomas, "One");
        var two = await SaidAsync(card, Cast.Tomas, "Two");
        using var tomas = await hub.AsAsync(Cast.Tomas);
        var part = await tomas.SendAsync(Comments(card), $"#comment-{one.Id} form");
        Assert.Null(part.Document.GetElementById($"comment-{one.Id}"));
        part.One($"#comment-{two.Id}");
        var answer = await tomas.SubmitAsync(Comments(card), $"#comment-{two.Id} form");
        Assert.Equal($"/{card.Path}#comments", answer.Location);
        Assert.Equal(0, (await hub.CardAsync(card.ItemId)).Comments);
    }

    [Fact]
    public async Task A_leader_removes_a_comment_with_a_reason_and_the_trace_stays()
    {
        var community = await hub.CommunityAsync(Openness.Open, (Cast.Nadia, CommunityRole.Leader), (Cast.Ines, CommunityRole.Curator));
        var card = await hub.PublishedAsync(Cast.Amina, Audience.Community, community);
        var comment = await SaidAsync(card, Cast.Tomas, "Names a customer");
        var address = Address(comment) + "/removal";
        using var ines = await hub.AsAsync(Cast.Ines);
        Assert.Equal(HttpStatusCode.NotFound, (await ines.GetAsync(address)).Status);
        using var nadia = await hub.AsAsync(Cast.Nadia);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await nadia.SubmitAsync(address, "main form", ("Reason", " "))).Status);
        Assert.Equal(HttpStatusCode.Found, (await nadia.SubmitAsync(address, "main form", ("Reason", "It names a customer"))).Status);
        var shown = (await ines.GetAsync(Comments(card))).One($"#comment-{comment.Id}").TextContent;
        Assert.Contains("Removed by Nadia Berg: It names a customer", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("Names a customer", shown, StringComparison.Ordinal);
        Assert.Equal(0, (await hub.CardAsync(card.ItemId)).Comments);
        using var tomas = await hub.AsAsync(Cast.Tomas);
        Assert.Equal(HttpStatusCode.NotFound, (await tomas.GetAsync(Address(comment))).Status);
    }

    [Fact]
    public async Task Hostile_markdown_does_nothing()
    {
        var card = await hub.PublishedAsync(Cast.Amina);
        await SaidAsync(card, Cast.Tomas, "<script>alert(1)</script><img src=x onerror=alert(1)>[a](javascript:alert(1)) <form action=/x><button>Go</button></form></section>");
        using var amina = await hub.AsAsync(Cast.Amina);
        var shown = (await amina.GetAsync(Comments(card))).One("#comments article .prose");
        Assert.Empty(shown.QuerySelectorAll("script, form, button, [onerror], [href^='javascript']"));
    }

    [Fact]
    public async Task Thirty_comments_a_minute_are_enough_for_one_person()
    {
        // Of its own, because the minute must not go by, however slow the machine is.
        await using var own = await hub.FreshAsync();
        own.Clock.Stop();
        var card = await own.PublishedAsync(Cast.Amina);
        using var ines = await own.AsAsync(Cast.Ines);
        var page = await ines.GetAsync(Comments(card));
        var answers = new List<PageSeen>();
        for (var i = 0; i < 60 && answers.LastOrDefault()?.Status is not HttpStatusCode.TooManyRequests; i++)
        {
            answers.Add(await ines.SubmitAsync(page, Form, ("Markdown", $"Comment {i}")));
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1].Status);
        Assert.Equal(CommentsModel.AMinute + 1, answers.Count);
        Assert.Contains("Wait a minute", answers[^1].Text, StringComparison.Ordinal);
        using var tomas = await own.AsAsync(Cast.Tomas);
        Assert.Equal(HttpStatusCode.Found, (await tomas.SubmitAsync(Comments(card), Form, ("Markdown", "Still here"))).Status);
    }

    [Fact]
    public async Task Comments_at_the_same_moment_are_all_counted()
    {
        var card = await hub.PublishedAsync(Cast.Amina);
        var browsers = await Task.WhenAll(new[] { Cast.Tomas, Cast.Nadia, Cast.Omar, Cast.Maren }.Select(hub.AsAsync));
        var pages = await Task.WhenAll(browsers.Select(b => b.GetAsync(Comments(card))));
        for (var round = 1; round <= 3; round++)
        {
            await Task.WhenAll(browsers.Zip(pages, (browser, page) => browser.SubmitAsync(page, Form, ("Markdown", "Me too"))));
            Assert.Equal(4 * round, (await hub.CardAsync(card.ItemId)).Comments);
        }

        Array.ForEach(browsers, browser => browser.Dispose());
    }

    private static string Comments(Card card) => $"/items/{card.ItemId}/comments";

    private static string Address(Comment comment) => $"/items/{comment.ItemId}/comments/{comment.Id}";

    private Task<Comment> OnlyAsync(Card card) => hub.InDbAsync(db => db.Set<Comment>().AsNoTracking().SingleAsync(c => c.ItemId == card.ItemId, Ct));

    private async Task<Comment> SaidAsync(Card card, string by, string markdown)
    {
        using var browser = await hub.AsAsync(by);
        var answer = await browser.SubmitAsync(Comments(card), Form, ("Markdown", markdown));
        var id = answer.Location!.Split("#comment-")[1];
        return await hub.InDbAsync(db => db.Set<Comment>().AsNoTracking().SingleAsync(c => c.Id == id, Ct));
    }

    public sealed class OnSqlite(SqliteHub hub) : Commenting(hub);

    public sealed class OnPostgres(PostgresHub hub) : Commenting(hub);
}
