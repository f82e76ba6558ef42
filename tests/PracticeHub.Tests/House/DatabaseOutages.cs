using System.Diagnostics;
using System.Net;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Tests.Infrastructure;
using PracticeHub.Tests.Making;

namespace PracticeHub.Tests;

/// <summary>A database that is locked, read-only or gone: a clear page, one line in the log, and the hub goes on by itself.</summary>
public abstract class DatabaseOutages(TestHub hub)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Makes the database take no more writes; disposing of what it returns ends that.</summary>
    private protected abstract Task<IAsyncDisposable> ReadOnlyAsync(TestHub fresh);

    /// <summary>Takes the database away.</summary>
    private protected abstract Task<IAsyncDisposable> GoneAsync(TestHub fresh);

    [Fact]
    public async Task While_the_database_is_read_only_members_read_and_what_they_write_is_refused_and_can_be_sent_again()
    {
        await using var fresh = await hub.FreshAsync();
        using var amina = await fresh.AsAsync(Cast.Amina);
        var (form, word) = (await amina.GetAsync("/log"), Rooms.Word());
        await fresh.SettleAsync();
        PageSeen refused;
        await using (await ReadOnlyAsync(fresh))
        {
            fresh.Logged.Clear();
            refused = await amina.SubmitAsync(form, "#log-composer", ("Markdown", word));
            AssertRefused(refused);
            AssertOneLine(fresh, "POST /log was refused");
            Assert.Equal(HttpStatusCode.OK, (await amina.GetAsync("/logs")).Status);
            Assert.Equal(0, await CountAsync(fresh, word));
        }

        await TakenAsync(() => amina.SubmitAsync(refused, "#send-again"));
        await TakenAsync(() => amina.SubmitAsync(form, "#log-composer", ("Markdown", word)));
        Assert.Equal(1, await CountAsync(fresh, word));
    }

    [Fact]
    public async Task While_the_database_is_gone_every_page_says_so_and_the_theme_stays()
    {
        await using var fresh = await hub.FreshAsync();
        using var amina = await fresh.AsAsync(Cast.Amina);
        using var visitor = fresh.Visitor();
        var (form, word) = (await amina.GetAsync("/log"), Rooms.Word());
        var style = form.One("link[rel=stylesheet]").GetAttribute("href")!;
        await fresh.SettleAsync();
        await using (await GoneAsync(fresh))
        {
            fresh.Logged.Clear();
            AssertRefused(await amina.GetAsync("/practices"));
            AssertOneLine(fresh, "GET /practices was refused");
            AssertRefused(await visitor.GetAsync("/practices"));
            AssertRefused(await amina.SubmitAsync(form, "#log-composer", ("Markdown", word)));
            AssertRefused(await amina.GetAsync("/nowhere"));
            Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/sign-in")).Status);
            Assert.Null((await visitor.SubmitAsync("/sign-in", "main form", ("UserName", Cast.Omar), ("Password", Cast.Password))).Document.QuerySelector("#send-again"));
            Assert.Equal(HttpStatusCode.OK, (await amina.GetAsync(style)).Status);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await visitor.GetAsync("/health")).Status);
        }

        await TakenAsync(() => amina.SubmitAsync(form, "#log-composer", ("Markdown", word)));
        Assert.Equal(1, await CountAsync(fresh, word));
    }

    [Fact]
    public async Task What_follows_from_deeds_says_once_that_it_waits_and_goes_on_by_itself()
    {
        await using var fresh = await hub.FreshAsync();
        await fresh.SettleAsync();
        await using (await GoneAsync(fresh))
        {
            await UntilAsync(() => fresh.Logged.Lines.Any(l => l.Text.StartsWith("What follows from deeds waits", StringComparison.Ordinal)));
            await Task.Delay(TimeSpan.FromSeconds(3), Ct);
        }

        await UntilAsync(() => fresh.Logged.Lines.Any(l => l.Text.StartsWith("What follows from deeds goes on", StringComparison.Ordinal)));
        Assert.Single(fresh.Logged.Lines, l => l.Text.StartsWith("What follows from deeds waits", StringComparison.Ordinal));
        Assert.DoesNotContain(fresh.Logged.Lines, l => l.Exception is not null);
        using var amina = await fresh.AsAsync(Cast.Amina);
        await amina.LogAsync(Rooms.Word());
        await fresh.SettleAsync();
    }

    /// <summary>A connection that was made during the outage may be the last to know that it is over; the second try is another one.</summary>
    private static async Task TakenAsync(Func<Task<PageSeen>> send)
    {
        var answer = await send();
        answer = answer.Status is HttpStatusCode.ServiceUnavailable ? await send() : answer;
        Assert.StartsWith("/logs/", answer.Location, StringComparison.Ordinal);
    }

    private protected static void AssertRefused(PageSeen page)
    {
        Assert.True(page.Status == HttpStatusCode.ServiceUnavailable, $"{page.Document.Url} answered {page.Status}.");
        Assert.Equal("The hub cannot reach its memory right now", page.One("main h1").TextContent);
        Assert.NotNull(page.Document.QuerySelector("link[rel=stylesheet]"));
        Assert.DoesNotMatch("(?i)exception|sqlite|npgsql|postgres|[a-z] at PracticeHub", page.Document.DocumentElement.OuterHtml);
    }

    private protected static void AssertOneLine(TestHub fresh, string text)
    {
        // The background has a line of its own.
        var line = Assert.Single(fresh.Logged.Lines, l => !l.Text.StartsWith("What follows", StringComparison.Ordinal));
        Assert.StartsWith(text, line.Text, StringComparison.Ordinal);
        Assert.Null(line.Exception);
    }

    private protected static Task<int> CountAsync(TestHub fresh, string word) => fresh.InDbAsync(db => db.Cards.CountAsync(c => c.Title == word, Ct));

    private protected static async Task UntilAsync(Func<bool> isSo)
    {
        for (var waited = Stopwatch.StartNew(); !isSo(); await Task.Delay(50, Ct))
        {
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(30));
        }
    }

    private protected sealed class Afterwards(Func<Task> restore) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => new(restore());
    }

    public sealed class OnSqlite(SqliteHub hub) : DatabaseOutages(hub)
    {
        [Fact]
        public async Task While_another_process_writes_a_post_is_refused_in_seconds_and_succeeds_afterwards()
        {
            await using var fresh = await hub.FreshAsync();
            using var amina = await fresh.AsAsync(Cast.Amina);
            var (form, word) = (await amina.GetAsync("/log"), Rooms.Word());
            await using (var other = new SqliteConnection(fresh.ConnectionString))
            {
                await other.OpenAsync(Ct);
                await ExecuteAsync(other, "BEGIN EXCLUSIVE");
                fresh.Logged.Clear();
                var posts = Enumerable.Range(0, 3).Select(async _ =>
                {
                    var took = Stopwatch.StartNew();
                    AssertRefused(await amina.SubmitAsync(form, "#log-composer", ("Markdown", word)));
                    Assert.InRange(took.Elapsed, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(12));
                });
                await Task.WhenAll(posts);
                Assert.Equal(HttpStatusCode.OK, (await amina.GetAsync("/logs")).Status);
                Assert.Equal(3, fresh.Logged.Lines.Count(l => l.Text.StartsWith("POST /log was refused", StringComparison.Ordinal)));
                await ExecuteAsync(other, "ROLLBACK");
            }

            Assert.StartsWith("/logs/", (await amina.SubmitAsync(form, "#log-composer", ("Markdown", word))).Location, StringComparison.Ordinal);
            Assert.Equal(1, await CountAsync(fresh, word));
        }

        /// <summary>A write version that this SQLite does not know makes the file read-only, for an administrator of the machine too.</summary>
        private protected override async Task<IAsyncDisposable> ReadOnlyAsync(TestHub fresh)
        {
            await using (var connection = new SqliteConnection(fresh.ConnectionString))
            {
                await connection.OpenAsync(Ct);
                await ExecuteAsync(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
            }

            var known = await WriteVersionAsync(fresh, 3);
            return new Afterwards(() => WriteVersionAsync(fresh, known));
        }

        private protected override Task<IAsyncDisposable> GoneAsync(TestHub fresh)
        {
            var file = FileOf(fresh);
            Move(file, file + ".away");
            return Task.FromResult<IAsyncDisposable>(new Afterwards(() =>
            {
                Assert.False(File.Exists(file), "The hub has begun an empty database.");
                Move(file + ".away", file);
                return Task.CompletedTask;
            }));
        }

        private static void Move(string from, string to)
        {
            foreach (var part in new[] { "-wal", "-shm", "" }.Where(part => File.Exists(from + part)))
            {
                File.Move(from + part, to + part);
            }
        }

        private static async Task<byte> WriteVersionAsync(TestHub fresh, byte version)
        {
            await using var file = new FileStream(FileOf(fresh), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            file.Position = 18;
            var before = (byte)file.ReadByte();
            file.Position = 18;
            file.WriteByte(version);
            if (version > 2)
            {
                // What is connected already knows better.
                fresh.Services.GetRequiredService<DatabaseEngine>().DropConnections();
            }

            return before;
        }

        private static string FileOf(TestHub fresh) => new SqliteConnectionStringBuilder(fresh.ConnectionString).DataSource;

        private static async Task ExecuteAsync(SqliteConnection connection, string sql)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            await command.ExecuteNonQueryAsync(Ct);
        }
    }

    public sealed class OnPostgres(PostgresHub hub) : DatabaseOutages(hub)
    {
        private protected override Task<IAsyncDisposable> ReadOnlyAsync(TestHub fresh) =>
            AlterAsync(fresh, "SET default_transaction_read_only = on", "RESET default_transaction_read_only");

        private protected override Task<IAsyncDisposable> GoneAsync(TestHub fresh) =>
            AlterAsync(fresh, "ALLOW_CONNECTIONS false", "ALLOW_CONNECTIONS true");

        /// <summary>Changes the database from another one, and ends the sessions that began before; nobody does that afterwards.</summary>
        private static async Task<IAsyncDisposable> AlterAsync(TestHub fresh, string how, string back)
        {
            await RunAsync(fresh, name => $"ALTER DATABASE {name} {how}");
            await RunAsync(fresh, name => $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
            return new Afterwards(() => RunAsync(fresh, name => $"ALTER DATABASE {name} {back}"));
        }

        private static async Task RunAsync(TestHub fresh, Func<string, string> sql)
        {
            await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(fresh.ConnectionString) { Database = "postgres", Pooling = false }.ConnectionString);
            await connection.OpenAsync(Ct);
            await using var command = new NpgsqlCommand(sql(new NpgsqlConnectionStringBuilder(fresh.ConnectionString).Database!), connection);
            await command.ExecuteNonQueryAsync(Ct);
        }
    }
}
