using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Communities.Features.Communities;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Search;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Taxonomies;
using PracticeHub.Tests.Content;
using PracticeHub.Tests.Infrastructure;
using PracticeHub.Tests.Practices;

namespace PracticeHub.Tests;

/// <summary>What stands in the read models when others save in between, a save fails, or an item is projected twice.</summary>
public abstract class SavingMeanwhile(TestHub hub)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private readonly string _kind = "Probe" + Ids.New(hub.Clock.GetUtcNow());

    private string NewId() => Ids.New(hub.Clock.GetUtcNow());

    [Fact]
    public async Task An_item_keeps_no_readers_of_a_community_that_has_closed_meanwhile()
    {
        var community = await CommunityAsync();
        await using (var scope = hub.Services.CreateAsyncScope())
        {
            var db = await StagedAsync(scope, community, null);
            await CloseAsync(community);
            await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => db.SaveChangesAsync(Ct));
        }

        Assert.Empty(await CardsAsync());
        await using var again = hub.Services.CreateAsyncScope();
        await (await StagedAsync(again, community, null)).SaveChangesAsync(Ct);
        Assert.Equal(ReaderKeys.Members(community), Assert.Single(await CardsAsync()).ReaderKey);
    }

    [Fact]
    public async Task An_item_keeps_no_place_of_a_topic_that_has_moved_meanwhile()
    {
        var (above, topic) = (await TopicAsync(), await TopicAsync());
        await using var scope = hub.Services.CreateAsyncScope();
        var db = await StagedAsync(scope, null, topic);
        await hub.InDbAsync(async other =>
        {
            (await other.Terms.SingleAsync(t => t.Id == topic, Ct)).PutBelow(await other.Terms.SingleAsync(t => t.Id == above, Ct));
            return await other.SaveChangesAsync(Ct);
        });
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => db.SaveChangesAsync(Ct));
    }

    [Fact]
    public async Task After_a_failed_save_nothing_of_it_is_counted_with_the_next()
    {
        var community = await CommunityAsync();
        await using var scope = hub.Services.CreateAsyncScope();
        var db = await StagedAsync(scope, null, null);
        db.Add(new Community { Id = community, Title = "The same again", Path = NewId() });
        await Assert.ThrowsAnyAsync<DbUpdateException>(() => db.SaveChangesAsync(Ct));
        await StagedAsync(scope, null, null);
        await db.SaveChangesAsync(Ct);
        Assert.Single(await CardsAsync());
        Assert.Equal(1, Assert.Single(await TalliesAsync()).Items);
    }

    [Fact]
    public async Task An_item_published_twice_in_one_save_is_found_and_counted_as_it_was_left()
    {
        var (first, second) = (await TopicAsync(), await TopicAsync());
        var item = await hub.InStoreAsync(async store =>
        {
            var item = store.New(_kind, Stored.Amina);
            item.Put(new SharingPart(null, Audience.Everyone));
            await PublishAsync(store, item, first);
            await PublishAsync(store, item, second);
            return item;
        });
        await IsFoundAsync(item, second);
        await hub.InStoreAsync(async store =>
        {
            await PublishAsync(store, item, first);
            Assert.Null(await store.UnpublishAsync(item.Id, Stored.Amina, Ct));
            await PublishAsync(store, item, first);
            await PublishAsync(store, item, second);
            return item;
        });
        await IsFoundAsync(item, second);
    }

    [Fact]
    public async Task Whoever_publishes_what_somebody_is_just_publishing_under_the_same_title_gets_the_next_address()
    {
        var title = PracticeScene.Unique("handover");
        using var tomas = await hub.AsAsync(Cast.Tomas);
        var form = await tomas.GetAsync("/practices/write");
        Task<PageSeen>? sending = null;
        await hub.InScopeAsync(services => services.GetRequiredService<HubDb>().InTransactionAsync(async () =>
        {
            var store = services.GetRequiredService<ContentStore>();
            var item = store.New("Practice", Stored.Amina);
            item.DisplayText = title;
            Assert.Null(await store.PublishAsync(item, Stored.Amina, Ct));
            await services.GetRequiredService<HubDb>().SaveChangesAsync(Ct);
            sending = PublishAsync(tomas, form, title);
            // It has chosen its address by then, and waits for this transaction to end.
            await Task.WhenAny(sending, Task.Delay(500, Ct));
            return item;
        }, Ct));
        var sent = await sending!;
        Assert.Equal((HttpStatusCode.Found, $"/practices/{title}-2"), (sent.Status, sent.Location));
        Assert.Contains("Tomás Rivera", (await tomas.GetAsync(sent.Location!)).Document.Body!.TextContent, StringComparison.Ordinal);
        var card = await hub.CardAsync(sent.Location!);
        Assert.Equal(card.Path, (await hub.PublishedAsync(card.ItemId))!.Get<AutoroutePart>().Path);
    }

    [Fact]
    public async Task Of_many_who_publish_under_one_title_at_once_everybody_gets_an_address()
    {
        var title = PracticeScene.Unique("handover");
        using var amina = await hub.AsAsync(Cast.Amina);
        var form = await amina.GetAsync("/practices/write");
        var sent = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => PublishAsync(amina, form, title)));
        var addresses = Enumerable.Range(1, 5).Select(i => $"/practices/{title}{(i == 1 ? "" : $"-{i}")}");
        Assert.Equal(addresses, sent.Select(page => page.Location).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Two_communities_that_are_started_under_one_name_at_once_are_found_at_an_address_each()
    {
        var title = Places.Name("Riggers");
        var addresses = await Task.WhenAll(Places.StartAsync(hub, Cast.Amina, title), Places.StartAsync(hub, Cast.Tomas, title));
        foreach (var address in addresses)
        {
            var community = await Places.FindAsync(hub, address);
            Assert.Equal(community.Path, (await hub.CardOfAsync(community.Id)).Path);
        }

        Assert.Distinct(addresses);
    }

    private static Task<PageSeen> PublishAsync(Browser browser, PageSeen form, string title) =>
        browser.SubmitAsync(form, "main form[data-draft]", ("Form.Title", title), ("Form.What", "Call."), ("publish", "yes"));

    private async Task IsFoundAsync(ContentItem item, string topic)
    {
        Assert.Equal([("", 1), (topic, 1)], (await TalliesAsync()).Where(t => t.Items != 0).Select(t => (t.TermId, t.Items)).OrderBy(t => t.TermId, StringComparer.Ordinal));
        Assert.Equal(1, await hub.InDbAsync(db => db.Set<SearchEntry>().CountAsync(e => e.ItemId == item.Id, Ct)));
        Assert.Equal([topic], await hub.InDbAsync(db => db.Set<ItemTerm>().Where(t => t.ItemId == item.Id).Select(t => t.TermId).ToListAsync(Ct)));
    }

    private static async Task PublishAsync(ContentStore store, ContentItem item, string topic)
    {
        item.Put(TopicsPart.Of([topic]));
        Assert.Null(await store.PublishAsync(item, Stored.Amina, Ct));
    }

    /// <summary>An item that is published by the next save, for the members of its community if it has one.</summary>
    private async Task<HubDb> StagedAsync(AsyncServiceScope scope, string? community, string? topic)
    {
        var store = scope.ServiceProvider.GetRequiredService<ContentStore>();
        var item = store.New(_kind, Stored.Amina);
        item.Put(new SharingPart(community, community is null ? Audience.Everyone : Audience.Community));
        item.Put(TopicsPart.Of(topic is null ? [] : [topic]));
        Assert.Null(await store.PublishAsync(item, Stored.Amina, Ct));
        return scope.ServiceProvider.GetRequiredService<HubDb>();
    }

    private Task<string> CommunityAsync() => hub.InDbAsync(async db =>
    {
        var community = new Community { Id = NewId(), Title = "A place", Path = NewId(), Openness = Openness.Open };
        db.Add(community);
        await db.SaveChangesAsync(Ct);
        return community.Id;
    });

    private Task<string> TopicAsync() => hub.InDbAsync(async db =>
    {
        var term = new Term { Id = NewId(), TaxonomyId = TopicsPart.TaxonomyId, Title = "A topic", Lineage = "", Document = "{}" };
        term.PutBelow(null);
        db.Add(term);
        await db.SaveChangesAsync(Ct);
        return term.Id;
    });

    private Task<int> CloseAsync(string id) => hub.InDbAsync(async db =>
    {
        await StageClosingAsync(db, id);
        return await db.SaveChangesAsync(Ct);
    });

    private static async Task StageClosingAsync(HubDb db, string id)
    {
        var community = await db.Set<Community>().SingleAsync(c => c.Id == id, Ct);
        community.Openness = Openness.Closed;
        db.Then(ct => new CommunityMove(db).FollowAsync(community, isMoving: true, ct));
    }

    private Task<List<Card>> CardsAsync() => hub.InDbAsync(db => db.Cards.Where(c => c.Kind == _kind).AsNoTracking().ToListAsync(Ct));

    private Task<List<Tally>> TalliesAsync() => hub.InDbAsync(db => db.Set<Tally>().Where(t => t.Kind == _kind).AsNoTracking().ToListAsync(Ct));

    public sealed class OnSqlite(SqliteHub hub) : SavingMeanwhile(hub);

    public sealed class OnPostgres(PostgresHub hub) : SavingMeanwhile(hub)
    {
        private readonly TestHub _hub = hub;

        [Fact]
        public async Task An_item_waits_for_the_community_that_is_closing_at_this_moment()
        {
            var community = await CommunityAsync();
            await using var scope = _hub.Services.CreateAsyncScope();
            var db = await StagedAsync(scope, community, null);
            Task? saving = null;
            await _hub.InDbAsync(other => other.InTransactionAsync(async () =>
            {
                await StageClosingAsync(other, community);
                await other.SaveChangesAsync(Ct);
                saving = db.SaveChangesAsync(Ct);
                // It would be done by now if it did not wait.
                await Task.WhenAny(saving, Task.Delay(200, Ct));
                return 0;
            }, Ct));
            await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => saving!);
        }

        [Fact]
        public async Task A_community_that_closes_waits_for_the_item_that_is_being_published_and_finds_it()
        {
            var community = await CommunityAsync();
            await using var scope = _hub.Services.CreateAsyncScope();
            var db = await StagedAsync(scope, community, null);
            Task? closing = null;
            await db.InTransactionAsync(async () =>
            {
                await db.SaveChangesAsync(Ct);
                closing = CloseAsync(community);
                await Task.WhenAny(closing, Task.Delay(200, Ct));
            }, Ct);
            await closing!;
            Assert.Equal(ReaderKeys.Members(community), Assert.Single(await CardsAsync()).ReaderKey);
        }
    }
}
