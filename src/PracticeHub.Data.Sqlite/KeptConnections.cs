using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace PracticeHub.Data.Sqlite;

/// <summary>
/// Keeps connections open from one unit of work to the next, because with a connection goes what it has prepared: to parse
/// and plan the SQL of a page takes longer than to run it. What a connection has found out about its file lasts as long as the
/// connection, so one that found it gone or read-only is not kept: the hub recovers as soon as the file does.
/// </summary>
internal sealed class KeptConnections(string connectionString, TimeSpan patience, KeptStatements statements) : DbConnectionInterceptor
{
    private const int MostIdle = 32;

    // With synchronous=FULL a commit is on the disk before anybody hears of it, so that not even a power cut takes it back.
    // The busy timeout is only how often a waiting writer looks up; how long it waits is the engine's patience.
    private const string Pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=500; PRAGMA cache_size=-8000; PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY;";

    private readonly ConcurrentStack<KeptConnection> _idle = [];
    private int _drops;
    private readonly string _file = Path.GetFullPath(new SqliteConnectionStringBuilder(connectionString).DataSource);

    /// <summary>Connections in use end with their unit of work: they may have the same file open that is there no longer.</summary>
    public void Drop()
    {
        Interlocked.Increment(ref _drops);
        while (_idle.TryPop(out var connection))
        {
            connection.End();
        }
    }

    public override InterceptionResult<DbConnection> ConnectionCreating(ConnectionCreatingEventData eventData, InterceptionResult<DbConnection> result)
    {
        // An open file can be written to after it was deleted; all of that would be lost.
        if (!_idle.IsEmpty && !File.Exists(_file))
        {
            Drop();
        }

        var connection = _idle.TryPop(out var kept) ? kept : new KeptConnection(connectionString, this);
        connection.DefaultTimeout = (int)patience.TotalSeconds;
        return InterceptionResult<DbConnection>.SuppressWithResult(connection);
    }

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }

    private bool TryKeep(KeptConnection connection)
    {
        var isSound = connection.State is ConnectionState.Open && connection.Drops == _drops && statements.AreAtRest(connection)
            && raw.sqlite3_get_autocommit(connection.Handle) != 0 && raw.sqlite3_db_readonly(connection.Handle, "main") == 0;
        if (!isSound || _idle.Count >= MostIdle)
        {
            return false;
        }

        _idle.Push(connection);
        return true;
    }

    /// <summary>Whoever closes or disposes of it only gives it back.</summary>
    private sealed class KeptConnection(string connectionString, KeptConnections home) : SqliteConnection(connectionString)
    {
        /// <summary>How often all were dropped before this one began.</summary>
        public int Drops { get; } = home._drops;

        public override void Close()
        {
        }

        public void End()
        {
            base.Close();
            base.Dispose(disposing: true);
        }

        [SuppressMessage("Usage", "CA2215:Dispose methods should call base class dispose", Justification = "To dispose of it is to give it back.")]
        protected override void Dispose(bool disposing)
        {
            if (disposing && !home.TryKeep(this))
            {
                End();
            }
        }
    }
}
