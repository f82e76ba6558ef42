using System.Net;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Security;
using PracticeHub.Reviews.Features.Proposals;
using PracticeHub.Reviews.Features.ReviewRequests;
using PracticeHub.Tests.Content;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests.Reviews;

/// <summary>At the banner of what is stale, readers say whether it holds, or how it should read.</summary>
public abstract class Suggesting(TestHub hub)
{
    private const string Field = "Texts[PracticePart.What]";
    private const string Better = "Start from the timeline. <script>alert(1)</script> Leave the cause for later.";

    [Fact]
    public async Task A_reader_puts_the_text_right_and_its_owner_takes_it_over()
    {
        var (world, item) = await StaleAsync("Put right");
        var path = "/" + (await world.CardAsync(item)).Path;
        using var omar = await hub.AsAsync(Cast.Omar);
        var suggest = (await omar.GetAsync(path)).One("#stale a[href*='/reviews/suggest/']").GetAttribute("href")!;
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await omar.SubmitAsync(suggest, "#suggest", ("Note", "Nothing."))).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await omar.SubmitAsync(suggest, "#suggest", ("Texts[SharingPart.Audience]", "Everyone"), ("Texts[PracticePart.Nothing]", "x"))).Status);
        var id = await SuggestAsync(world, item, Cast.Omar, Better, "We did it so.");

        Assert.Equal([Cast.IdOf(Cast.Amina), Cast.IdOf(Cast.Nadia), Cast.IdOf(Cast.Tomas)], await world.WaitingAsync(item, "proposal"));
        using var ines = await hub.AsAsync(Cast.Ines);
        Assert.Null((await ines.GetAsync(path)).Document.QuerySelector("[data-proposal]"));
        Assert.Equal(HttpStatusCode.NotFound, (await ines.GetAsync(id)).Status);
        Assert.Contains("You suggested", (await omar.GetAsync(path)).One("[data-proposal]").TextContent, StringComparison.Ordinal);
        Assert.Null((await omar.GetAsync(id)).Document.QuerySelector("#take-over"));
        Assert.Equal(HttpStatusCode.NotFound, (await world.PostAsync(Cast.Omar, id)).Status);

        using var amina = await hub.AsAsync(Cast.Amina);
        var page = await amina.GetAsync((await amina.GetAsync(path)).One("[data-proposal] a").GetAttribute("href")!);
        Assert.Contains("We did it so.", page.Text, StringComparison.Ordinal);
        Assert.Contains("later.", string.Concat(page.Document.QuerySelectorAll("ins").Select(e => e.TextContent)), StringComparison.Ordinal);
        Assert.Empty(page.Document.QuerySelectorAll("main script"));
        Assert.Equal(HttpStatusCode.Found, (await amina.SubmitAsync(page, "#take-over")).Status);

        var read = await omar.GetAsync(path);
        Assert.Contains("Leave the cause for later.", read.One("main").TextContent, StringComparison.Ordinal);
        Assert.Empty(read.Document.QuerySelectorAll("main script"));
        var newest = (await amina.GetAsync(path + "/history")).One(".timeline > li").TextContent;
        Assert.Contains("Amina Haddad", newest, StringComparison.Ordinal);
        Assert.Contains("Suggested by Omar Said: We did it so.", newest, StringComparison.Ordinal);
        Assert.Empty(await world.WaitingAsync(item, "proposal"));
        Assert.Equal([Cast.IdOf(Cast.Omar)], await world.WaitingAsync(item, "note"));
        Assert.Contains(ReviewDeed.TakenOver, await world.RecordAsync(item));
        var twice = await world.PostAsync(Cast.Tomas, id, ("VersionId", (await hub.LatestAsync(item))!.VersionId!));
        Assert.Contains("answered", twice.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_turned_down_with_a_reason_that_the_reader_gets()
    {
        var (world, item) = await StaleAsync("Turned down");
        var id = await SuggestAsync(world, item, Cast.Omar, "Start anywhere you like, really.");
        using var tomas = await hub.AsAsync(Cast.Tomas);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await tomas.SubmitAsync(id, "#turn-down", ("Reason", " "))).Status);
        Assert.Equal(HttpStatusCode.Found, (await tomas.SubmitAsync(id, "#turn-down", ("Reason", "We tried that."))).Status);
        using var omar = await hub.AsAsync(Cast.Omar);
        Assert.Contains("We tried that.", (await omar.GetAsync(id)).One("#answer").TextContent, StringComparison.Ordinal);
        Assert.Equal([Cast.IdOf(Cast.Omar)], await world.WaitingAsync(item, "note"));
        Assert.DoesNotContain("anywhere", (await hub.PublishedAsync(item))!.ToJson(), StringComparison.Ordinal);
        // Who suggests again says it anew, and one open suggestion of each reader waits.
        await SuggestAsync(world, item, Cast.Omar, "Start from the end of it.");
        var again = await SuggestAsync(world, item, Cast.Omar, "Start from the end of the day.");
        Assert.NotEqual(id, again);
        Assert.Equal(1, await hub.InDbAsync(db => db.Proposals.CountAsync(p => p.OpenItemId == item)));
    }

    [Fact]
    public async Task When_the_text_has_moved_on_it_stands_beside_the_newest_one()
    {
        var (world, item) = await StaleAsync("Moved on");
        var id = await SuggestAsync(world, item, Cast.Omar, Better);
        using var amina = await hub.AsAsync(Cast.Amina);
        var seen = await amina.GetAsync(id);
        Assert.Equal(HttpStatusCode.Found, (await amina.SubmitAsync($"/{(await world.CardAsync(item)).Path}/edit", "form.form", ("Form.What", "Start from the pager."), ("publish", "yes"))).Status);
        var stale = await amina.SubmitAsync(seen, "#take-over");
        Assert.Equal(HttpStatusCode.Conflict, stale.Status);
        Assert.NotNull(stale.One("#moved-on"));
        Assert.Contains("pager", string.Concat(stale.Document.QuerySelectorAll("del").Select(e => e.TextContent)), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Found, (await amina.SubmitAsync(stale, "#take-over")).Status);
        Assert.Contains("later", (await hub.PublishedAsync(item))!.ToJson(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Cast.Amina, "Real", false, false)]
    [InlineData(Cast.Tomas, "Real", true, true)]
    [InlineData(Cast.Tomas, "Small", true, false)]
    public async Task What_leaders_have_promoted_is_changed_by_them_or_becomes_a_draft(string who, string size, bool isPublished, bool isDue)
    {
        var (world, item) = await StaleAsync("Promoted " + size + who);
        Assert.Equal(HttpStatusCode.Found, (await world.PostAsync(Cast.Tomas, $"/reviews/promote/{item}", ("Level", "Community"), ("Reason", "It worked."))).Status);
        Assert.Equal(HttpStatusCode.Found, (await world.PostAsync(Cast.Tomas, $"/reviews/verify/{item}", ("Note", "Did it."))).Status);
        var id = await SuggestAsync(world, item, Cast.Omar, "Start from the time line, not from the cause.");
        using var browser = await hub.AsAsync(who);
        Assert.Equal(HttpStatusCode.Found, (await browser.SubmitAsync(id, "#take-over", ("Change", size))).Status);
        Assert.Equal(isPublished, (await hub.PublishedAsync(item))!.ToJson().Contains("time line", StringComparison.Ordinal));
        Assert.Contains("time line", (await hub.LatestAsync(item))!.ToJson(), StringComparison.Ordinal);
        Assert.Equal(isDue, (await world.CardAsync(item)).VerifiedUntilUtc <= hub.Clock.GetUtcNow());
    }

    [Fact]
    public async Task What_readers_find_is_evidence_and_what_a_leader_finds_verifies()
    {
        var (world, item) = await StaleAsync("Who says so");
        var path = "/" + (await world.CardAsync(item)).Path;
        foreach (var (reader, word) in new[] { (Cast.Omar, "Flagged"), (Cast.Omar, "Confirmed"), (Cast.Ines, "Confirmed"), (Cast.Maren, "Flagged") })
        {
            // Maren may do everything, as an administrator; what she doubts is still only a doubt.
            Assert.Equal(HttpStatusCode.Found, (await world.PostAsync(reader, $"/reviews/still/{item}", ("Word", word), ("Note", $"{word} by {reader}."))).Status);
        }

        Assert.True((await world.CardAsync(item)).VerifiedUntilUtc < hub.Clock.GetUtcNow());
        using var tomas = await hub.AsAsync(Cast.Tomas);
        Assert.Contains("2 × it still holds, 1 × it does not", (await tomas.GetAsync(path)).One("#stale").TextContent, StringComparison.Ordinal);
        Assert.Contains("Confirmed by ines.", (await tomas.GetAsync($"/reviews/verify/{item}")).One("#said").TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Found, (await tomas.SubmitAsync($"/reviews/still/{item}", "#still", ("Word", "Confirmed"), ("Note", "I did it today."))).Status);
        Assert.Equal(90, ((await world.CardAsync(item)).VerifiedUntilUtc!.Value - hub.Clock.GetUtcNow()).TotalDays, 0.5);
        Assert.Null((await tomas.GetAsync($"/reviews/verify/{item}")).Document.QuerySelector("#said"));
    }

    /// <returns>The address of what was suggested.</returns>
    private async Task<string> SuggestAsync(ReviewWorld world, string item, string who, string text, string note = "")
    {
        using var browser = await hub.AsAsync(who);
        var page = await browser.SubmitAsync($"/reviews/suggest/{item}", "#suggest", (Field, text), ("Note", note));
        Assert.Equal("/" + (await world.CardAsync(item)).Path, page.Location);
        return "/reviews/proposals/" + await hub.InDbAsync(db => db.Proposals.Where(p => p.OpenItemId == item).Select(p => p.Id).SingleAsync());
    }

    private async Task<(ReviewWorld World, string Item)> StaleAsync(string title)
    {
        var world = await ReviewWorld.WithLeadersAsync(hub, 1, Openness.Open, Cast.Tomas, Cast.Nadia);
        var item = await world.PracticeAsync(title, isPublished: true);
        await hub.InDbAsync(db => db.Cards.Where(c => c.ItemId == item).ExecuteUpdateAsync(set => set.SetProperty(c => c.VerifiedUntilUtc, hub.Clock.GetUtcNow().AddDays(-1))));
        return (world, item);
    }

    public sealed class OnSqlite(SqliteHub hub) : Suggesting(hub);

    public sealed class OnPostgres(PostgresHub hub) : Suggesting(hub);
}
