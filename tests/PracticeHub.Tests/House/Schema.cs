using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using PracticeHub.Data.Postgres;
using PracticeHub.Data.Sqlite;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Modules;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests;

public abstract class Schema(TestHub hub)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected TestHub Hub => hub;

    /// <summary>Tables and columns that only the database knows, for its own full text.</summary>
    protected abstract bool IsItsOwn(string table, string column);

    /// <summary>One SELECT of "table.column" for every column there is.</summary>
    protected abstract string ColumnsSql { get; }

    protected abstract Task<string> EmptyDatabaseAsync();

    protected abstract DatabaseEngine NewEngine(string connection);

    [Fact]
    public async Task The_database_has_the_tables_and_columns_of_the_model_and_no_others()
    {
        var (model, columns) = await hub.InDbAsync(async db => (ColumnsOf(db.Model), await db.Database.SqlQueryRaw<string>(ColumnsSql).ToListAsync(Ct)));
        var found = columns.Where(c => !c.StartsWith("test_", StringComparison.Ordinal) && !c.StartsWith("hub_schema.", StringComparison.Ordinal) && !IsItsOwn(c.Split('.')[0], c.Split('.')[1]));
        Assert.Equal(model.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
        Assert.Contains("hub_card.title", model);
    }

    [Fact]
    public async Task Nodes_that_start_at_once_bring_the_schema_up_to_date_once()
    {
        var connection = await EmptyDatabaseAsync();
        var nodes = Enumerable.Range(0, 4).Select(_ => NewEngine(connection)).ToList();
        var applied = await Task.WhenAll(nodes.Select(node => Task.Run(() => MigrateAsync(node), Ct)));
        Assert.Equal(nodes[0].Migrations.Count, applied.Sum());
        Assert.Equal(0, await MigrateAsync(nodes[0]));
        nodes.OfType<IDisposable>().ToList().ForEach(node => node.Dispose());
    }

    private async Task<int> MigrateAsync(DatabaseEngine node)
    {
        var options = new DbContextOptionsBuilder<HubDb>();
        node.Configure(options);
        await using var db = new HubDb(options.Options, node, hub.Services.GetRequiredService<ModuleCatalog>());
        return await new Migrator(db, node, TimeProvider.System, NullLogger<Migrator>.Instance).MigrateAsync(Ct);
    }

    private static List<string> ColumnsOf(IModel model) => [.. model.GetRelationalModel().Tables.SelectMany(t => t.Columns.Select(c => $"{t.Name}.{c.Name}"))];

    public sealed class OnSqlite(SqliteHub hub) : Schema(hub)
    {
        protected override string ColumnsSql => """
            SELECT t.name || '.' || c.name AS "Value" FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'
            """;

        protected override bool IsItsOwn(string table, string column) => table.StartsWith("hub_search_", StringComparison.Ordinal);

        protected override Task<string> EmptyDatabaseAsync() => Task.FromResult(TestDatabases.CreateSqlite());

        protected override DatabaseEngine NewEngine(string connection) => new SqliteEngine(connection);
    }

    public sealed class OnPostgres(PostgresHub hub) : Schema(hub)
    {
        protected override string ColumnsSql => """
            SELECT table_name || '.' || column_name AS "Value" FROM information_schema.columns WHERE table_schema = 'public'
            """;

        protected override bool IsItsOwn(string table, string column) => (table, column) == ("hub_search", "words") || table is "hub_tally_change";

        protected override Task<string> EmptyDatabaseAsync() => TestDatabases.CreatePostgresAsync(ct: Ct);

        protected override DatabaseEngine NewEngine(string connection) => new PostgresEngine(connection);
    }
}
