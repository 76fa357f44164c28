using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace PrivacyCrm.Store.Providers;

/// <summary>Connections to PostgreSQL, from one pool.</summary>
/// <param name="provider">The database.</param>
/// <param name="settings">The settings, of which several hosts mean whichever has the wanted attributes.</param>
internal sealed class PostgresConnections(PostgresProvider provider, NpgsqlConnectionStringBuilder settings) : IStoreConnections
{
    private readonly NpgsqlDataSource _source = SourceOf(settings);

    public async ValueTask<SqlSession> OpenAsync(CancellationToken cancellationToken)
    {
        NpgsqlConnection connection = await _source.OpenConnectionAsync(cancellationToken);
        return new SqlSession(provider, connection, connection);
    }

    public void Configure(DbContextOptionsBuilder options) => options.UseNpgsql(_source);

    public void Dispose() => _source.Dispose();

    private static NpgsqlDataSource SourceOf(NpgsqlConnectionStringBuilder settings)
    {
        if (settings.TargetSessionAttributes is not { } wanted)
        {
            return NpgsqlDataSource.Create(settings);
        }

        // The driver takes what is wanted of several hosts beside the settings.
        NpgsqlConnectionStringBuilder hosts = new(settings.ConnectionString) { TargetSessionAttributes = null };
        TargetSessionAttributes attributes = Enum.Parse<TargetSessionAttributes>(wanted.Replace("-", string.Empty, StringComparison.Ordinal), ignoreCase: true);
        return new NpgsqlDataSourceBuilder(hosts.ConnectionString).BuildMultiHost().WithTargetSession(attributes);
    }
}
