using System.Data.Common;
using PrivacyCrm.Bench.Load;

namespace PrivacyCrm.Bench.Floor;

/// <summary>A connection of its own with statements prepared once.</summary>
internal sealed class Session(string connectionString) : IDisposable
{
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

    public void Dispose() => _connection.Dispose();
}
