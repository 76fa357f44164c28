using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace PrivacyCrm.Store.Providers;

/// <summary>
/// Connections to an SQLite file. Those for statements of our own stay open and keep their statements prepared: there is no server that
/// remembers them, and preparing one takes longer than running it.
/// </summary>
/// <param name="provider">The database.</param>
/// <param name="connectionString">The file.</param>
/// <param name="durability">What connections ask for.</param>
internal sealed class SqliteConnections(SqliteProvider provider, string connectionString, SqliteDurability durability) : IStoreConnections
{
    private const int MaximumIdle = 32;

    private readonly ConcurrentBag<Lease> _idle = [];
    private volatile bool _isDisposed;

    public async ValueTask<SqlSession> OpenAsync(CancellationToken cancellationToken)
    {
        if (!_idle.TryTake(out Lease? lease))
        {
            lease = new Lease(this, await ConnectAsync(cancellationToken));
        }

        return new SqlSession(provider, lease.Connection, lease, lease.Prepared);
    }

    public void Configure(DbContextOptionsBuilder options) => options.UseSqlite(connectionString).AddInterceptors(durability);

    public void Dispose()
    {
        _isDisposed = true;
        while (_idle.TryTake(out Lease? lease))
        {
            lease.Connection.Dispose();
        }
    }

    private async Task<SqliteConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        SqliteConnection connection = new(connectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            await durability.AskAsync(connection, cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private ValueTask TakeBackAsync(Lease lease)
    {
        if (_isDisposed || _idle.Count >= MaximumIdle)
        {
            return lease.Connection.DisposeAsync();
        }

        _idle.Add(lease);
        return ValueTask.CompletedTask;
    }

    private sealed class Lease(SqliteConnections owner, SqliteConnection connection) : IAsyncDisposable
    {
        public SqliteConnection Connection => connection;

        public Dictionary<string, DbCommand> Prepared { get; } = new(StringComparer.Ordinal);

        public ValueTask DisposeAsync() => owner.TakeBackAsync(this);
    }
}
