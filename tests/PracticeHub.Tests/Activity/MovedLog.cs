using Microsoft.EntityFrameworkCore;
using PracticeHub.Tests.Activity;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests;

/// <summary>A dump restored on a server that has counted fewer transactions than the one it came from.</summary>
public sealed class MovedLog(PostgresHub shared)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_log_that_moved_to_a_younger_server_is_read_on_from_where_it_was_in_its_order()
    {
        await using var hub = await shared.FreshAsync();
        await using var log = new Log(hub);
        var consumer = await log.PrepareAsync();
        await log.WriteAsync(2);
        await ReadAsync(log, consumer, 2);
        await log.WriteAsync(1);
        await log.WriteAsync(1);
        var written = await log.WrittenAsync();
        await MoveAsync(hub, committedLate: written[2]);
        await hub.RestartAsync();
        await log.WriteAsync(1);
        await ReadAsync(log, consumer, 5);
        written = await log.WrittenAsync();
        Assert.Equal([written[0], written[1], written[3], written[2], written[4]], await log.DoneAsync(consumer));

        // Who begins only now finds the whole log.
        await ReadAsync(log, "test-newcomer", 5);
        Assert.Equal(5, (await log.DoneAsync("test-newcomer")).Count);
    }

    [Fact]
    public async Task A_log_that_stayed_where_it_was_is_left_alone()
    {
        await using var hub = await shared.FreshAsync();
        await using var log = new Log(hub);
        await log.WriteAsync(1);
        var before = await NumbersAsync(hub);
        await hub.RestartAsync();
        Assert.Equal(before, (await NumbersAsync(hub))[..before.Count]);
    }

    private static Task<int> MoveAsync(TestHub hub, long committedLate) => hub.InDbAsync(async db =>
    {
        const long Older = 1_000_000_000_000;
        await db.Database.ExecuteSqlAsync($"UPDATE hub_cursor SET transaction_id = transaction_id + {Older} WHERE transaction_id > 0", Ct);
        await db.Database.ExecuteSqlAsync($"UPDATE hub_activity SET transaction_id = transaction_id + {Older}", Ct);
        return await db.Database.ExecuteSqlAsync($"UPDATE hub_activity SET transaction_id = transaction_id + 1000 WHERE id = {committedLate}", Ct);
    });

    private static Task<List<long>> NumbersAsync(TestHub hub) => hub.InDbAsync(db =>
        db.Set<Kernel.Activity.ActivityRecord>().OrderBy(a => a.Id).Select(a => a.TransactionId).ToListAsync(Ct));

    /// <summary>What other tests have open keeps the newest rows back for a while.</summary>
    private static async Task ReadAsync(Log log, string consumer, int count)
    {
        for (var i = 0; i < 300 && (await log.DoneAsync(consumer)).Count < count; i++)
        {
            await log.ReadAsync(consumer);
            await Task.Delay(i < 2 ? 0 : 20, Ct);
        }
    }
}
