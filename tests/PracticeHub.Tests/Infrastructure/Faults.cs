using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace PracticeHub.Tests.Infrastructure;

internal sealed class Crash : Exception;

/// <summary>Counts the steps of a unit of work on the database and crashes at one of them: before and after every command, begin and commit.</summary>
internal sealed class Faults(int crashAt = 0) : DbCommandInterceptor, IDbTransactionInterceptor
{
    private int _crashAt = crashAt;
    private bool _isForGood;
    private int _steps;

    public bool HasCrashed { get; private set; }

    /// <summary>Neither counts nor crashes.</summary>
    public bool IsOff { get; set; }

    /// <summary>Only what writes counts, begins and commits included.</summary>
    public bool IsOfWrites { get; init; }

    /// <summary>Whether crashes are what is wanted, and no news.</summary>
    public bool IsSet => _crashAt > 0;

    /// <summary>From now on crashes at that step; 0 for never.</summary>
    /// <param name="isForGood">Nothing goes through afterwards either, as when the process has died.</param>
    public void Set(int crashAt, bool isForGood) => (_crashAt, _isForGood, _steps, HasCrashed) = (crashAt, isForGood, 0, false);

    private T Step<T>(T result, DbCommand? command = null)
    {
        if (IsOfWrites && command?.CommandText.StartsWith("SELECT", StringComparison.Ordinal) is true)
        {
            return result;
        }

        if (!IsOff && (++_steps == _crashAt || (_isForGood && HasCrashed)))
        {
            HasCrashed = true;
            throw new Crash();
        }

        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) => new(Step(result, command));

    public override ValueTask<DbDataReader> ReaderExecutedAsync(DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default) => new(Step(result, command));

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) => new(Step(result, command));

    public override ValueTask<int> NonQueryExecutedAsync(DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default) => new(Step(result, command));

    public ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default) => new(Step(result));

    public ValueTask<DbTransaction> TransactionStartedAsync(DbConnection connection, TransactionEndEventData eventData, DbTransaction result, CancellationToken cancellationToken = default) => new(Step(result));

    public ValueTask<InterceptionResult> TransactionCommittingAsync(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) => new(Step(result));

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Step(0);
        return Task.CompletedTask;
    }
}
