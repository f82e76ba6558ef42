using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Search;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Data.Sqlite;

/// <summary>One file, nothing to install, one node. Writers take turns inside the process; readers never wait (WAL).</summary>
public sealed class SqliteEngine : DatabaseEngine, IDisposable
{
    private const int Busy = 5;
    private const int Constraint = 19;
    private const int Unique = 2067;
    private const int PrimaryKey = 1555;
    private static readonly int[] Unavailable = [Busy, 6 /* locked */, 8 /* read-only */, 10 /* I/O */, 11 /* corrupt */, 13 /* full */, 14 /* cannot open */, 26 /* not a database */];

    /// <summary>
    /// How long a writer waits, for its turn and for another process's lock together. An import keeps the lock for its whole
    /// run, so nobody can wait for the end of it: five seconds outlast every page's own save, and no reader takes them for a hang.
    /// </summary>
    public static readonly TimeSpan UsualPatience = TimeSpan.FromSeconds(5);

    private readonly string _connectionString;
    private readonly TimeSpan _patience;
    private readonly SemaphoreSlim _writer = new(1, 1);
    private readonly KeptConnections _connections;
    private readonly KeptStatements _statements = new();

    public SqliteEngine(string connectionString, TimeSpan? patience = null)
    {
        _patience = patience ?? UsualPatience;
        // A file that goes away while the hub runs must not come back empty: only the start makes one.
        var builder = new SqliteConnectionStringBuilder(connectionString)
        {
            Pooling = false, DefaultTimeout = Seconds(_patience), ForeignKeys = true, Mode = SqliteOpenMode.ReadWrite,
        };
        _connectionString = builder.ConnectionString;
        _connections = new(_connectionString, _patience, _statements);
        var file = Path.GetFullPath(builder.DataSource);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        if (!File.Exists(file))
        {
            File.Create(file).Dispose();
        }
    }

    public override string Name => "Sqlite";

    public override IReadOnlyList<MigrationScript> Migrations { get; } = EmbeddedMigrations.Of(typeof(SqliteEngine).Assembly);

    public override void Configure(DbContextOptionsBuilder options) =>
        options
        // One parameter for a list, whatever its length, or the SQL of every list that a reader may see is written anew each time.
        .UseSqlite(_connectionString, sqlite => sqlite.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter))
        .AddInterceptors(_connections, _statements);

    public override void ConfigureModel(ModelBuilder model) =>
        model.Entity<ActivityRecord>().Property(a => a.TransactionId).HasDefaultValue(0L);

    /// <summary>The transaction itself is the lock: it begins as a writing one.</summary>
    public override Task LockSchemaAsync(HubDb db, CancellationToken ct) => Task.CompletedTask;

    /// <summary>All the log's transactions are numbered 0.</summary>
    public override Task AdoptLogAsync(HubDb db, CancellationToken ct) => Task.CompletedTask;

    public override async Task<IDisposable> EnterWriteAsync(HubDb db, CancellationToken ct)
    {
        var began = Stopwatch.GetTimestamp();
        if (!await _writer.WaitAsync(_patience, ct))
        {
            throw new SqliteException("Other writers did not finish in time.", Busy);
        }

        // Beginning the transaction waits for other processes; only as long as is left.
        ((SqliteConnection)db.Database.GetDbConnection()).DefaultTimeout = Seconds(_patience - Stopwatch.GetElapsedTime(began));
        return new Turn(_writer);
    }

    public override int MostWriters => 1;

    /// <summary>Nobody else writes meanwhile.</summary>
    public override string SkipLocked => "";

    /// <inheritdoc cref="SkipLocked"/>
    public override string ForShare => "";

    public override string SecondsBetween(string from, string to) => $"((julianday({to}) - julianday({from})) * 86400.0)";

    /// <summary>Writers take turns, so ids are in the order of the commits.</summary>
    public override IQueryable<ActivityRecord> Settled(HubDb db) => db.Activities;

    public override IQueryable<ActivityRecord> After(IQueryable<ActivityRecord> log, ActivityCursor cursor)
    {
        var id = cursor.ActivityId;
        return log.Where(a => a.Id > id).OrderBy(a => a.Id);
    }

    public override IQueryable<SearchHit> Search(HubDb db, SearchQuery query, CurrentMember me, int limit) => SqliteSearch.Matches(db, query, me, limit);

    public override string Upkeep => "ANALYZE";

    public override bool IsUniqueViolation(Exception exception) =>
        Find(exception) is { SqliteErrorCode: Constraint, SqliteExtendedErrorCode: Unique or PrimaryKey };

    public override bool IsUnavailable(Exception exception) => Find(exception) is { } error && Unavailable.Contains(error.SqliteErrorCode);

    public override void DropConnections() => _connections.Drop();

    public void Dispose()
    {
        _connections.Drop();
        _writer.Dispose();
    }

    /// <summary>Whole ones, and never none, which would mean for ever.</summary>
    private static int Seconds(TimeSpan time) => Math.Max(1, (int)Math.Ceiling(time.TotalSeconds));

    private static SqliteException? Find(Exception? exception) => exception switch
    {
        null => null,
        SqliteException found => found,
        _ => Find(exception.InnerException),
    };

    private sealed class Turn(SemaphoreSlim writer) : IDisposable
    {
        public void Dispose() => writer.Release();
    }
}
