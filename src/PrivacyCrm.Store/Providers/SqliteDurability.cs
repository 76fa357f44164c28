using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace PrivacyCrm.Store.Providers;

/// <summary>Sees to it that a commit on SQLite is on the disk before it is acknowledged.</summary>
internal sealed class SqliteDurability : DbConnectionInterceptor
{
    private readonly string _pragmas;

    /// <summary>Initializes a new instance of the <see cref="SqliteDurability"/> class.</summary>
    /// <param name="cacheKilobytes">How much of the file a connection may keep in memory.</param>
    public SqliteDurability(int? cacheKilobytes) =>
        _pragmas = "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;"
            + (cacheKilobytes is { } size ? string.Create(CultureInfo.InvariantCulture, $" PRAGMA cache_size = -{size};") : string.Empty);

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using DbCommand command = connection.CreateCommand();
        command.CommandText = _pragmas;
        command.ExecuteNonQuery();
    }

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default) =>
        AskAsync(connection, cancellationToken);

    /// <summary>Asks an open connection for it.</summary>
    public async Task AskAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = _pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
