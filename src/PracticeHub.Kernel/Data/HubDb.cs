using System.Data.Common;
using System.Reflection;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Kernel.Data;

/// <summary>
/// The one unit of work of the house. Modules add their entity configurations and an extension member for their sets.
/// A save is one transaction: documents, projections, activities and the statements queued with <see cref="Then"/> land
/// together or not at all.
/// </summary>
public sealed class HubDb(DbContextOptions<HubDb> options, DatabaseEngine engine, ModuleCatalog modules)
    : IdentityDbContext<HubUser, HubRole, string>(options)
{
    private readonly Queue<Func<CancellationToken, Task>> _beforehand = [];
    private readonly Queue<Func<CancellationToken, Task>> _afterwards = [];
    private Func<CancellationToken, Task<bool>>? _makeWay;

    /// <summary>A save that fails ends the whole transaction, so a savepoint around each would be two ways to the database for nothing.</summary>
    public override DatabaseFacade Database => field ??= new(this) { AutoSavepointsEnabled = false };

    /// <summary>Runs in the transaction of the next save, before anything is written: what must hold meanwhile. Queued once.</summary>
    /// <returns>False if it is queued already.</returns>
    public bool First(Func<CancellationToken, Task> check) => EnqueueOnce(_beforehand, check);

    /// <summary>Runs in the transaction of the next save, after the tracked changes were written: counters and the like.</summary>
    public void Then(Func<CancellationToken, Task> statement) => _afterwards.Enqueue(statement);

    /// <summary>Like <see cref="Then"/>, for what is written once however often it is asked for.</summary>
    /// <returns>False if it is queued already.</returns>
    public bool ThenOnce(Func<CancellationToken, Task> statement) => EnqueueOnce(_afterwards, statement);

    /// <summary>Asked when the next save meets a row that somebody else has just written under the same name: whether there is another name now to try with.</summary>
    public void IfTaken(Func<CancellationToken, Task<bool>> makeWay) => _makeWay = makeWay;

    /// <inheritdoc cref="DatabaseEngine.CountNowAsync"/>
    public Task CountNowAsync(CancellationToken ct) => engine.CountNowAsync(this, ct);

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default) =>
        InTransactionAsync(async () =>
        {
            await WorkOffAsync(_beforehand, cancellationToken);
            var rows = await WriteAsync(acceptAllChangesOnSuccess, cancellationToken);
            await WorkOffAsync(_afterwards, cancellationToken);
            return rows;
        }, cancellationToken);

    /// <summary>Saves, unless somebody else has saved the same in this moment; then nothing of it waits for the next save.</summary>
    /// <returns>Whether it is saved.</returns>
    public async Task<bool> TrySaveAsync(CancellationToken ct)
    {
        try
        {
            await SaveChangesAsync(ct);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
    }

    /// <summary>All or nothing; joins the transaction that is already open. After a failure nothing of it waits for the next save.</summary>
    public async Task<T> InTransactionAsync<T>(Func<Task<T>> work, CancellationToken ct)
    {
        if (Database.CurrentTransaction is not null)
        {
            return await work();
        }

        using var turn = await engine.EnterWriteAsync(this, ct);
        await using var transaction = await Database.BeginTransactionAsync(ct);
        try
        {
            var result = await work();
            await transaction.CommitAsync(ct);
            return result;
        }
        catch
        {
            ChangeTracker.Clear();
            throw;
        }
        finally
        {
            _beforehand.Clear();
            _afterwards.Clear();
            _makeWay = null;
        }
    }

    /// <inheritdoc cref="InTransactionAsync{T}"/>
    public Task InTransactionAsync(Func<Task> work, CancellationToken ct) =>
        InTransactionAsync(async () => { await work(); return 0; }, ct);

    /// <summary>A command on this context's connection and transaction; the connection must be open.</summary>
    public DbCommand NewCommand(string sql)
    {
        var command = Database.GetDbConnection().CreateCommand();
        command.Transaction = Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = sql;
        return command;
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(HubDb).Assembly);
        foreach (var assembly in modules.Assemblies.Where(HasTables))
        {
            builder.ApplyConfigurationsFromAssembly(assembly);
        }

        builder.HasDbFunction(() => DatabaseText.Lower(default!)).HasName("lower").IsBuiltIn();
        HouseNames.Apply(builder);
        HouseIds.Apply(builder);
        engine.ConfigureModel(builder);
    }

    private async Task<int> WriteAsync(bool acceptAllChangesOnSuccess, CancellationToken ct)
    {
        if (_makeWay is not { } makeWay)
        {
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, ct);
        }

        const string Before = "before";
        var transaction = Database.CurrentTransaction!;
        await transaction.CreateSavepointAsync(Before, ct);
        while (true)
        {
            try
            {
                var rows = await base.SaveChangesAsync(acceptAllChangesOnSuccess, ct);
                await transaction.ReleaseSavepointAsync(Before, ct);
                _makeWay = null;
                return rows;
            }
            catch (DbUpdateException failure) when (engine.IsUniqueViolation(failure))
            {
                await transaction.RollbackToSavepointAsync(Before, ct);
                if (!await makeWay(ct))
                {
                    throw;
                }
            }
        }
    }

    private static bool EnqueueOnce(Queue<Func<CancellationToken, Task>> queue, Func<CancellationToken, Task> work)
    {
        if (queue.Contains(work))
        {
            return false;
        }

        queue.Enqueue(work);
        return true;
    }

    private static async Task WorkOffAsync(Queue<Func<CancellationToken, Task>> queue, CancellationToken ct)
    {
        while (queue.TryDequeue(out var work))
        {
            await work(ct);
        }
    }

    private static bool HasTables(Assembly assembly) => assembly.GetTypes().Any(type => type.GetInterfaces().Any(
        i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEntityTypeConfiguration<>)));

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(20);
    }
}
