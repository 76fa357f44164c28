using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;

namespace PrivacyCrm.Bench.Floor;

/// <summary>
/// The rows of some records, written again under new ids in the fastest way there is: binary COPY on PostgreSQL, prepared inserts on SQLite.
/// </summary>
internal sealed class Copies
{
    private const int Size = 1_000;
    private static readonly (string Table, string Id)[] Tables = [("records", "id"), ("record_index", "id"), ("record_words", "id"), ("record_history", "record_id")];

    private readonly (string Table, string[] Columns, int Id, object?[][] Rows)[] _tables;
    private long _lastId;

    /// <summary>Reads the rows.</summary>
    /// <param name="session">The store.</param>
    /// <param name="ids">The ids of all records. Copies get those before the first.</param>
    public Copies(Session session, long[] ids)
    {
        _lastId = ids[0];
        string some = string.Join(',', ids.Take(Size).Select(id => id.ToString(CultureInfo.InvariantCulture)));
        _tables = [.. Tables.Select(table => Read(session, table.Table, table.Id, some))];
    }

    /// <summary>Writes some records in one transaction.</summary>
    public void Write(Session session, int count)
    {
        long first = Interlocked.Add(ref _lastId, -count);
        using DbTransaction transaction = session.Connection.BeginTransaction();
        foreach ((string table, string[] columns, int id, object?[][] rows) in _tables)
        {
            if (session.Connection is NpgsqlConnection postgres)
            {
                using NpgsqlBinaryImporter copy = postgres.BeginBinaryImport($"COPY {table} ({string.Join(", ", columns)}) FROM STDIN (FORMAT BINARY)");
                for (int index = 0; index < count; index++)
                {
                    copy.StartRow();
                    WriteRow(copy, rows[index % rows.Length], id, first + index);
                }

                copy.Complete();
            }
            else
            {
                Insert(session.Connection, (SqliteTransaction)transaction, $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select((_, index) => $"@p{index}"))})", rows, id, first, count);
            }
        }

        transaction.Commit();
    }

    private static (string Table, string[] Columns, int Id, object?[][] Rows) Read(Session session, string table, string id, string ids)
    {
        string[] all = table == "record_index" ? ["organization_id", "module_id", "id", "is_converted", .. session.Statements.Slots] : ["*"];
        using DbCommand command = session.Connection.CreateCommand();
        command.CommandText = $"SELECT {string.Join(", ", all)} FROM {table} WHERE {session.Statements.Owner} AND {id} IN ({ids}) ORDER BY {id}";
        using DbDataReader reader = command.ExecuteReader();

        // The number of a row is SQLite's own.
        int[] kept = [.. Enumerable.Range(0, reader.FieldCount).Where(column => reader.GetName(column) != "row_number")];
        string[] columns = [.. kept.Select(reader.GetName)];
        List<object?[]> rows = [];
        while (reader.Read())
        {
            rows.Add([.. kept.Select(column => reader.IsDBNull(column) ? null : reader.GetValue(column))]);
        }

        return (table, columns, Array.IndexOf(columns, id), [.. rows]);
    }

    private static void WriteRow(NpgsqlBinaryImporter copy, object?[] row, int idColumn, long id)
    {
        for (int column = 0; column < row.Length; column++)
        {
            switch (column == idColumn ? id : row[column])
            {
                case long number:
                    copy.Write(number, NpgsqlDbType.Bigint);
                    break;
                case string text:
                    copy.Write(text, NpgsqlDbType.Text);
                    break;
                case int[] numbers:
                    copy.Write(numbers, NpgsqlDbType.Array | NpgsqlDbType.Integer);
                    break;
                case bool flag:
                    copy.Write(flag, NpgsqlDbType.Boolean);
                    break;
                default:
                    copy.WriteNull();
                    break;
            }
        }
    }

    private static void Insert(DbConnection connection, DbTransaction transaction, string sql, object?[][] rows, int idColumn, long first, int count)
    {
        using DbCommand command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        for (int column = 0; column < rows[0].Length; column++)
        {
            DbParameter parameter = command.CreateParameter();
            parameter.ParameterName = $"@p{column}";
            command.Parameters.Add(parameter);
        }

        for (int index = 0; index < count; index++)
        {
            object?[] row = rows[index % rows.Length];
            for (int column = 0; column < row.Length; column++)
            {
                command.Parameters[column].Value = column == idColumn ? first + index : row[column] ?? DBNull.Value;
            }

            command.ExecuteNonQuery();
        }
    }
}
