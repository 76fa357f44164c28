using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.Bench.Load;

/// <summary>The database of a run, as durable as in production: PostgreSQL of our own, or a file of SQLite.</summary>
internal sealed class BenchStore : IDisposable
{
    // As usual on a machine of one's own: a quarter of its memory, and room to write for some minutes before pages are written whole again.
    private static readonly string Settings = string.Create(
        CultureInfo.InvariantCulture,
        $"-c shared_buffers={Megabytes / 4}MB -c effective_cache_size={Megabytes / 2}MB -c max_wal_size=16GB -c checkpoint_timeout=15min -c random_page_cost=1.1 -c fsync=on -c synchronous_commit=on -c full_page_writes=on");

    private readonly Process? _cluster;
    private readonly bool _isKept;

    public BenchStore(Options options, int records)
    {
        _isKept = options.Keep is not null;
        string name = string.Create(CultureInfo.InvariantCulture, $"{(options.IsSqlite ? "sqlite" : "postgres")}-{records}");
        Directory = options.Keep is { } kept ? Path.Combine(kept, name) : System.IO.Directory.CreateTempSubdirectory("privacycrm-bench-").FullName;
        System.IO.Directory.CreateDirectory(Directory);
        if (options.IsSqlite)
        {
            ConnectionString = $"Data Source={Path.Combine(Directory, "crm.db")}";
            return;
        }

        int port = ServerProcess.FreePort();
        _cluster = StartCluster(port);
        ConnectionString = string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={port};Username=crm;Database=postgres");
    }

    /// <summary>Where the store and the logs of the servers are.</summary>
    public string Directory { get; }

    public string ConnectionString { get; }

    private static long Megabytes => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1024 / 1024;

    public bool IsSqlite => IsOfSqlite(ConnectionString);

    public static bool IsOfSqlite(string connectionString) => connectionString.StartsWith("Data Source=", StringComparison.Ordinal);

    /// <summary>Opens a connection that no pool takes back.</summary>
    public static DbConnection Open(string connectionString)
    {
        DbConnection connection = IsOfSqlite(connectionString)
            ? new SqliteConnection($"{connectionString};Foreign Keys=True;Pooling=False")
            : new NpgsqlConnection($"{connectionString};Pooling=False;Command Timeout=600");
        connection.Open();
        if (connection is SqliteConnection)
        {
            // What our server asks for as well.
            Execute(connection, "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;");
        }

        return connection;
    }

    public DbConnection Open() => Open(ConnectionString);

    public static void Execute(DbConnection connection, string sql)
    {
        using DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Removes the records that were made by measuring.</summary>
    /// <param name="owner">What holds for all rows of the module.</param>
    /// <param name="first">The first id that stays.</param>
    /// <param name="last">The last id that stays.</param>
    public void RemoveBeyond(string owner, long first, long last)
    {
        using DbConnection connection = Open();
        foreach ((string table, string id) in (ReadOnlySpan<(string, string)>)[("records", "id"), ("record_history", "record_id")])
        {
            Execute(connection, string.Create(CultureInfo.InvariantCulture, $"DELETE FROM {table} WHERE {owner} AND {id} < {first}"));
            Execute(connection, string.Create(CultureInfo.InvariantCulture, $"DELETE FROM {table} WHERE {owner} AND {id} > {last}"));
        }

        Settle();
    }

    /// <summary>Brings the statistics up to date, and what is written to the disk.</summary>
    public void Settle()
    {
        using DbConnection connection = Open();
        Execute(connection, IsSqlite ? "ANALYZE; PRAGMA wal_checkpoint(TRUNCATE);" : "VACUUM ANALYZE");
        if (!IsSqlite)
        {
            Execute(connection, "CHECKPOINT");
        }
    }

    public void Dispose()
    {
        _cluster?.StandardInput.Close();
        _cluster?.Dispose();
        if (!_isKept)
        {
            System.IO.Directory.Delete(Directory, recursive: true);
        }
    }

    private Process StartCluster(int port)
    {
        string binaries = PostgresBinaries.Find() ?? throw new InvalidOperationException("PostgreSQL is missing: install its server programs (Debian: postgresql).");
        string[] kept = _isKept ? [Path.Combine(Directory, "cluster")] : [];
        Process cluster = Process.Start(
            new ProcessStartInfo("/bin/sh", [Path.Combine(AppContext.BaseDirectory, "postgres-cluster.sh"), binaries, port.ToString(CultureInfo.InvariantCulture), string.Empty, Settings, .. kept])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            })!;
        return cluster.StandardOutput.ReadLine() == "ready" ? cluster : throw new InvalidOperationException("PostgreSQL did not start.");
    }
}
