using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace PrivacyCrm.Store.Records;

/// <summary>
/// Statements of one write, sent together where the database can take them together. Change tracking of rows as wide as the index's
/// costs several times what the statements do; see decision 0003.
/// </summary>
internal sealed class StatementBatch(CrmDbContext db)
{
    private readonly List<(string Sql, object?[] Values)> _statements = [];

    /// <summary>Adds a statement. Its text is made of our own names only; values are its parameters <c>@p0</c>, <c>@p1</c> and so on.</summary>
    public void Add(string sql, params object?[] values) => _statements.Add((sql, values));

    /// <summary>Sends the statements in their order, inside the context's transaction.</summary>
    public async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        if (_statements.Count == 0)
        {
            return;
        }

        DbConnection connection = db.Database.GetDbConnection();
        DbTransaction transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        if (connection.CanCreateBatch)
        {
            await using DbBatch batch = connection.CreateBatch();
            batch.Transaction = transaction;
            batch.Timeout = db.Database.GetCommandTimeout() ?? batch.Timeout;
            foreach ((string sql, object?[] values) in _statements)
            {
                DbBatchCommand command = batch.CreateBatchCommand();
                command.CommandText = sql;
                Fill(command.Parameters, command.CreateParameter, values);
                batch.BatchCommands.Add(command);
            }

            await batch.ExecuteNonQueryAsync(cancellationToken);
        }
        else
        {
            await ExecuteOneByOneAsync(connection, transaction, cancellationToken);
        }
    }

    private async Task ExecuteOneByOneAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancellationToken)
    {
        foreach (var group in _statements.GroupBy(statement => statement.Sql, StringComparer.Ordinal))
        {
            await using DbCommand command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = group.Key;
            foreach ((_, object?[] values) in group)
            {
                command.Parameters.Clear();
                Fill(command.Parameters, command.CreateParameter, values);
                await command.ExecuteNonQueryAsync(cancellationToken);
            }
        }
    }

    private static void Fill(DbParameterCollection parameters, Func<DbParameter> create, object?[] values)
    {
        for (int index = 0; index < values.Length; index++)
        {
            DbParameter parameter = create();
            parameter.ParameterName = ParameterNames.Of(index);
            parameter.Value = values[index] ?? DBNull.Value;
            parameters.Add(parameter);
        }
    }
}
