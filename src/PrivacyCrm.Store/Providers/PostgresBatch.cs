using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using PrivacyCrm.Store.Records;

namespace PrivacyCrm.Store.Providers;

/// <summary>Sends changes of tables to PostgreSQL in one round trip: a statement for each change, whose rows travel as an array for each column.</summary>
internal static class PostgresBatch
{
    public static async Task RunAsync(CrmDbContext db, IStoreProvider provider, long moduleId, IReadOnlyList<TableChange> changes, CancellationToken cancellationToken)
    {
        if (changes.Count == 0)
        {
            return;
        }

        await using NpgsqlBatch batch = new((NpgsqlConnection)db.Database.GetDbConnection(), (NpgsqlTransaction)db.Database.CurrentTransaction!.GetDbTransaction());
        foreach (TableChange change in changes)
        {
            batch.BatchCommands.Add(CommandOf(change, db.OrganizationId, moduleId));
        }

        using StatementTimes.Statement sent = StatementTimes.Begin(provider, "write");
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NpgsqlBatchCommand CommandOf(TableChange change, long organizationId, long moduleId)
    {
        bool isOne = change.Rows.Count == 1;
        NpgsqlBatchCommand command = new(isOne ? change.ForOne() : change.ForAll(ArrayOf));
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = organizationId });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = moduleId });
        for (int index = 0; index < change.Columns.Length; index++)
        {
            command.Parameters.Add(isOne ? One(change, index) : All(change, index));
        }

        return command;
    }

    private static string ArrayOf(TableColumn column) => column.Type == typeof(long) ? "bigint[]" : column.Type == typeof(bool) ? "boolean[]" : "text[]";

    private static NpgsqlParameter One(TableChange change, int index) => change.Rows[0][index] switch
    {
        long number => new NpgsqlParameter<long> { TypedValue = number },
        bool flag => new NpgsqlParameter<bool> { TypedValue = flag },
        var text => new NpgsqlParameter<string?> { TypedValue = (string?)text },
    };

    private static NpgsqlParameter All(TableChange change, int index)
    {
        Type type = change.Columns[index].Type;
        return type == typeof(long) ? Array<long>(change, index) : type == typeof(bool) ? Array<bool>(change, index) : Array<string?>(change, index);
    }

    private static NpgsqlParameter<T[]> Array<T>(TableChange change, int index)
    {
        T[] values = new T[change.Rows.Count];
        for (int row = 0; row < values.Length; row++)
        {
            values[row] = (T)change.Rows[row][index]!;
        }

        return new NpgsqlParameter<T[]> { TypedValue = values };
    }
}
