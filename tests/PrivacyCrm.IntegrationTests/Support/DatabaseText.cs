using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace PrivacyCrm.IntegrationTests.Support;

/// <summary>Everything in a database as one text, to look for what must not be there.</summary>
internal static class DatabaseText
{
    public static async Task<string> ReadAsync(string connectionString, Func<string, bool>? isWanted = null)
    {
        await using DbConnection connection = Open(connectionString);
        await connection.OpenAsync();
        StringBuilder text = new();
        foreach ((string table, string columns) in (await TablesAsync(connection)).Where(one => isWanted?.Invoke(one.Table) != false))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{table} {columns}");
            await using DbCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The names come from the database itself.
            command.CommandText = $"SELECT * FROM \"{table}\"";
#pragma warning restore CA2100
            await using DbDataReader reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                for (int column = 0; column < reader.FieldCount; column++)
                {
                    object value = reader.GetValue(column);
                    text.Append(value is byte[] bytes ? Convert.ToHexString(bytes) + Encoding.UTF8.GetString(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture)).Append('\n');
                }
            }
        }

        return text.ToString();
    }

    /// <summary>The tables of our own, and their columns in order of name.</summary>
    public static async Task<List<(string Table, string Columns)>> TablesAsync(DbConnection connection)
    {
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = connection is SqliteConnection
            ? "SELECT m.name, (SELECT group_concat(name) FROM (SELECT name FROM pragma_table_info(m.name) ORDER BY name)) FROM sqlite_master m WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' ORDER BY m.name"
            : "SELECT table_name, string_agg(column_name, ',' ORDER BY column_name COLLATE \"C\") FROM information_schema.columns WHERE table_schema = 'public' GROUP BY table_name ORDER BY table_name";
        List<(string, string)> tables = [];
        await using DbDataReader reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            tables.Add((reader.GetString(0), reader.GetString(1)));
        }

        return tables;
    }

    /// <summary>A connection to the database.</summary>
    public static DbConnection Open(string connectionString) =>
        connectionString.StartsWith("Data Source", StringComparison.Ordinal) ? new SqliteConnection(connectionString) : new NpgsqlConnection(connectionString);
}
