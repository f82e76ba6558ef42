using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace PracticeHub.Data.Sqlite;

/// <summary>
/// WAL survives a crash of the process with synchronous=NORMAL; a power cut may take the last commits, never the file.
/// What a connection has found out about its file lasts as long as the connection, so one that found it gone or read-only is
/// not kept: the hub recovers as soon as the file does.
/// </summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    // The busy timeout is only how often a waiting writer looks up; how long it waits is the engine's patience.
    private const string Pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=500; PRAGMA cache_size=-32000; PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY;";

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
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
        if (raw.sqlite3_db_readonly(connection.Handle, "main") != 0)
        {
            SqliteConnection.ClearPool(connection);
        }
    }
}
