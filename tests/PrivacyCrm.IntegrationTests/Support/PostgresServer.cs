using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace PrivacyCrm.IntegrationTests.Support;

/// <summary>A PostgreSQL server of our own, on this machine only, gone with the process that started it.</summary>
internal sealed class PostgresServer
{
    private const int Attempts = 3;

    // Held for its standard input: the server stops when that closes, which is also what the end of this process does.
    private readonly Process _script;

    private PostgresServer(Process script, int port)
    {
        _script = script;
        Port = port;
        ConnectionString = new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = port,
            Username = "crm",
            Database = "postgres",
        }.ConnectionString;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Stop();
    }

    /// <summary>Where it listens on this machine.</summary>
    public int Port { get; }

    /// <summary>Connects to the maintenance database as the superuser.</summary>
    public string ConnectionString { get; }

    /// <summary>Starts a server with the programs in <paramref name="binaries"/> and waits until it answers; as a standby of another one, if there is one.</summary>
    public static async Task<PostgresServer> StartAsync(string binaries, CancellationToken cancellationToken, PostgresServer? primary = null)
    {
        string log = "";

        // Somebody may take the free port before the server does.
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            int port = FreePort();
            Process script = Launch(binaries, port, primary?.Port);
            Task<string> errors = script.StandardError.ReadToEndAsync(cancellationToken);

            if (await script.StandardOutput.ReadLineAsync(cancellationToken) == "ready")
            {
                return new PostgresServer(script, port);
            }

            log = await errors;
            script.Dispose();
        }

        throw new InvalidOperationException($"PostgreSQL in {binaries} did not start: {log}");
    }

    /// <summary>Stops it; it is gone a moment later.</summary>
    public void Stop() => _script.StandardInput.Close();

    /// <summary>Stops it, and waits until nobody listens any more.</summary>
    public async Task StopAsync()
    {
        Stop();
        while (true)
        {
            using TcpClient client = new();
            try
            {
                await client.ConnectAsync(IPAddress.Loopback, Port);
            }
            catch (SocketException)
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }
    }

    private static Process Launch(string binaries, int port, int? primaryPort)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "Support", "postgres-cluster.sh");

        return Process.Start(
            new ProcessStartInfo("/bin/sh", [path, binaries, port.ToString(CultureInfo.InvariantCulture), primaryPort?.ToString(CultureInfo.InvariantCulture) ?? string.Empty])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, port: 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
