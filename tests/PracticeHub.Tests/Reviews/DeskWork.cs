using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;
using PracticeHub.Reviews.Features.ReviewRequests;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests.Reviews;

/// <summary>What leaders do on their desk besides deciding.</summary>
public abstract class DeskWork(TestHub hub)
{
    [Fact]
    public async Task A_decision_is_taken_back_and_nothing_has_followed_from_it()
    {
        var (world, item, review) = await OneAsync("Too quick", Cast.Tomas, Cast.Nadia);
        var holder = Assert.Single(await world.TurnsAsync(review));
        await world.LeaveTimeToUndoAsync(review);
        await world.SayAsync(review, holder, Verdict.Decline, "No.");
        Assert.Equal(ReviewState.Declined, (await world.RequestAsync(review)).State);
        Assert.Equal(CardState.InReview, (await world.CardAsync(item)).State);
        using (var browser = await hub.AsAsync(holder))
        {
            var desk = await browser.GetAsync("/reviews");
            Assert.Equal(HttpStatusCode.Found, (await browser.SubmitAsync(desk, $"#undo-{review} form")).Status);
        }

        await world.LetItStandAsync(review);
        Assert.Equal((ReviewState.Open, CardState.InReview), ((await world.RequestAsync(review)).State, (await world.CardAsync(item)).State));
        Assert.Equal([holder], await world.TurnsAsync(review));
        await world.DecideAsync(review, holder, Verdict.Approve);
        Assert.Equal(PromotionLevel.Community, (await world.CardAsync(item)).Promotion);
        Assert.Equal(
            [ReviewDeed.Submitted, ReviewDeed.Asked, ReviewDeed.Decline, ReviewDeed.Undone, ReviewDeed.Approve, ReviewDeed.Promoted, ReviewDeed.Verified], await world.RecordAsync(item));
    }

    [Fact]
    public async Task Who_was_not_asked_sees_everybody_whose_turn_it_is()
    {
        var world = await ReviewWorld.WithLeadersAsync(hub, 2, Openness.Open, Cast.Tomas, Cast.Nadia, Cast.Ines);
        var turns = await world.TurnsAsync(await world.SubmitAsync(await world.PracticeAsync("With two of us")));
        using var browser = await hub.AsAsync(new[] { Cast.Tomas, Cast.Nadia, Cast.Ines }.Except(turns).Single());
        var names = await hub.InDbAsync(db => db.Users.Where(u => turns.Contains(u.UserName!)).Select(u => u.DisplayName).ToListAsync());
        var row = (await browser.GetAsync("/reviews")).Document.QuerySelectorAll(".desk-list li").Single(li => li.TextContent.Contains("With two of us", StringComparison.Ordinal));
        Assert.Contains("with " + string.Join(", ", names.Order(StringComparer.Ordinal)), row.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_takes_a_decision_back_goes_on_with_what_they_had_written()
    {
        var (world, _, review) = await OneAsync("Second thoughts", Cast.Tomas, Cast.Nadia);
        var holder = Assert.Single(await world.TurnsAsync(review));
        await world.LeaveTimeToUndoAsync(review);
        using var browser = await hub.AsAsync(holder);
        await browser.SubmitAsync($"/reviews/{review}", "#decision", ("Verdict", "Decline"), ("Note", "Not yet, <b>friend</b>."), ("NextStep", "Try it twice."), ("CriteriaMet", "1"));
        await browser.SubmitAsync(await browser.GetAsync("/reviews"), $"#undo-{review} form");
        var page = await browser.GetAsync($"/reviews/{review}");
        Assert.Equal("Not yet, <b>friend</b>.", page.One("#note").TextContent);
        Assert.Equal("Try it twice.", page.One("#next").TextContent);
        Assert.Equal(["1"], page.Document.QuerySelectorAll("[name=CriteriaMet][checked]").Select(box => box.GetAttribute("value")));
    }

    [Fact]
    public async Task A_refused_decision_begins_at_the_field_that_it_is_about()
    {
        var (world, _, review) = await OneAsync("Begin here", Cast.Tomas);
        var page = await world.SayAsync(review, Cast.Tomas, Verdict.Changes);
        Assert.Equal("note", page.One("[autofocus]").Id);
        Assert.Equal("true", page.One("#note").GetAttribute("aria-invalid"));
        page = await world.SayAsync(review, Cast.Tomas, Verdict.Decline, "No.", nextStep: "");
        Assert.Equal("next", page.One("[autofocus]").Id);
        Assert.Null(page.One("#note").GetAttribute("aria-invalid"));
        page = await world.PostAsync(Cast.Tomas, $"/reviews/{review}/comments", ("Quote", "Nowhere to be found."), ("Text", "What?"));
        Assert.Equal("quote", page.One("[autofocus]").Id);
    }

    [Fact]
    public async Task What_was_two_nights_ago_was_not_yesterday()
    {
        await using var own = await hub.FreshAsync();
        own.Clock.Stop();
        own.Clock.Advance(own.Clock.GetUtcNow().Date.AddDays(1).AddHours(6) - own.Clock.GetUtcNow().UtcDateTime);
        var world = await ReviewWorld.WithLeadersAsync(own, 1, Openness.Open, Cast.Tomas);
        var review = await world.SubmitAsync(await world.PracticeAsync("Two nights"));
        own.Clock.Advance(TimeSpan.FromHours(26));
        using var amina = await own.AsAsync(Cast.Amina);
        Assert.Equal("yesterday", (await amina.GetAsync($"/reviews/{review}")).One(".steps time").TextContent);
        own.Clock.Advance(TimeSpan.FromHours(21));
        Assert.Equal("2 days ago", (await amina.GetAsync($"/reviews/{review}")).One(".steps time").TextContent);
    }

    [Fact]
    public async Task Who_ticks_nothing_is_told_what_to_do()
    {
        var (_, _, review) = await OneAsync("Ticked", Cast.Tomas);
        using var tomas = await hub.AsAsync(Cast.Tomas);
        var page = await tomas.GetAsync("/reviews/several?");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("Nothing is ticked", page.Text, StringComparison.Ordinal);
        await tomas.SubmitAsync($"/reviews/{review}", "#decision", ("Verdict", "Approve"));
        Assert.Contains("Nothing is ticked", (await tomas.GetAsync($"/reviews/several?ids={review}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_takes_back_what_another_decided()
    {
        var (world, _, review) = await OneAsync("Not yours", Cast.Tomas, Cast.Nadia);
        await world.SayAsync(review, Cast.Tomas, Verdict.Approve);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await world.PostAsync(Cast.Nadia, $"/reviews/{review}/undo")).Status);
        Assert.Equal(ReviewState.Approved, (await world.RequestAsync(review)).State);
    }

    [Fact]
    public async Task Leaders_promote_as_far_as_they_choose_and_reverse_it_with_a_reason()
    {
        var (world, item, review) = await OneAsync("Far", Cast.Tomas, Cast.Nadia);
        using var tomas = await hub.AsAsync(Cast.Tomas);
        await tomas.SubmitAsync($"/reviews/{review}", "#decision", ("Verdict", "Approve"), ("Level", "Everyone"));
        await world.LetItStandAsync(review);
        Assert.Equal(PromotionLevel.Everyone, (await world.CardAsync(item)).Promotion);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await tomas.SubmitAsync($"/reviews/{review}/reverse", "#reverse", ("Reason", ""))).Status);
        using var amina = await hub.AsAsync(Cast.Amina);
        Assert.Equal(HttpStatusCode.NotFound, (await amina.GetAsync($"/reviews/{review}/reverse")).Status);
        Assert.Equal(HttpStatusCode.Found, (await tomas.SubmitAsync($"/reviews/{review}/reverse", "#reverse", ("Reason", "It failed in Lyon."))).Status);
        var reversed = await tomas.GetAsync($"/reviews/{review}");
        Assert.Contains("was reversed", reversed.One("#decision").TextContent, StringComparison.Ordinal);
        Assert.Null(reversed.Document.QuerySelector("a[href$='/reverse']"));
        var card = await world.CardAsync(item);
        Assert.Equal((CardState.Published, PromotionLevel.None, null), (card.State, card.Promotion, card.VerifiedUntilUtc));
        Assert.Contains("It failed in Lyon.", (await amina.GetAsync($"/reviews/{review}")).One(".steps").TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await tomas.SubmitAsync($"/reviews/{review}/reverse", "#reverse", ("Reason", "Twice."))).Status);
    }

    [Fact]
    public async Task Of_two_who_reverse_in_one_moment_one_does()
    {
        var (world, item, review) = await OneAsync("Twice", Cast.Tomas, Cast.Nadia);
        using var tomas = await hub.AsAsync(Cast.Tomas);
        using var nadia = await hub.AsAsync(Cast.Nadia);
        await tomas.SubmitAsync($"/reviews/{review}", "#decision", ("Verdict", "Approve"));
        await world.LetItStandAsync(review);
        var pages = await Task.WhenAll(tomas.GetAsync($"/reviews/{review}/reverse"), nadia.GetAsync($"/reviews/{review}/reverse"));
        var both = await Task.WhenAll(tomas.SubmitAsync(pages[0], "#reverse", ("Reason", "Lyon.")), nadia.SubmitAsync(pages[1], "#reverse", ("Reason", "Porto.")));
        Assert.Single(both, page => page.Status is HttpStatusCode.Found);
        Assert.Single(both, page => page.Status is HttpStatusCode.UnprocessableEntity);
        Assert.Equal(1, await world.VerbsAsync(item, "promotion.withdrawn"));
    }

    [Fact]
    public async Task Work_is_handed_over_and_put_off_several_at_once()
    {
        var world = await ReviewWorld.WithLeadersAsync(hub, 1, Openness.Open, Cast.Tomas, Cast.Nadia);
        var reviews = new[] { await world.SubmitAsync(await world.PracticeAsync("First of two")), await world.SubmitAsync(await world.PracticeAsync("Second of two")) };
        foreach (var review in reviews)
        {
            Assert.Equal(HttpStatusCode.Found, (await world.PostAsync(Cast.Tomas, $"/reviews/{review}/turn")).Status);
        }

        var due = (await world.RequestAsync(reviews[0])).DueUtc;
        Assert.Equal("/reviews", (await world.PostAsync(Cast.Tomas, "/reviews/several?handler=Postpone", ("ids", reviews[0]), ("Days", "3"), ("Word", "Lena knows more."))).Location);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await world.PostAsync(Cast.Tomas, "/reviews/several?handler=Postpone", ("ids", reviews[0]), ("Days", "99"))).Status);
        Assert.Equal(WorkingDays.After(due, 3, TimeZoneInfo.Utc), (await world.RequestAsync(reviews[0])).DueUtc);
        var answer = await world.PostAsync(Cast.Tomas, "/reviews/several", ("ids", reviews[0]), ("ids", reviews[1]), ("To", Cast.IdOf(Cast.Nadia)), ("Word", "You know the pager."));
        Assert.Equal("/reviews", answer.Location);
        foreach (var review in reviews)
        {
            Assert.Equal([Cast.Nadia], await world.TurnsAsync(review));
        }

        using var amina = await hub.AsAsync(Cast.Amina);
        var seen = await amina.GetAsync($"/reviews/{reviews[0]}");
        Assert.Contains("You know the pager.", seen.One(".steps").TextContent, StringComparison.Ordinal);
        Assert.Contains("Nadia Berg", seen.One("#turns").TextContent, StringComparison.Ordinal);
        Assert.Null(seen.Document.QuerySelector("#turns button"));
    }

    [Fact]
    public async Task A_comment_in_the_margin_is_found_again_after_an_edit_or_said_to_be_lost()
    {
        var (world, item, review) = await OneAsync("In the margin", Cast.Tomas);
        using var tomas = await hub.AsAsync(Cast.Tomas);
        async Task SayAsync(string quote, string text) => Assert.Equal(
            HttpStatusCode.Found, (await tomas.SubmitAsync($"/reviews/{review}", "#margin-form", ("Quote", quote), ("Text", text), ("Field", ""), ("Prefix", ""), ("Suffix", ""))).Status);
        await SayAsync("not from the cause", "Why not?");
        await SayAsync("Start from the", "Who starts?");
        var page = await tomas.GetAsync($"/reviews/{review}");
        Assert.Equal("not from the cause", page.Document.QuerySelectorAll("#version mark").First(m => m.TextContent.StartsWith("not", StringComparison.Ordinal)).TextContent);

        await world.DecideAsync(review, Cast.Tomas, Verdict.Changes, "See the margin.");
        await world.ReviseAsync(item, "Begin with the timeline,\n**not from the cause**. Read it aloud.");
        await world.SubmitAsync(item);
        using var amina = await hub.AsAsync(Cast.Amina);
        var later = await amina.GetAsync($"/reviews/{review}");
        Assert.Contains("Why not?", later.One("#version .margin-notes").TextContent, StringComparison.Ordinal);
        Assert.Contains("Who starts?", later.One("#lost").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Why not?", later.One("#lost").TextContent, StringComparison.Ordinal);
        await amina.SubmitAsync(later, "#lost form");
        Assert.Contains("Dealt with", (await amina.GetAsync($"/reviews/{review}")).One("#lost").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_comment_needs_words_that_are_there_and_something_to_say()
    {
        var (_, _, review) = await OneAsync("Empty margin", Cast.Tomas);
        using var tomas = await hub.AsAsync(Cast.Tomas);
        var page = await tomas.SubmitAsync($"/reviews/{review}", "#margin-form", ("Quote", "<script>never there"), ("Text", "Hm."));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("do not stand", page.One("#quote-error").TextContent, StringComparison.Ordinal);
        Assert.Equal("Hm.", page.One("#margin-text").TextContent);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await tomas.SubmitAsync($"/reviews/{review}", "#margin-form", ("Quote", "Start"), ("Text", ""))).Status);
        using var omar = await hub.AsAsync(Cast.Omar);
        Assert.Equal(HttpStatusCode.NotFound, (await omar.GetAsync($"/reviews/{review}/comments")).Status);
    }

    [Fact]
    public async Task A_reviewer_sees_what_changed_since_they_looked_last()
    {
        var (world, item, review) = await OneAsync("Looked", Cast.Tomas, Cast.Nadia);
        async Task LookAsync() => await world.PostAsync(Cast.Nadia, $"/reviews/{review}/look", ("versionId", (await world.RequestAsync(review)).VersionId));
        await LookAsync();
        await AgainAsync("Two.", look: false);
        await AgainAsync("Three.", look: true);
        await LookAsync();
        using var nadia = await hub.AsAsync(Cast.Nadia);
        var page = await nadia.GetAsync($"/reviews/{review}");
        Assert.Contains("since your last look", page.One("#version .meta").TextContent, StringComparison.Ordinal);
        Assert.Equal((ReviewWorld.What, "Three."), (page.One("#version del").TextContent, page.One("#version ins").TextContent));
        using var tomas = await hub.AsAsync(Cast.Tomas);
        Assert.Contains("since the last round", (await tomas.GetAsync($"/reviews/{review}")).One("#version .meta").TextContent, StringComparison.Ordinal);

        async Task AgainAsync(string what, bool look)
        {
            await world.DecideAsync(review, Cast.Tomas, Verdict.Changes, "More.");
            await world.ReviseAsync(item, what);
            await world.SubmitAsync(item);
            await (look ? LookAsync() : Task.CompletedTask);
        }
    }

    [Fact]
    public async Task The_record_is_there_for_those_concerned_and_goes_out_as_a_file()
    {
        var (world, item, review) = await OneAsync("=On the record", Cast.Tomas);
        await world.DecideAsync(review, Cast.Tomas, Verdict.Approve, "+1, \"yes\"");
        using var amina = await hub.AsAsync(Cast.Amina);
        var page = await amina.GetAsync($"/reviews/record?item={item}");
        Assert.Contains("Approved by Tomás Rivera", page.One(".steps").TextContent, StringComparison.Ordinal);
        var csv = await amina.Http.GetStringAsync(new Uri($"/reviews/record.csv?item={item}", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains("\"'+1, \"\"yes\"\"\"", csv, StringComparison.Ordinal);
        Assert.Contains("\"'=On the record\"", csv, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(await amina.Http.GetStringAsync(new Uri($"/reviews/record.json?item={item}", UriKind.Relative), TestContext.Current.CancellationToken));
        Assert.Equal(5, json.RootElement.GetArrayLength());
        Assert.All(json.RootElement.EnumerateArray(), row => Assert.Equal(1, row.GetProperty("version").GetInt32()));
        Assert.Equal("/" + (await world.CardAsync(item)).Path, page.One("main p a").GetAttribute("href"));
        Assert.Contains(json.RootElement.EnumerateArray(), row => row.GetProperty("deed").GetString() == "Approve" && row.GetProperty("byId").GetString() == Cast.IdOf(Cast.Tomas));

        using var omar = await hub.AsAsync(Cast.Omar);
        Assert.DoesNotContain("On the record", (await omar.GetAsync($"/reviews/record?item={item}")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("On the record", await omar.Http.GetStringAsync(new Uri($"/reviews/record.csv?item={item}", UriKind.Relative), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE reviews_record SET note = 'Never said.'")]
    [InlineData("DELETE FROM reviews_record")]
    public async Task What_stands_in_the_record_is_never_changed(string sql)
    {
        var (world, item, review) = await OneAsync("For good", Cast.Tomas);
        await world.SayAsync(review, Cast.Tomas, Verdict.Approve, "Said.");
        var before = await world.RecordAsync(item);
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => hub.InDbAsync(db => db.Database.ExecuteSqlRawAsync(sql)));
        Assert.Equal(before, await world.RecordAsync(item));
    }

    private async Task<(ReviewWorld World, string Item, string Review)> OneAsync(string title, params string[] leaders)
    {
        var world = await ReviewWorld.WithLeadersAsync(hub, 1, Openness.Open, leaders);
        var item = await world.PracticeAsync(title);
        return (world, item, await world.SubmitAsync(item));
    }

    public sealed class OnSqlite(SqliteHub hub) : DeskWork(hub);

    public sealed class OnPostgres(PostgresHub hub) : DeskWork(hub);
}
