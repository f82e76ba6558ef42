using Microsoft.EntityFrameworkCore;
using Npgsql;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Search;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Data.Postgres;

/// <summary>Many stateless nodes on one database.</summary>
public sealed class PostgresEngine(string connectionString) : DatabaseEngine
{
    private const string AutoPrepare = "Max Auto Prepare";
    private const int MostPrepared = 200;

    private readonly string _connectionString = Prepared(connectionString);

    /// <summary>Beginnings of SQLSTATE.</summary>
    private static readonly string[] Unavailable =
    [
        "08" /* connection */, "28" /* not let in */, "53" /* out of something */, "57P" /* shut down */,
        PostgresErrorCodes.ReadOnlySqlTransaction, PostgresErrorCodes.InvalidCatalogName,
        PostgresErrorCodes.ObjectNotInPrerequisiteState /* takes no connections */,
    ];

    private const long SchemaLock = 0x5072_6163_4875_62;

    public override string Name => "Postgres";

    public override IReadOnlyList<MigrationScript> Migrations { get; } = EmbeddedMigrations.Of(typeof(PostgresEngine).Assembly);

    public override void Configure(DbContextOptionsBuilder options) => options.UseNpgsql(_connectionString);

    /// <summary>
    /// A page's queries are planned once a connection and not once a request, which is most of what they cost. Whoever stands
    /// behind a pooler that cannot carry prepared statements says <c>Max Auto Prepare=0</c>.
    /// </summary>
    private static string Prepared(string given)
    {
        // The hub leaves nothing behind in a session.
        var builder = new NpgsqlConnectionStringBuilder(given) { NoResetOnClose = true };
        if (!given.Contains(AutoPrepare, StringComparison.OrdinalIgnoreCase))
        {
            builder.MaxAutoPrepare = MostPrepared;
        }

        return builder.ConnectionString;
    }

    public override void ConfigureModel(ModelBuilder model)
    {
        model.Entity<ActivityRecord>().Property(a => a.TransactionId).HasDefaultValueSql("(pg_current_xact_id()::text::bigint)");
        foreach (var property in model.Model.GetEntityTypes().SelectMany(e => e.GetProperties()))
        {
            // Ids, keys and addresses sort by their bytes, as on SQLite, whatever the database's own collation.
            if (property.ClrType == typeof(string) && property.GetMaxLength() is not null)
            {
                property.SetCollation("C");
            }
        }
    }

    public override Task LockSchemaAsync(HubDb db, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({SchemaLock})", ct);

    /// <summary>
    /// A restored database brings numbers that this server's transactions have not reached yet: what is new would stand before
    /// what is old, and nothing would settle. All of the log is moved below zero, cursors with it, and its order stays.
    /// </summary>
    public override async Task AdoptLogAsync(HubDb db, CancellationToken ct)
    {
        var newest = await db.Database.SqlQuery<long?>($"""
            SELECT GREATEST((SELECT MAX(transaction_id) FROM hub_activity), (SELECT MAX(transaction_id) FROM hub_cursor)) AS "Value"
            """).SingleAsync(ct);
        var next = await db.Database.SqlQuery<long>($"""SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS "Value" """).SingleAsync(ct);
        if (newest >= next)
        {
            await db.Database.ExecuteSqlAsync($"UPDATE hub_activity SET transaction_id = transaction_id - {newest}", ct);
            await db.Database.ExecuteSqlAsync(
                $"UPDATE hub_cursor SET transaction_id = transaction_id - {newest} WHERE transaction_id <> {ActivityCursor.BeforeAll}", ct);
        }
    }

    public override Task<IDisposable> EnterWriteAsync(HubDb db, CancellationToken ct) => Task.FromResult<IDisposable>(NoTurn.Instance);

    /// <summary>While one waits for the database another one works.</summary>
    public override int MostWriters => 2 * Environment.ProcessorCount;

    public override string SkipLocked => "FOR UPDATE SKIP LOCKED";

    public override string ForShare => "FOR SHARE";

    public override string SecondsBetween(string from, string to) => $"CAST(EXTRACT(EPOCH FROM ({to} - {from})) AS double precision)";

    /// <summary>Commits overtake each other: a row counts only when every transaction that began before its own has ended.</summary>
    public override IQueryable<ActivityRecord> Settled(HubDb db) => db.Activities.FromSql(
        $"SELECT * FROM hub_activity WHERE transaction_id < (pg_snapshot_xmin(pg_current_snapshot())::text::bigint)");

    public override IQueryable<ActivityRecord> After(IQueryable<ActivityRecord> log, ActivityCursor cursor)
    {
        var (transaction, id) = (cursor.TransactionId, cursor.ActivityId);
        return log.Where(a => a.TransactionId >= transaction && (a.TransactionId > transaction || a.Id > id)).OrderBy(a => a.TransactionId).ThenBy(a => a.Id);
    }

    public override IQueryable<SearchHit> Search(HubDb db, SearchQuery query, CurrentMember me, int limit) => PostgresSearch.Matches(db, query, me, limit);

    public override Task CountNowAsync(HubDb db, CancellationToken ct) => db.Database.ExecuteSqlAsync($"SET CONSTRAINTS ALL IMMEDIATE", ct);

    public override string Upkeep => "VACUUM (ANALYZE)";

    public override bool IsUniqueViolation(Exception exception) => Find(exception)?.SqlState == PostgresErrorCodes.UniqueViolation;

    public override bool IsUnavailable(Exception exception) => exception switch
    {
        PostgresException error => Unavailable.Any(state => error.SqlState.StartsWith(state, StringComparison.Ordinal)),
        NpgsqlException or TimeoutException => true,
        { InnerException: { } inner } => IsUnavailable(inner),
        _ => false,
    };

    public override void DropConnections()
    {
        using var any = new NpgsqlConnection(_connectionString);
        NpgsqlConnection.ClearPool(any);
    }

    private static PostgresException? Find(Exception? exception) => exception switch
    {
        null => null,
        PostgresException found => found,
        _ => Find(exception.InnerException),
    };

    private sealed class NoTurn : IDisposable
    {
        public static readonly NoTurn Instance = new();

        public void Dispose()
        {
        }
    }
}
