using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace PracticeHub.Data.Sqlite;

/// <summary>Runs what a connection has prepared before instead of preparing it again; only the parameters differ.</summary>
internal sealed class KeptStatements : DbCommandInterceptor
{
    private const int MostStatements = 200;
    private const int LongestText = 20_000;
    private readonly ConditionalWeakTable<DbConnection, Dictionary<string, Statement>> _statements = [];

    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result) =>
        result.HasResult || command.CommandText.Length > LongestText || Find((SqliteCommand)command) is not { IsBusy: false } statement
            ? result
            : InterceptionResult<DbDataReader>.SuppressWithResult(statement.Run((SqliteCommand)command));

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
        new(ReaderExecuting(command, eventData, result));

    public override void CommandFailed(DbCommand command, CommandErrorEventData eventData) => Stop(command);

    public override Task CommandFailedAsync(DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        Stop(command);
        return Task.CompletedTask;
    }

    public override void CommandCanceled(DbCommand command, CommandEndEventData eventData) => Stop(command);

    public override Task CommandCanceledAsync(DbCommand command, CommandEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Stop(command);
        return Task.CompletedTask;
    }

    /// <summary>Whether nothing is read from it any more; somebody may have failed in the middle and let the reader lie.</summary>
    public bool AreAtRest(DbConnection connection) => !_statements.TryGetValue(connection, out var statements) || !statements.Values.Any(s => s.IsBusy);

    /// <summary>Nobody will read what this command has begun to give.</summary>
    private void Stop(DbCommand command)
    {
        if (command.Connection is { } connection && _statements.TryGetValue(connection, out var statements) && statements.TryGetValue(command.CommandText, out var statement))
        {
            statement.Stop(command);
        }
    }

    private Statement Find(SqliteCommand command)
    {
        var statements = _statements.GetOrCreateValue(command.Connection!);
        if (!statements.TryGetValue(command.CommandText, out var statement))
        {
            if (statements.Count >= MostStatements)
            {
                statements.Values.Where(s => !s.IsBusy).ToList().ForEach(s => s.Dispose());
                statements.Clear();
            }

            statements[command.CommandText] = statement = new(command);
        }

        return statement;
    }

    /// <summary>A command that stays with its connection; a reader of it may still be open when the same is asked again.</summary>
    private sealed class Statement(SqliteCommand like) : IDisposable
    {
        private readonly SqliteCommand _command = new(like.CommandText, like.Connection);
        private SqliteDataReader? _reader;
        private SqliteCommand? _asked;

        public bool IsBusy => _reader is { IsClosed: false };

        public SqliteDataReader Run(SqliteCommand asked)
        {
            (_command.Transaction, _command.CommandTimeout) = (asked.Transaction, asked.CommandTimeout);
            _command.Parameters.Clear();
            foreach (SqliteParameter parameter in asked.Parameters)
            {
                _command.Parameters.Add(parameter);
            }

            _asked = asked;
            return _reader = _command.ExecuteReader();
        }

        public void Stop(DbCommand asked)
        {
            if (ReferenceEquals(_asked, asked))
            {
                _reader?.Dispose();
            }
        }

        public void Dispose() => _command.Dispose();
    }
}
