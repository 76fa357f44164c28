using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace PrivacyCrm.IntegrationTests.Support;

/// <summary>What SQLite traces of each statement, with its values, run again afterwards. A plan is judged by the steps that its program really took.</summary>
public sealed class SqlitePlans : SeenPlans
{
    // A page of 200 and its documents; going over the module of the tests takes more.
    private const int MostSteps = 15_000;

    private readonly ConcurrentQueue<string> _statements = new();
    private string _connectionString = string.Empty;

    public override void Clear() => _statements.Clear();

    public override async Task<(IReadOnlyList<string> WholeModule, int Looked)> JudgeAsync()
    {
        List<string> whole = [];
        List<string> statements = [.. _statements.Where(text => text.StartsWith("SELECT", StringComparison.Ordinal) && Large.Any(table => text.Contains(table, StringComparison.Ordinal)))];
        await using SqliteConnection connection = new(_connectionString);
        await connection.OpenAsync();
        foreach (string statement in statements)
        {
            int steps = StepsOf(connection, statement);
            if (steps > MostSteps)
            {
                whole.Add($"{steps} steps\n{statement}\n{await ExplainAsync(connection, statement)}");
            }
        }

        return (whole, statements.Count);
    }

    protected override void Listen(DbConnection connection)
    {
        SqliteConnection sqlite = (SqliteConnection)connection;
        _connectionString = sqlite.ConnectionString;
        raw.sqlite3_trace(sqlite.Handle!, (_, statement) => _statements.Enqueue(statement), null!);
    }

    private static int StepsOf(SqliteConnection connection, string sql)
    {
        Assert.Equal(raw.SQLITE_OK, raw.sqlite3_prepare_v2(connection.Handle!, sql, out sqlite3_stmt statement));
        using (statement)
        {
            while (raw.sqlite3_step(statement) == raw.SQLITE_ROW)
            {
                // On to the end.
            }

            return raw.sqlite3_stmt_status(statement, raw.SQLITE_STMTSTATUS_VM_STEP, 0);
        }
    }

    private static async Task<string> ExplainAsync(SqliteConnection connection, string statement)
    {
        await using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The statement is the server's own.
        command.CommandText = $"EXPLAIN QUERY PLAN {statement}";
#pragma warning restore CA2100
        List<string> lines = [];
        await using SqliteDataReader reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            lines.Add(reader.GetString(3));
        }

        return string.Join('\n', lines);
    }
}
