using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace PracticeHub.Tests.Activity;

internal sealed class Crash : Exception;

/// <summary>Counts the steps of a unit of work on the database and crashes at one of them: before and after every command, begin and commit.</summary>
internal sealed class Faults(int crashAt) : DbCommandInterceptor, IDbTransactionInterceptor
{
    private int _steps;

    public bool HasCrashed { get; private set; }

    private T Step<T>(T result)
    {
        if (++_steps == crashAt)
        {
            HasCrashed = true;
            throw new Crash();
        }

        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) => new(Step(result));

    public override ValueTask<DbDataReader> ReaderExecutedAsync(DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default) => new(Step(result));

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) => new(Step(result));

    public override ValueTask<int> NonQueryExecutedAsync(DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default) => new(Step(result));

    public ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default) => new(Step(result));

    public ValueTask<DbTransaction> TransactionStartedAsync(DbConnection connection, TransactionEndEventData eventData, DbTransaction result, CancellationToken cancellationToken = default) => new(Step(result));

    public ValueTask<InterceptionResult> TransactionCommittingAsync(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) => new(Step(result));

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Step(0);
        return Task.CompletedTask;
    }
}
