using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace PracticeHub.Kernel.Data;

/// <summary>Brings the database up to date at start: each missing script once, all in one transaction, under a lock between nodes.</summary>
public sealed partial class Migrator(HubDb db, DatabaseEngine engine, TimeProvider clock, ILogger<Migrator> logger)
{
    /// <returns>How many scripts were run.</returns>
    public Task<int> MigrateAsync(CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        await engine.LockSchemaAsync(db, ct);
        await db.Database.ExecuteSqlRawAsync(
            "CREATE TABLE IF NOT EXISTS hub_schema (name varchar(200) NOT NULL PRIMARY KEY, applied_utc varchar(40) NOT NULL)", ct);
        var applied = await db.Database.SqlQueryRaw<string>("SELECT name AS \"Value\" FROM hub_schema").ToListAsync(ct);
        var missing = engine.Migrations.Where(script => !applied.Contains(script.Name)).ToList();
        foreach (var script in missing)
        {
            await ApplyAsync(script, ct);
        }

        await engine.AdoptLogAsync(db, ct);
        return missing.Count;
    }, ct);

    private async Task ApplyAsync(MigrationScript script, CancellationToken ct)
    {
        // A plain command: EF would read the braces of a script as parameters.
        await using var command = db.NewCommand(script.Sql);
        await command.ExecuteNonQueryAsync(ct);
        var at = clock.GetUtcNow().ToString("O");
        await db.Database.ExecuteSqlAsync($"INSERT INTO hub_schema (name, applied_utc) VALUES ({script.Name}, {at})", ct);
        LogApplied(script.Name);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Schema: applied {Script}")]
    private partial void LogApplied(string script);
}
