using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace PracticeHub.Tests.Infrastructure;

public sealed class TestDatabasesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_postgres_clone_holds_what_its_template_holds_and_is_gone_after_the_drop()
    {
        var template = await TestDatabases.CreatePostgresAsync(ct: Ct);
        await using (var connection = new NpgsqlConnection(template))
        {
            await WriteAsync(connection, "original");
        }

        var clones = await Task.WhenAll(Enumerable.Range(0, 4)
            .Select(_ => TestDatabases.CreatePostgresAsync(template, Ct)));
        foreach (var clone in clones)
        {
            await using (var connection = new NpgsqlConnection(clone))
            {
                Assert.Equal("original", await ReadAsync(connection));
            }

            await TestDatabases.DropPostgresAsync(clone, Ct);
            await using var gone = new NpgsqlConnection(clone);
            var refused = await Assert.ThrowsAsync<PostgresException>(() => gone.OpenAsync(Ct));
            Assert.Equal(PostgresErrorCodes.InvalidCatalogName, refused.SqlState);
        }

        await TestDatabases.DropPostgresAsync(template, Ct);
    }

    [Fact]
    public async Task A_sqlite_clone_holds_what_its_open_template_holds_and_is_gone_after_the_drop()
    {
        var template = TestDatabases.CreateSqlite();
        await using var open = new SqliteConnection(template);
        await WriteAsync(open, "original");

        var clone = TestDatabases.CreateSqlite(template);
        await using (var connection = new SqliteConnection(clone))
        {
            Assert.Equal("original", await ReadAsync(connection));
        }

        TestDatabases.DropSqlite(clone);
        Assert.False(File.Exists(new SqliteConnectionStringBuilder(clone).DataSource));
        TestDatabases.DropSqlite(template);
    }

    private static async Task WriteAsync(DbConnection connection, string word)
    {
        await connection.OpenAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = $"CREATE TABLE word (value text); INSERT INTO word VALUES ('{word}')";
        await command.ExecuteNonQueryAsync(Ct);
    }

    private static async Task<object?> ReadAsync(DbConnection connection)
    {
        await connection.OpenAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT value FROM word";
        return await command.ExecuteScalarAsync(Ct);
    }
}
