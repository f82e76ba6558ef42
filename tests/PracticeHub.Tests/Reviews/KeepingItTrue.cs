using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;
using PracticeHub.Reviews.Features.ReviewRequests;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests.Reviews;

/// <summary>What becomes of an item once it is published: it is proposed, doubted, retired, or nobody wants it any more.</summary>
public abstract class KeepingItTrue(TestHub hub)
{
    private static readonly string[] Readers = [Cast.Tomas, Cast.Nadia, Cast.Ines, Cast.Omar, Cast.Maren];

    [Fact]
    public async Task What_worked_for_many_is_proposed_to_the_leaders_once()
    {
        var (world, item) = await PublishedAsync("Worked for many");
        foreach (var reader in Readers[..4])
        {
            await TellAsync(world, item, reader, "Worked");
        }

        Assert.Empty(await world.WaitingAsync(item, "nomination"));
        await TellAsync(world, item, Cast.Maren, "Worked");
        await TellAsync(world, item, Cast.Omar, "Worked");
        Assert.Equal([Cast.IdOf(Cast.Nadia), Cast.IdOf(Cast.Tomas)], await world.WaitingAsync(item, "nomination"));
        Assert.Single(await world.RecordAsync(item), ReviewDeed.Nominated);

        Assert.Equal(HttpStatusCode.Found, (await world.PostAsync(Cast.Tomas, $"/reviews/promote/{item}", ("Level", "Community"), ("Reason", "Five of five."))).Status);
        Assert.Empty(await world.WaitingAsync(item, "nomination"));
    }

    [Fact]
    public async Task What_fails_for_several_is_due_for_verification_sooner()
    {
        var (world, item) = await PublishedAsync("Failed lately");
        Assert.Equal(HttpStatusCode.Found, (await world.PostAsync(Cast.Tomas, $"/reviews/verify/{item}", ("Note", "Counted."), ("Risk", "Low"))).Status);
        Assert.Equal(365, ((await world.CardAsync(item)).VerifiedUntilUtc!.Value - hub.Clock.GetUtcNow()).TotalDays, 0.5);
        foreach (var reader in new[] { Cast.Nadia, Cast.Ines })
        {
            await TellAsync(world, item, reader, "NotWorked");
        }

        Assert.Equal(365, ((await world.CardAsync(item)).VerifiedUntilUtc!.Value - hub.Clock.GetUtcNow()).TotalDays, 0.5);
        await TellAsync(world, item, Cast.Omar, "NotWorked");
        Assert.Equal(14, ((await world.CardAsync(item)).VerifiedUntilUtc!.Value - hub.Clock.GetUtcNow()).TotalDays, 0.5);
        Assert.Single(await world.RecordAsync(item), ReviewDeed.Shortened);

        // Readers are told, and whoever verifies it again sees the text, who tried it, and how much harm it does.
        using var tomas = await hub.AsAsync(Cast.Tomas);
        Assert.Contains("did not work", (await tomas.GetAsync("/" + (await world.CardAsync(item)).Path)).One("#doubted").TextContent, StringComparison.Ordinal);
        var page = await tomas.GetAsync($"/reviews/verify/{item}");
        Assert.Contains(ReviewWorld.What, page.One("#version").TextContent, StringComparison.Ordinal);
        Assert.Contains("failed for several", page.One("#said").TextContent, StringComparison.Ordinal);
        Assert.Contains("In the night shift.", page.One("section[aria-labelledby=tried]").TextContent, StringComparison.Ordinal);
        Assert.Equal("Low", page.One("#risk option[selected]").GetAttribute("value"));

        // It is nobody's word about whether it still holds.
        await hub.InDbAsync(db => db.Cards.Where(c => c.ItemId == item).ExecuteUpdateAsync(set => set.SetProperty(c => c.VerifiedUntilUtc, hub.Clock.GetUtcNow().AddDays(-1))));
        Assert.DoesNotContain("Readers since then", (await tomas.GetAsync("/" + (await world.CardAsync(item)).Path)).One("#stale").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Worked", ReviewDeed.Nominated)]
    [InlineData("NotWorked", ReviewDeed.Shortened)]
    public async Task Many_who_say_the_same_at_once_have_one_effect(string verdict, ReviewDeed deed)
    {
        var all = await Task.WhenAll(Enumerable.Range(0, 4).Select(n => PublishedAsync($"Said at once {verdict} {n}")));
        var (world, _) = all[0];
        if (deed is ReviewDeed.Shortened)
        {
            await Task.WhenAll(all.Select(one => world.PostAsync(Cast.Tomas, $"/reviews/verify/{one.Item}", ("Note", "Counted."), ("Risk", "Low"))));
        }

        await Task.WhenAll(all.SelectMany(one => Readers.Select(reader => TellAsync(world, one.Item, reader, verdict))));
        await world.SettleAsync();
        foreach (var (_, item) in all)
        {
            Assert.Single(await world.RecordAsync(item), deed);
        }
    }

    [Fact]
    public async Task A_reader_says_at_the_stale_banner_whether_it_still_holds()
    {
        var (world, item) = await PublishedAsync("Doubtful");
        await hub.InDbAsync(db => db.Cards.Where(c => c.ItemId == item).ExecuteUpdateAsync(set => set.SetProperty(c => c.VerifiedUntilUtc, hub.Clock.GetUtcNow().AddDays(-1))));
        using var omar = await hub.AsAsync(Cast.Omar);
        var page = await omar.GetAsync("/" + (await world.CardAsync(item)).Path);
        var still = page.One("#stale a[href*='/reviews/still/']").GetAttribute("href")!;
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await omar.SubmitAsync(still, "#still", ("Word", "Flagged"), ("Note", ""))).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await omar.SubmitAsync(still, "#still", ("Word", "Verified"), ("Note", "Me."))).Status);
        Assert.Equal(HttpStatusCode.Found, (await omar.SubmitAsync(still, "#still", ("Word", "Flagged"), ("Note", "Say two hours, not one."))).Status);
        Assert.Equal([Cast.IdOf(Cast.Amina)], await world.WaitingAsync(item, "note"));
        using var amina = await hub.AsAsync(Cast.Amina);
        Assert.Contains("Say two hours, not one.", (await amina.GetAsync($"/reviews/record?item={item}")).One(".steps").TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await amina.GetAsync(still)).Status);
    }

    [Fact]
    public async Task What_is_superseded_leads_to_its_successor_and_comes_back_when_leaders_want_it()
    {
        var (world, old) = await PublishedAsync("The old way");
        var young = await world.PracticeAsync("The new way", isPublished: true);
        var (from, to) = ((await world.CardAsync(old)).Path, (await world.CardAsync(young)).Path);
        using var tomas = await hub.AsAsync(Cast.Tomas);
        var wrong = await tomas.SubmitAsync($"/reviews/retire/{old}", "#retire", ("Successor", "/practices/nowhere"), ("Reason", "Two are too many."));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "/practices/nowhere"), (wrong.Status, wrong.One("[name=Successor]").GetAttribute("value")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await tomas.SubmitAsync($"/reviews/retire/{old}", "#retire", ("Successor", "/" + from), ("Reason", "Itself."))).Status);
        using var omar = await hub.AsAsync(Cast.Omar);
        Assert.Equal(HttpStatusCode.NotFound, (await omar.GetAsync($"/reviews/retire/{old}")).Status);
        Assert.Equal(HttpStatusCode.Found, (await tomas.SubmitAsync($"/reviews/retire/{old}", "#retire", ("Successor", $"{hub.Address}{to}"), ("Reason", "Two are too many."))).Status);

        Assert.Equal("/" + to, (await omar.GetAsync("/" + from)).Location);
        Assert.Contains("The new way", (await omar.GetAsync($"/{from}?old=1")).One("#retired").TextContent, StringComparison.Ordinal);
        Assert.Contains("The old way", (await omar.GetAsync("/" + to)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("The old way", (await omar.GetAsync($"/practices?community={world.CommunityId}")).One("main").TextContent, StringComparison.Ordinal);
        await hub.InScopeAsync(async services =>
        {
            await services.GetRequiredService<ContentStore>().ReprojectAsync(old, default);
            return await services.GetRequiredService<HubDb>().SaveChangesAsync();
        });
        Assert.Equal(CardState.Retired, (await world.CardAsync(old)).State);

        Assert.Equal(HttpStatusCode.Found, (await world.PostAsync(Cast.Tomas, $"/reviews/retire/{old}?handler=Restore", ("Reason", "It was right."))).Status);
        Assert.Equal(CardState.Published, (await world.CardAsync(old)).State);
        Assert.Equal(HttpStatusCode.OK, (await omar.GetAsync("/" + from)).Status);
        Assert.Equal([ReviewDeed.Retired, ReviewDeed.Restored], await world.RecordAsync(old));
        Assert.Equal(("/" + to, "The new way"), Successor(await tomas.GetAsync($"/reviews/record?item={old}")));

        await hub.InDbAsync(db => db.Cards.Where(c => c.ItemId == young).ExecuteUpdateAsync(set => set.SetProperty(c => c.ReaderKey, ReaderKeys.Owner(Cast.IdOf(Cast.Amina)))));
        Assert.Null(Successor(await tomas.GetAsync($"/reviews/record?item={old}")).Href);
        using var amina = await hub.AsAsync(Cast.Amina);
        Assert.Equal("/" + to, Successor(await amina.GetAsync($"/reviews/record?item={old}")).Href);
        Assert.DoesNotContain(to, await tomas.Http.GetStringAsync(new Uri($"/reviews/record.csv?item={old}", UriKind.Relative), TestContext.Current.CancellationToken), StringComparison.Ordinal);

        static (string? Href, string? Title) Successor(PageSeen page) =>
            page.Document.QuerySelector(".steps small a[href^='/practices/']") is { } link ? (link.GetAttribute("href"), link.TextContent) : default;
    }

    [Fact]
    public async Task What_nobody_verifies_or_uses_goes_to_the_archive_after_a_notice_unless_it_is_kept()
    {
        await using var own = await hub.FreshAsync();
        var world = await ReviewWorld.WithLeadersAsync(own, 1, Openness.Open, Cast.Tomas);
        var (kept, left, used) = (await world.PracticeAsync("Kept", isPublished: true), await world.PracticeAsync("Left", isPublished: true), await world.PracticeAsync("Used", isPublished: true));
        await world.GoToAsync(own.Clock.GetUtcNow().AddDays(170));
        await TellAsync(world, used, Cast.Tomas, "Worked");
        await world.GoToAsync(own.Clock.GetUtcNow().AddDays(12));
        Assert.Equal([Cast.IdOf(Cast.Amina), Cast.IdOf(Cast.Tomas)], await world.WaitingAsync(left, "archive"));
        Assert.Empty(await world.WaitingAsync(used, "archive"));
        using (var amina = await own.AsAsync(Cast.Amina))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await amina.SubmitAsync($"/reviews/keep/{kept}", "#keep", ("Reason", ""))).Status);
            Assert.Equal(HttpStatusCode.Found, (await amina.SubmitAsync($"/reviews/keep/{kept}", "#keep", ("Reason", "Once a year we need it."))).Status);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await world.PostAsync(Cast.Amina, $"/reviews/keep/{kept}", ("Reason", "Again."))).Status);
        }

        await world.GoToAsync(own.Clock.GetUtcNow().AddDays(5));
        Assert.Equal(CardState.Published, (await world.CardAsync(left)).State);
        await world.GoToAsync(own.Clock.GetUtcNow().AddDays(4));
        await world.GoToAsync(own.Clock.GetUtcNow().AddDays(4));
        Assert.Equal((CardState.Retired, CardState.Published, CardState.Published), ((await world.CardAsync(left)).State, (await world.CardAsync(kept)).State, (await world.CardAsync(used)).State));
        Assert.Equal([ReviewDeed.ArchiveProposed, ReviewDeed.Retired], await world.RecordAsync(left));
        using var tomas = await own.AsAsync(Cast.Tomas);
        Assert.NotNull((await tomas.GetAsync($"/reviews/keep/{left}")).Document.QuerySelector("#settled"));
        Assert.Contains("Put into the archive", (await tomas.GetAsync($"/reviews/record?item={left}")).One(".steps").TextContent, StringComparison.Ordinal);
        Assert.Equal([ReviewDeed.ArchiveProposed, ReviewDeed.Kept], await world.RecordAsync(kept));
        Assert.Empty(await world.WaitingAsync(left, "archive"));
    }

    private async Task<(ReviewWorld World, string Item)> PublishedAsync(string title)
    {
        var world = await ReviewWorld.WithLeadersAsync(hub, 1, Openness.Open, Cast.Tomas, Cast.Nadia);
        return (world, await world.PracticeAsync(title, isPublished: true));
    }

    private static async Task TellAsync(ReviewWorld world, string item, string who, string verdict)
    {
        Assert.Equal(HttpStatusCode.Found, (await world.PostAsync(who, $"/items/{item}/outcomes", ("Verdict", verdict), ("Note", "In the night shift."))).Status);
        await world.SettleAsync();
    }

    public sealed class OnSqlite(SqliteHub hub) : KeepingItTrue(hub);

    public sealed class OnPostgres(PostgresHub hub) : KeepingItTrue(hub);
}
