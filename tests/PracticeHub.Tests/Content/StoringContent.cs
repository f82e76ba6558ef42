using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Tests.Content;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests;

public abstract class StoringContent(TestHub hub)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_draft_is_read_by_nobody_else_until_it_is_published()
    {
        var item = await hub.NewAsync("Draft", publish: false);
        Assert.Null(await hub.PublishedAsync(item.Id));
        Assert.Equal(CardState.Draft, (await hub.CardOfAsync(item.Id)).State);
        Assert.Null(await hub.InStoreAsync(store => store.PublishAsync(item, Stored.Amina, Ct)));
        Assert.Equal("Draft", (await hub.PublishedAsync(item.Id))!.DisplayText);
        Assert.Equal(CardState.Published, (await hub.CardOfAsync(item.Id)).State);
    }

    [Fact]
    public async Task A_draft_of_something_published_leaves_what_readers_see()
    {
        var item = await hub.NewAsync("As it was", publish: true);
        item.DisplayText = "As it may be";
        await hub.InStoreAsync(store => store.SaveDraftAsync(item, Stored.Amina, Ct));
        Assert.Equal("As it was", (await hub.PublishedAsync(item.Id))!.DisplayText);
        Assert.Equal("As it may be", (await hub.LatestAsync(item.Id))!.DisplayText);
        Assert.Equal("As it was", (await hub.CardOfAsync(item.Id)).Title);
    }

    [Fact]
    public async Task Unpublished_content_is_hidden_and_its_versions_stay()
    {
        var item = await hub.NewAsync("Seen", publish: true);
        Assert.Null(await hub.InStoreAsync(store => store.UnpublishAsync(item.Id, Stored.Amina, Ct)));
        Assert.Null(await hub.PublishedAsync(item.Id));
        Assert.Equal(CardState.Draft, (await hub.CardOfAsync(item.Id)).State);
        Assert.Single(await hub.VersionsAsync(item.Id));
        Assert.Equal("not-published", (await hub.InStoreAsync(store => store.UnpublishAsync(item.Id, Stored.Amina, Ct)))!.Code);
    }

    [Fact]
    public async Task Versions_are_never_changed_and_an_older_one_comes_back_as_a_new_draft()
    {
        var item = await hub.NewAsync("One", publish: true);
        var first = item.VersionId!;
        var before = (await hub.VersionsAsync(item.Id)).Single().Document;
        item.DisplayText = "Two";
        await hub.InStoreAsync(store => store.PublishAsync(item, Stored.Amina, Ct, "Shorter"));
        await hub.InStoreAsync(store => store.UnpublishAsync(item.Id, Stored.Amina, Ct));
        Assert.Null(await hub.InStoreAsync(store => store.RestoreAsync(item.Id, first, Stored.Amina, Ct)));
        var versions = await hub.VersionsAsync(item.Id);
        Assert.Equal([1, 2, 3], versions.Select(v => v.Number));
        Assert.Equal(before, versions[0].Document);
        Assert.Equal("One", (await hub.LatestAsync(item.Id))!.DisplayText);
        Assert.Null(await hub.PublishedAsync(item.Id));
    }

    [Fact]
    public async Task A_version_of_another_item_is_unknown()
    {
        var (mine, other) = (await hub.NewAsync("Mine", publish: true), await hub.NewAsync("Other", publish: true));
        Assert.Equal("unknown-version", (await hub.InStoreAsync(store => store.RestoreAsync(mine.Id, other.VersionId!, Stored.Amina, Ct)))!.Code);
        Assert.Equal("unknown-version", (await hub.InStoreAsync(store => store.PublishVersionAsync(mine.Id, other.VersionId!, Stored.Amina, Ct)))!.Code);
    }

    [Fact]
    public async Task Who_began_with_an_older_version_is_refused()
    {
        var item = await hub.NewAsync("Begin", publish: true);
        var (mine, theirs) = ((await hub.LatestAsync(item.Id))!, (await hub.LatestAsync(item.Id))!);
        theirs.DisplayText = "Theirs";
        mine.DisplayText = "Mine";
        Assert.Null(await hub.InStoreAsync(store => store.PublishAsync(theirs, Stored.Amina, Ct)));
        Assert.Equal(ContentStore.Stale, await hub.InStoreAsync(store => store.SaveDraftAsync(mine, Stored.Amina, Ct)));
        Assert.Equal(2, (await hub.VersionsAsync(item.Id)).Count);
        Assert.Equal("Theirs", (await hub.CardOfAsync(item.Id)).Title);
    }

    [Fact]
    public async Task Of_writers_at_the_same_moment_one_is_kept_whole_and_the_others_leave_nothing()
    {
        var item = await hub.NewAsync("Begin", publish: true);
        var everybody = new Meeting(6);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => TryAsync(item.Id, $"Writer {i}", everybody)));
        Assert.Single(outcomes, title => title is not null);
        var kept = outcomes.Single(title => title is not null);
        Assert.Equal(2, (await hub.VersionsAsync(item.Id)).Count);
        Assert.Equal(kept, (await hub.PublishedAsync(item.Id))!.DisplayText);
        Assert.Equal(kept, (await hub.CardOfAsync(item.Id)).Title);
        Assert.Equal(2, await hub.InDbAsync(db => db.Set<Kernel.Activity.ActivityRecord>().CountAsync(a => a.ItemId == item.Id, Ct)));
    }

    /// <summary>Lets nobody go on before all are there, and holds no thread meanwhile.</summary>
    private sealed class Meeting(int people)
    {
        private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _there;

        public Task ArriveAsync()
        {
            if (Interlocked.Increment(ref _there) == people)
            {
                _all.SetResult();
            }

            return _all.Task.WaitAsync(TimeSpan.FromSeconds(30), Ct);
        }
    }

    /// <summary>Everybody passes the check before anybody saves; then the database decides.</summary>
    private Task<string?> TryAsync(string id, string title, Meeting everybody) => Task.Run(() => hub.InScopeAsync(async services =>
    {
        var store = services.GetRequiredService<ContentStore>();
        var item = (await store.FindLatestAsync(id, Ct))!;
        item.DisplayText = title;
        Assert.Null(await store.PublishAsync(item, Stored.Amina, Ct));
        await everybody.ArriveAsync();
        try
        {
            await services.GetRequiredService<HubDb>().SaveChangesAsync(Ct);
            return title;
        }
        catch (DbUpdateException)
        {
            return null;
        }
    }));

    public sealed class OnSqlite(SqliteHub hub) : StoringContent(hub);

    public sealed class OnPostgres(PostgresHub hub) : StoringContent(hub);
}
