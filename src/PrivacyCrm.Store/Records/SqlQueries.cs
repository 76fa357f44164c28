using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using PrivacyCrm.Store.Providers;

namespace PrivacyCrm.Store.Records;

/// <summary>Runs statements of our own on the connection of a context, inside its transaction if it has one.</summary>
internal static class SqlQueries
{
    /// <summary>Runs a statement and reads its rows.</summary>
    /// <param name="db">The context.</param>
    /// <param name="provider">The database.</param>
    /// <param name="statement">The statement.</param>
    /// <param name="read">Reads a row.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>The rows.</returns>
    public static async Task<List<T>> QueryAsync<T>(
        this CrmDbContext db, IStoreProvider provider, SqlStatement statement, Func<DbDataReader, T> read, CancellationToken cancellationToken)
    {
        DbConnection connection = db.Database.GetDbConnection();
        bool isOurs = connection.State != ConnectionState.Open;
        if (isOurs)
        {
            await connection.OpenAsync(cancellationToken);
        }

        try
        {
            await using DbCommand command = connection.CreateCommand();
            command.CommandText = statement.ToString();
            command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
            provider.Bind(command, statement.Values);
            List<T> rows = [];
            using StatementTimes.Statement sent = StatementTimes.Begin(provider, "read");
            await using DbDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                rows.Add(read(reader));
            }

            return rows;
        }
        finally
        {
            if (isOurs)
            {
                await connection.CloseAsync();
            }
        }
    }
}
