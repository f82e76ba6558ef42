using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Security;
using PracticeHub.Tests.Engagement;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests;

public abstract class Mentioning(TestHub hub)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mention_waits_once_for_everyone_named_but_the_writer()
    {
        var card = await hub.PublishedAsync(Cast.Amina, markdown: "Ask @tomas and @amina, @tomas again, @nobody and `@nadia`.");
        await CommentAsync(card, Cast.Omar, "@tomas, @Nadia: look. So says @omar.");
        await hub.SettleAsync();
        Assert.Equal([Cast.IdOf(Cast.Nadia), Cast.IdOf(Cast.Tomas)], await WaitingAsync(card));
    }

    [Fact]
    public async Task A_mention_does_not_reach_those_who_may_not_see_the_item()
    {
        var closed = await hub.CommunityAsync(Openness.Closed, (Cast.Amina, CommunityRole.Member), (Cast.Ines, CommunityRole.Member));
        var card = await hub.PublishedAsync(Cast.Amina, Audience.Community, closed, "@ines and @omar, a customer called.");
        await hub.SettleAsync();
        Assert.Equal([Cast.IdOf(Cast.Ines)], await WaitingAsync(card));
    }

    [Fact]
    public async Task Publishing_again_calls_only_those_who_are_named_anew()
    {
        var card = await hub.PublishedAsync(Cast.Amina, markdown: "@tomas knows.");
        await hub.SettleAsync();
        await SeenAsync(card);
        await hub.RewriteAsync(card, "@tomas and @nadia know.");
        await hub.SettleAsync();
        Assert.Equal([Cast.IdOf(Cast.Nadia)], await WaitingAsync(card));
    }

    [Fact]
    public async Task Whoever_opens_the_item_has_seen_the_mention()
    {
        var card = await hub.PublishedAsync(Cast.Amina, markdown: "@nadia, please look.");
        await hub.InDbAsync(db => db.Cards.Where(c => c.ItemId == card.ItemId).ExecuteUpdateAsync(c => c.SetProperty(x => x.Path, $"items/{card.ItemId}/comments"), Ct));
        await hub.SettleAsync();
        using var tomas = await hub.AsAsync(Cast.Tomas);
        await tomas.GetAsync($"/items/{card.ItemId}/comments");
        Assert.Single(await WaitingAsync(card));
        using var nadia = await hub.AsAsync(Cast.Nadia);
        await nadia.GetAsync("/saved");
        Assert.Single(await WaitingAsync(card));
        await nadia.GetAsync($"/items/{card.ItemId}/comments");
        Assert.Empty(await WaitingAsync(card));
    }

    private async Task CommentAsync(Card card, string by, string markdown)
    {
        using var browser = await hub.AsAsync(by);
        await browser.SubmitAsync($"/items/{card.ItemId}/comments", "#comment-form", ("Markdown", markdown));
    }

    private Task<List<string>> WaitingAsync(Card card) => hub.InDbAsync(db =>
        db.Set<Wait>().Where(w => w.ItemId == card.ItemId && w.Reason == "mention").OrderBy(w => w.UserId).Select(w => w.UserId).ToListAsync(Ct));

    private Task<int> SeenAsync(Card card) => hub.InDbAsync(db => db.Set<Wait>().Where(w => w.ItemId == card.ItemId).ExecuteDeleteAsync(Ct));

    public sealed class OnSqlite(SqliteHub hub) : Mentioning(hub);

    public sealed class OnPostgres(PostgresHub hub) : Mentioning(hub);
}
