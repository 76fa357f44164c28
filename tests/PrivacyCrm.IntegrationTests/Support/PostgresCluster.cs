using System.Globalization;
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

    /// <summary>The environment variable that makes all suites run on tables split into so many partitions.</summary>
    public const string PartitionsVariable = "PRIVACYCRM_TEST_PARTITIONS";

    private static readonly string? Given = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given
        ? given
        : null;

    private static readonly int GivenPartitions = int.TryParse(Environment.GetEnvironmentVariable(PartitionsVariable), CultureInfo.InvariantCulture, out int partitions)
        ? partitions
        : 0;

    private static readonly string? Binaries = Given is null ? PostgresBinaries.Find() : null;

    private static readonly Lazy<Task<string>> Server = new(ConnectAsync);

    private static readonly Lazy<Task<string>> Partitioned = new(() => PartitionedTemplate.CreateAsync(Partitions));

    /// <summary>How many partitions every table has: as many as <c>PRIVACYCRM_TEST_PARTITIONS</c> says, or a few in the suites that ask for some.</summary>
    private static int Partitions => GivenPartitions > 0 ? GivenPartitions : 3;

    /// <summary>Why tests on PostgreSQL cannot run here; null when they can.</summary>
    public static string? Availability => Given is null && Binaries is null
        ? $"PostgreSQL is missing: install its server programs (Debian: postgresql) or set {Variable}."
        : null;

    /// <summary>Creates a database for a server and returns the connection string to it: an empty one, or one with partitioned tables.</summary>
    public static Task<string> CreateDatabaseForServerAsync(bool isPartitioned, CancellationToken cancellationToken) =>
        isPartitioned || GivenPartitions > 0 ? CopyAsync(cancellationToken) : CreateDatabaseAsync(cancellationToken);

    /// <summary>Creates an empty database, or a copy of another one, and returns the connection string to it.</summary>
    public static async Task<string> CreateDatabaseAsync(CancellationToken cancellationToken, string template = "template1")
    {
        string name = $"privacycrm_test_{Guid.NewGuid():N}";

        await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE {template}", cancellationToken);

        return new NpgsqlConnectionStringBuilder(await Server.Value) { Database = name }.ConnectionString;
    }

    // What is set for a database is not copied with it.
    private static async Task<string> CopyAsync(CancellationToken cancellationToken)
    {
        string template = await Partitioned.Value;
        string copy = await CreateDatabaseAsync(cancellationToken, template);
        await ExecuteAsync(
            $"""
            DO $$
            DECLARE one text;
            BEGIN
                FOR one IN SELECT unnest(setconfig) FROM pg_db_role_setting JOIN pg_database ON pg_database.oid = setdatabase WHERE datname = '{template}'
                LOOP
                    EXECUTE format('ALTER DATABASE {new NpgsqlConnectionStringBuilder(copy).Database} SET %I = %L', split_part(one, '=', 1), split_part(one, '=', 2));
                END LOOP;
            END
            $$
            """,
            cancellationToken);
        return copy;
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
