using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Activity;
using PracticeHub.Tests.Activity;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests;

public abstract class ExactlyOnce(TestHub hub)
{
    /// <summary>Three batches.</summary>
    private const int Many = (2 * ActivityReader.BatchSize) + 7;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whichever_step_crashes_every_activity_counts_exactly_once()
    {
        await using var log = new Log(hub);
        var consumer = await log.PrepareAsync();
        await log.WriteAsync(Many);
        var written = await log.WrittenAsync();
        var crashAt = 0;
        for (var faults = new Faults(++crashAt); await CrashesAsync(log, consumer, faults); faults = new Faults(++crashAt))
        {
            await ReadAllAsync(log, consumer, written);
            await SeenOnceAsync(log, consumer, written);
            consumer = await RewoundAsync(log, written);
        }

        await SeenOnceAsync(log, consumer, written);
        Assert.InRange(crashAt, 3 * 10, 1000);
    }

    [Fact]
    public async Task Readers_on_several_nodes_never_double_and_never_miss()
    {
        await using var log = new Log(hub);
        var consumer = await log.PrepareAsync();
        var other = await log.OtherNodeAsync();
        var writing = Task.WhenAll(Enumerable.Range(0, 6).Select(i => WriteSlowlyAsync(log, i % 2 == 0 ? other : null)));
        var reading = Enumerable.Range(0, 4).Select(async i =>
        {
            while (!writing.IsCompleted)
            {
                await log.ReadAsync(consumer, i % 2 == 0 ? other : null);
            }
        }).ToList();
        await writing;
        await Task.WhenAll(reading);
        var written = await log.WrittenAsync();
        Assert.Equal(6 * 20, written.Count);
        await ReadAllAsync(log, consumer, written);
        await SeenOnceAsync(log, consumer, written);
    }

    [Fact]
    public async Task A_deed_that_is_undone_is_never_told()
    {
        await using var log = new Log(hub);
        var consumer = await log.PrepareAsync();
        await using (var db = log.Open(null, new Faults(crashAt: 4)))
        {
            db.Add(log.New());
            await Assert.ThrowsAnyAsync<Exception>(() => db.InTransactionAsync(() => db.SaveChangesAsync(Ct), Ct));
        }

        await log.ReadAsync(consumer);
        Assert.Empty(await log.WrittenAsync());
        Assert.Empty(await log.DoneAsync(consumer));
    }

    private static async Task<bool> CrashesAsync(Log log, string consumer, Faults faults)
    {
        try
        {
            await log.ReadAsync(consumer, null, faults);
        }
        catch (Exception crash) when (faults.HasCrashed)
        {
            Assert.NotNull(Find(crash));
        }

        return faults.HasCrashed;
    }

    private static Crash? Find(Exception? exception) => exception as Crash ?? (exception is null ? null : Find(exception.InnerException));

    /// <summary>On PostgreSQL what other tests have open keeps the newest rows back for a while.</summary>
    private static async Task ReadAllAsync(Log log, string consumer, List<long> written)
    {
        for (var i = 0; i < 500 && (await log.DoneAsync(consumer, "then")).Count < written.Count; i++)
        {
            await log.ReadAsync(consumer);
            await Task.Delay(i < 2 ? 0 : 20, Ct);
        }
    }

    private static async Task SeenOnceAsync(Log log, string consumer, List<long> written)
    {
        foreach (var kind in new[] { "at-once", "then" })
        {
            Assert.Equal(written, (await log.DoneAsync(consumer, kind)).Order());
        }
    }

    /// <summary>Another consumer that stands just before what this test has written.</summary>
    private static async Task<string> RewoundAsync(Log log, List<long> written)
    {
        var name = await log.ConsumerAsync();
        await using var db = log.Open();
        var first = await db.Set<ActivityRecord>().AsNoTracking().SingleAsync(a => a.Id == written[0], Ct);
        var cursor = await db.Set<ActivityCursor>().SingleAsync(c => c.Name == name, Ct);
        (cursor.TransactionId, cursor.ActivityId) = (first.TransactionId, first.Id - 1);
        await db.SaveChangesAsync(Ct);
        return name;
    }

    private static async Task WriteSlowlyAsync(Log log, Kernel.Data.DatabaseEngine? engine)
    {
        for (var i = 0; i < 20; i++)
        {
            await log.WriteAsync(1, engine);
        }
    }

    public sealed class OnSqlite(SqliteHub hub) : ExactlyOnce(hub);

    public sealed class OnPostgres(PostgresHub hub) : ExactlyOnce(hub)
    {
        private readonly TestHub _hub = hub;

        [Theory]
        [InlineData(true)]
        [InlineData(false)]
        public async Task An_older_transaction_that_commits_late_is_not_passed(bool writesItsDeedFirst)
        {
            await using var log = new Log(_hub);
            var consumer = await log.PrepareAsync();
            await using var late = log.Open();
            await using (var transaction = await late.Database.BeginTransactionAsync(Ct))
            {
                // Its number is given to the transaction with its first write, whenever the activity itself follows.
                await late.Database.ExecuteSqlAsync($"INSERT INTO test_effect VALUES ('nobody', 0, 'x')", Ct);
                late.Add(log.New());
                if (writesItsDeedFirst)
                {
                    await late.SaveChangesAsync(Ct);
                }

                await log.WriteAsync(3);
                await log.ReadAsync(consumer);
                Assert.Empty(await log.DoneAsync(consumer));
                await late.SaveChangesAsync(Ct);
                await log.ReadAsync(consumer);
                Assert.Empty(await log.DoneAsync(consumer));
                await transaction.CommitAsync(Ct);
            }

            var written = await log.WrittenAsync();
            Assert.Equal(4, written.Count);
            await ReadAllAsync(log, consumer, written);
            await SeenOnceAsync(log, consumer, written);
        }
    }
}
