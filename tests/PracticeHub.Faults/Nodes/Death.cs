using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace PracticeHub.Faults.Nodes;

/// <summary>Kills the process right before or right after one of its commits; a statement outside of a transaction is a commit too.</summary>
internal sealed class Death : DbCommandInterceptor, IDbTransactionInterceptor
{
    private volatile int _commit;
    private volatile bool _isBefore;
    private int _before;
    private int _after;

    /// <param name="commit">Counted from now on, from 1.</param>
    public void Set(int commit, bool isBefore) => (_before, _after, _isBefore, _commit) = (0, 0, isBefore, commit);

    public ValueTask<InterceptionResult> TransactionCommittingAsync(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        Before();
        return new(result);
    }

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        After();
        return Task.CompletedTask;
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (CommitsItself(command))
        {
            Before();
        }

        return new(result);
    }

    public override ValueTask<int> NonQueryExecutedAsync(DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        if (CommitsItself(command))
        {
            After();
        }

        return new(result);
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        if (CommitsItself(command))
        {
            Before();
        }

        return new(result);
    }

    private static bool CommitsItself(DbCommand command) =>
        command.Transaction is null && new[] { "INSERT", "UPDATE", "DELETE" }.Any(verb => command.CommandText.Contains(verb, StringComparison.Ordinal));

    private void Before()
    {
        if (Interlocked.Increment(ref _before) == _commit && _isBefore)
        {
            Die();
        }
    }

    private void After()
    {
        if (Interlocked.Increment(ref _after) == _commit && !_isBefore)
        {
            Die();
        }
    }

    private static void Die()
    {
        Process.GetCurrentProcess().Kill();
        Thread.CurrentThread.Join();
    }
}
