using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace PracticeHub.Data.Sqlite;

/// <summary>
/// With synchronous=FULL a commit is on the disk before anybody hears of it, so that not even a power cut takes it back.
/// What a connection has found out about its file lasts as long as the connection, so one that found it gone or read-only is
/// not kept: the hub recovers as soon as the file does.
/// </summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    // The busy timeout is only how often a waiting writer looks up; how long it waits is the engine's patience.
    private const string Pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=500; PRAGMA cache_size=-32000; PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY;";
    private static readonly ConditionalWeakTable<sqlite3, object> Done = [];

    public override InterceptionResult ConnectionOpening(DbConnection connection, ConnectionEventData eventData, InterceptionResult result)
    {
        ForgetMissing((SqliteConnection)connection);
        return result;
    }

    public override ValueTask<InterceptionResult> ConnectionOpeningAsync(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        ForgetMissing((SqliteConnection)connection);
        return new(result);
    }

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Set((SqliteConnection)connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Set((SqliteConnection)connection);
        return Task.CompletedTask;
    }

    /// <summary>An open file can be written to after it was deleted; all of that would be lost.</summary>
    private static void ForgetMissing(SqliteConnection connection)
    {
        if (!File.Exists(connection.DataSource))
        {
            SqliteConnection.ClearPool(connection);
        }
    }

    private static void Set(SqliteConnection connection)
    {
        // The pool hands out the same connections again and again, and they remember.
        if (Done.TryAdd(connection.Handle!, Pragmas))
        {
            using var command = connection.CreateCommand();
            command.CommandText = Pragmas;
            command.ExecuteNonQuery();
        }

        if (raw.sqlite3_db_readonly(connection.Handle, "main") != 0)
        {
            SqliteConnection.ClearPool(connection);
        }
    }
}
