using Npgsql;

namespace PrivacyCrm.IntegrationTests.Support;

/// <summary>
/// The PostgreSQL server the tests share: the one <c>PRIVACYCRM_TEST_POSTGRES</c> connects to, or else a throw-away
/// one, started by the first test that asks for a database.
/// </summary>
internal static class PostgresCluster
{
    /// <summary>The environment variable with a connection string to a server where databases may be created.</summary>
    public const string Variable = "PRIVACYCRM_TEST_POSTGRES";

    private static readonly string? Given = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given
        ? given
        : null;

    private static readonly string? Binaries = Given is null ? PostgresBinaries.Find() : null;

    private static readonly Lazy<Task<string>> Server = new(ConnectAsync);

    /// <summary>Why tests on PostgreSQL cannot run here; null when they can.</summary>
    public static string? Availability => Given is null && Binaries is null
        ? $"PostgreSQL is missing: install its server programs (Debian: postgresql) or set {Variable}."
        : null;

    /// <summary>Creates an empty database and returns the connection string to it.</summary>
    public static async Task<string> CreateDatabaseAsync(CancellationToken cancellationToken)
    {
        string name = $"privacycrm_test_{Guid.NewGuid():N}";

        await ExecuteAsync($"CREATE DATABASE {name}", cancellationToken);

        return new NpgsqlConnectionStringBuilder(await Server.Value) { Database = name }.ConnectionString;
    }

    /// <summary>Drops a database that <see cref="CreateDatabaseAsync"/> made, whoever is still connected.</summary>
    public static async Task DropDatabaseAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using (NpgsqlConnection connection = new(connectionString))
        {
            NpgsqlConnection.ClearPool(connection);
        }

        string? name = new NpgsqlConnectionStringBuilder(connectionString).Database;
        await ExecuteAsync($"DROP DATABASE IF EXISTS {name} WITH (FORCE)", cancellationToken);
    }

    private static async Task<string> ConnectAsync()
    {
        if (Given is not null)
        {
            return Given;
        }

        string binaries = Binaries ?? throw new InvalidOperationException(Availability);
        PostgresServer server = await PostgresServer.StartAsync(binaries, CancellationToken.None);
        return server.ConnectionString;
    }

    private static async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = new(await Server.Value);
        await connection.OpenAsync(cancellationToken);

        await using NpgsqlCommand command = new(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
