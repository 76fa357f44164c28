using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using PrivacyCrm.Bench.Load;

namespace PrivacyCrm.Bench.Floor;

/// <summary>A connection of its own with statements prepared once.</summary>
internal sealed class Session(string connectionString) : IDisposable
{
    private static long _lastHistory = TimeProvider.System.GetTimestamp();

    private readonly DbConnection _connection = BenchStore.Open(connectionString);
    private readonly Dictionary<string, DbCommand> _prepared = new(StringComparer.Ordinal);
    private Statements? _statements;

    public DbConnection Connection => _connection;

    /// <summary>Everything known about the tables, read when it is first needed.</summary>
    public Statements Statements => _statements ??= new Statements(_connection);

    /// <summary>A prepared statement with its values set.</summary>
    public DbCommand Command(string name, params ReadOnlySpan<object> values)
    {
        if (!_prepared.TryGetValue(name, out DbCommand? command))
        {
            command = _connection.CreateCommand();
            command.CommandText = Statements[name];
            foreach (object value in (object[])[Statements.OrganizationId, Statements.ModuleId, .. values])
            {
                DbParameter parameter = command.CreateParameter();
                parameter.ParameterName = $"p{command.Parameters.Count}";
                parameter.Value = value;
                command.Parameters.Add(parameter);
            }

            command.Prepare();
            _prepared[name] = command;
        }

        for (int index = 0; index < values.Length; index++)
        {
            command.Parameters[index + 2].Value = values[index];
        }

        return command;
    }

    /// <summary>Runs a prepared statement to its end and returns the number of documents.</summary>
    public int Read(string name, params ReadOnlySpan<object> values)
    {
        using DbDataReader reader = Command(name, values).ExecuteReader();
        int documents = 0;
        while (reader.Read())
        {
            documents += reader.GetFieldValue<byte[]>(0).Length > 0 ? 1 : 0;
        }

        return documents;
    }

    /// <summary>Changes the number of employees with what a change has to keep: the row locked, its document, key and history together.</summary>
    /// <param name="id">The record.</param>
    /// <param name="value">The new number.</param>
    /// <param name="key">Its key.</param>
    public async Task UpdateAsync(long id, string value, string key)
    {
        // SQLite has one writer: waiting for it here is faster than asking again.
        using Gate gate = await Gate.EnterAsync(_connection is SqliteConnection);
        await using DbTransaction transaction = await _connection.BeginTransactionAsync();
        DbCommand lockRow = Command("lock", id);
        lockRow.Transaction = transaction;
        string before = (string)(await lockRow.ExecuteScalarAsync())!;
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        string after = Set(Set(before, "No_of_Employees", value), "Modified_Time", $"\"{now.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}\"");
        DbCommand update = Command(
            "update", id, after, now.ToUnixTimeSeconds(), key, Interlocked.Increment(ref _lastHistory), $"{{\"{Statements.NumberOf("No_of_Employees")}\":[{Member(before, "No_of_Employees")},{value}]}}");
        update.Transaction = transaction;
        await update.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
    }

    public void Dispose() => _connection.Dispose();

    private static string Set(string document, string name, string value)
    {
        Range member = Find(document, name);
        return string.Concat(document.AsSpan()[..member.Start], value, document.AsSpan()[member.End..]);
    }

    private static string Member(string document, string name) => document[Find(document, name)];

    // Numbers and times: neither has a comma in it.
    private static Range Find(string document, string name)
    {
        int from = document.IndexOf($"\"{name}\":", StringComparison.Ordinal) + name.Length + 3;
        return from..(from + document.AsSpan(from).IndexOfAny(',', '}'));
    }
}
