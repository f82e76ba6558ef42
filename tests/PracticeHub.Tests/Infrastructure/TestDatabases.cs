using Microsoft.Data.Sqlite;
using Npgsql;

namespace PracticeHub.Tests.Infrastructure;

/// <summary>Fresh databases for tests, empty or cloned in milliseconds from one that is already migrated.</summary>
internal static class TestDatabases
{
    private static readonly Lazy<string> SqliteDirectory = new(CreateSqliteDirectory);

    /// <summary>Creates a PostgreSQL database and returns its connection string.</summary>
    /// <param name="template">Connection string of a database to clone; nobody may be using it.</param>
    /// <param name="ct">Stops waiting for the server.</param>
    public static async Task<string> CreatePostgresAsync(string? template = null, CancellationToken ct = default)
    {
        var name = $"test_{Guid.NewGuid():n}";
        if (template is null)
        {
            await ExecuteAsync($"CREATE DATABASE {name}", ct);
        }
        else
        {
            await ExecuteAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{DatabaseOf(template)}'", ct);
            await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE {DatabaseOf(template)}", ct);
        }

        // Many small databases share one server, so a pool gives its idle connections back soon.
        return new NpgsqlConnectionStringBuilder(await PostgresServer.ConnectionStringAsync())
        {
            Database = name,
            IncludeErrorDetail = true,
            MaxPoolSize = 30,
            ConnectionIdleLifetime = 10,
            ConnectionPruningInterval = 5,
        }.ConnectionString;
    }

    public static async Task DropPostgresAsync(string connectionString, CancellationToken ct = default)
    {
        ClearPool(connectionString);
        await ExecuteAsync($"DROP DATABASE IF EXISTS {DatabaseOf(connectionString)} WITH (FORCE)", ct);
    }

    /// <summary>Names a SQLite file that does not exist yet, or copies another, and returns its connection string.</summary>
    /// <param name="template">Connection string of a database to clone; it may be in use.</param>
    public static string CreateSqlite(string? template = null)
    {
        var file = Path.Combine(SqliteDirectory.Value, $"{Guid.NewGuid():n}.db");
        var connectionString = new SqliteConnectionStringBuilder { DataSource = file }.ConnectionString;
        if (template is not null)
        {
            using var from = new SqliteConnection(template);
            from.Open();
            using var to = new SqliteConnection(connectionString);
            to.Open();
            from.BackupDatabase(to);
        }

        return connectionString;
    }

    public static void DropSqlite(string connectionString)
    {
        using (var connection = new SqliteConnection(connectionString))
        {
            SqliteConnection.ClearPool(connection);
        }

        var file = new SqliteConnectionStringBuilder(connectionString).DataSource;
        foreach (var suffix in new[] { "", "-wal", "-shm" })
        {
            File.Delete(file + suffix);
        }
    }

    private static string CreateSqliteDirectory()
    {
        var directory = Directory.CreateTempSubdirectory("practicehub-tests-");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => directory.Delete(recursive: true);
        return directory.FullName;
    }

    private static async Task ExecuteAsync(string sql, CancellationToken ct)
    {
        var server = new NpgsqlConnectionStringBuilder(await PostgresServer.ConnectionStringAsync())
        {
            Database = "postgres",
            MaxPoolSize = 4,
        };
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }

    private static string DatabaseOf(string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString).Database
        ?? throw new ArgumentException("The connection string names no database.", nameof(connectionString));

    private static void ClearPool(string connectionString)
    {
        using var connection = new NpgsqlConnection(connectionString);
        NpgsqlConnection.ClearPool(connection);
    }
}
