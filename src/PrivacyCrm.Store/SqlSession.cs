using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using PrivacyCrm.Store.Providers;
using PrivacyCrm.Store.Records;

namespace PrivacyCrm.Store;

/// <summary>An open connection for statements of our own, which name their organization themselves: one read's, or that of a context's transaction.</summary>
internal readonly struct SqlSession : IAsyncDisposable
{
    private const int MaximumPrepared = 200;

    private readonly IStoreProvider _provider;
    private readonly DbConnection _connection;
    private readonly DbTransaction? _transaction;
    private readonly IAsyncDisposable? _owner;
    private readonly Dictionary<string, DbCommand>? _prepared;

    /// <summary>Initializes a new instance of the <see cref="SqlSession"/> struct for one read.</summary>
    /// <param name="provider">The database.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="owner">What is disposed with the read.</param>
    /// <param name="prepared">The connection's statements, where its driver does not keep them.</param>
    public SqlSession(IStoreProvider provider, DbConnection connection, IAsyncDisposable owner, Dictionary<string, DbCommand>? prepared = null) =>
        (_provider, _connection, _owner, _prepared) = (provider, connection, owner, prepared);

    /// <summary>Initializes a new instance of the <see cref="SqlSession"/> struct inside the transaction of a context, which stays its owner.</summary>
    /// <param name="provider">The database.</param>
    /// <param name="db">The context.</param>
    public SqlSession(IStoreProvider provider, CrmDbContext db) =>
        (_provider, _connection, _transaction) = (provider, db.Database.GetDbConnection(), db.Database.CurrentTransaction?.GetDbTransaction());

    /// <summary>Gets the connection.</summary>
    public DbConnection Connection => _connection;

    /// <summary>Runs a statement and reads its rows.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="read">Reads a row.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>The rows.</returns>
    public async Task<List<T>> QueryAsync<T>(SqlStatement statement, Func<DbDataReader, T> read, CancellationToken cancellationToken)
    {
        DbCommand command = CommandFor(statement);
        try
        {
            List<T> rows = [];
            using StatementTimes.Statement sent = StatementTimes.Begin(_provider, "read");
            await using DbDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                rows.Add(read(reader));
            }

            return rows;
        }
        finally
        {
            if (_prepared is null)
            {
                await command.DisposeAsync();
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _owner?.DisposeAsync() ?? ValueTask.CompletedTask;

    private DbCommand CommandFor(SqlStatement statement)
    {
        string text = statement.ToString();
        if (_prepared?.TryGetValue(text, out DbCommand? known) == true)
        {
            for (int index = 0; index < statement.Values.Count; index++)
            {
                known.Parameters[index].Value = statement.Values[index];
            }

            return known;
        }

        DbCommand command = _connection.CreateCommand();
        command.CommandText = text;
        command.Transaction = _transaction;
        _provider.Bind(command, statement.Values);
        Keep(command);
        return command;
    }

    private void Keep(DbCommand command)
    {
        if (_prepared is null)
        {
            return;
        }

        if (_prepared.Count >= MaximumPrepared)
        {
            foreach (DbCommand former in _prepared.Values)
            {
                former.Dispose();
            }

            _prepared.Clear();
        }

        _prepared[command.CommandText] = command;
    }
}
