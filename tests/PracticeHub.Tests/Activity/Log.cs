using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Data.Postgres;
using PracticeHub.Data.Sqlite;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Modules;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests.Activity;

/// <summary>The activity log of a hub, written and read by contexts of the test's own.</summary>
internal sealed class Log(TestHub hub) : IAsyncDisposable
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private readonly List<DatabaseEngine> _nodes = [];

    /// <summary>What the deeds of this test are called; other tests write the same log.</summary>
    public string Verb { get; } = "test." + Guid.NewGuid().ToString("n")[..12];

    public DatabaseEngine Engine => hub.Services.GetRequiredService<DatabaseEngine>();

    /// <summary>An engine that shares nothing in memory with the hub's, as on another node or in another process.</summary>
    public async Task<DatabaseEngine> OtherNodeAsync()
    {
        var connection = await hub.InDbAsync(db => Task.FromResult(db.Database.GetConnectionString()!));
        DatabaseEngine node = Engine is PostgresEngine ? new PostgresEngine(connection) : new SqliteEngine(connection);
        _nodes.Add(node);
        return node;
    }

    public HubDb Open(DatabaseEngine? engine = null, params IInterceptor[] interceptors)
    {
        var options = new DbContextOptionsBuilder<HubDb>();
        (engine ?? Engine).Configure(options);
        options.AddInterceptors(interceptors);
        return new(options.Options, engine ?? Engine, hub.Services.GetRequiredService<ModuleCatalog>());
    }

    /// <summary>A table that takes anything twice, so that what is done twice is seen.</summary>
    public async Task<string> PrepareAsync()
    {
        await using var db = Open();
        await db.Database.ExecuteSqlRawAsync("CREATE TABLE IF NOT EXISTS test_effect (consumer varchar(40), activity_id bigint, kind varchar(10))", Ct);
        return await ConsumerAsync();
    }

    /// <summary>The name of a consumer that begins where the log ends now.</summary>
    public async Task<string> ConsumerAsync()
    {
        await using var db = Open();
        var name = "test-" + Guid.NewGuid().ToString("n")[..12];
        var last = await db.Set<ActivityRecord>().OrderByDescending(a => a.TransactionId).ThenByDescending(a => a.Id).AsNoTracking().FirstAsync(Ct);
        db.Add(new ActivityCursor { Name = name, TransactionId = last.TransactionId, ActivityId = last.Id });
        await db.SaveChangesAsync(Ct);
        return name;
    }

    public ActivityRecord New() => new() { Verb = Verb, ActorId = "test", AtUtc = hub.Clock.GetUtcNow() };

    public async Task WriteAsync(int count, DatabaseEngine? engine = null)
    {
        await using var db = Open(engine);
        db.AddRange(Enumerable.Range(0, count).Select(_ => New()));
        await db.SaveChangesAsync(Ct);
    }

    /// <summary>Reads until nothing is new.</summary>
    public async Task ReadAsync(string consumer, DatabaseEngine? engine = null, params IInterceptor[] interceptors)
    {
        await using var db = Open(engine, interceptors);
        while (await new ActivityReader(db, engine ?? Engine).AdvanceAsync(new Effects(db, consumer, Verb), Ct) > 0)
        {
            db.ChangeTracker.Clear();
        }
    }

    public async Task<List<long>> WrittenAsync()
    {
        await using var db = Open();
        return await db.Set<ActivityRecord>().Where(a => a.Verb == Verb).OrderBy(a => a.Id).Select(a => a.Id).ToListAsync(Ct);
    }

    /// <summary>What the consumer did, in the order of its doing where the database keeps it.</summary>
    public async Task<List<long>> DoneAsync(string consumer, string kind = "at-once")
    {
        await using var db = Open();
        return await db.Database.SqlQuery<long>($"SELECT activity_id AS \"Value\" FROM test_effect WHERE consumer = {consumer} AND kind = {kind}").ToListAsync(Ct);
    }

    public ValueTask DisposeAsync()
    {
        _nodes.OfType<IDisposable>().ToList().ForEach(node => node.Dispose());
        return default;
    }

    /// <summary>Writes a row for each activity at once, and another one after the save.</summary>
    private sealed class Effects(HubDb db, string consumer, string verb) : IActivityConsumer
    {
        public string Name => consumer;

        public async Task ConsumeAsync(IReadOnlyList<ActivityRecord> activities, CancellationToken ct)
        {
            var ids = activities.Where(a => a.Verb == verb).Select(a => a.Id).ToList();
            await WriteAsync(ids, "at-once", ct);
            db.Then(later => WriteAsync(ids, "then", later));
        }

        private async Task WriteAsync(List<long> ids, string kind, CancellationToken ct)
        {
            if (ids.Count > 0)
            {
                var sql = "INSERT INTO test_effect VALUES " + string.Join(", ", ids.Select(id => $"('{consumer}', {id}, '{kind}')"));
                await db.Database.ExecuteSqlRawAsync(sql, ct);
            }
        }
    }
}
