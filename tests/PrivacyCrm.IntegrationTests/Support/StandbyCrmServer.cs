using Microsoft.AspNetCore.Mvc.Testing;
using Npgsql;

namespace PrivacyCrm.IntegrationTests.Support;

/// <summary>The server over a PostgreSQL primary of its own and a standby that streams from it.</summary>
public class StandbyCrmServer : PostgresCrmServer
{
    private PostgresServer? _primary;
    private PostgresServer? _standby;

    /// <summary>Why there can be no standby here; null when there can.</summary>
    public static string? Availability => PostgresBinaries.Find() is null ? "A standby needs the server programs of PostgreSQL (Debian: postgresql)." : null;

    /// <summary>The port of the standby.</summary>
    public int StandbyPort => _standby!.Port;

    /// <summary>Starts one more standby, and tells how a server reaches it beside the primary.</summary>
    internal async Task<(PostgresServer Standby, string ConnectionString)> AddStandbyAsync()
    {
        PostgresServer standby = await PostgresServer.StartAsync(PostgresBinaries.Find()!, CancellationToken.None, _primary);
        return (standby, With(standby.Port));
    }

    /// <summary>Starts a server that reaches the standby through a relay.</summary>
    internal WebApplicationFactory<Program> StartBehind(Relay relay) => StartAnother(builder => builder.UseSetting("ConnectionStrings:Crm", With(relay.Port)));

    /// <summary>Asks the standby.</summary>
    internal Task<object?> AskStandbyAsync(string sql) => AskAsync(_standby!, sql);

    /// <summary>Waits until the standby has all that the primary has.</summary>
    internal async Task CatchUpAsync()
    {
        // What was not flushed yet is flushed with the next commit that waits for it.
        string position = (string)(await AskAsync(
            _primary!, "SELECT pg_current_wal_insert_lsn()::text, set_config('synchronous_commit', 'on', true), pg_logical_emit_message(true, 'test', '')"))!;
        while (!true.Equals(await AskStandbyAsync($"SELECT pg_last_wal_replay_lsn() >= '{position}'")))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }

        // A server that found it behind leaves it alone for a second.
        Clock.Advance(TimeSpan.FromSeconds(1));
    }

    protected override async Task<bool> CreateDatabaseAsync()
    {
        if (Availability is not null)
        {
            return false;
        }

        _primary = await PostgresServer.StartAsync(PostgresBinaries.Find()!, CancellationToken.None);
        _standby = await PostgresServer.StartAsync(PostgresBinaries.Find()!, CancellationToken.None, _primary);
        ConnectionString = With(_standby.Port);
        return true;
    }

    protected override Task DropDatabaseAsync()
    {
        _standby?.Stop();
        _primary?.Stop();
        return Task.CompletedTask;
    }

    private string With(int standbyPort) =>
        new NpgsqlConnectionStringBuilder(_primary!.ConnectionString) { Host = $"127.0.0.1:{_primary.Port},127.0.0.1:{standbyPort}" }.ConnectionString;

    private static async Task<object?> AskAsync(PostgresServer server, string sql)
    {
        await using NpgsqlConnection connection = new(server.ConnectionString);
        await connection.OpenAsync();
#pragma warning disable CA2100 // The text is the test's own.
        await using NpgsqlCommand command = new(sql, connection);
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync();
    }
}
