using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Store;

namespace PrivacyCrm.IntegrationTests.Support;

/// <summary>A migrated database whose tables are partitioned as <c>docs/scale/partition.sql</c> says, made once and copied for each server.</summary>
internal static class PartitionedTemplate
{
    /// <summary>Makes it and tells its name.</summary>
    public static async Task<string> CreateAsync(int partitions)
    {
        // A database that somebody is connected to cannot be copied.
        string connectionString = new NpgsqlConnectionStringBuilder(await PostgresCluster.CreateDatabaseAsync(CancellationToken.None)) { Pooling = false }.ConnectionString;
        await using (ServiceProvider services = new ServiceCollection().AddSingleton(TimeProvider.System).AddPrivacyCrmStore(connectionString).BuildServiceProvider())
        {
            await services.GetRequiredService<IStoreHealth>().MigrateAsync(CancellationToken.None);
        }

        await using NpgsqlConnection connection = new(connectionString);
        await connection.OpenAsync();
        foreach (string sql in new[]
        {
            $"SET privacycrm.partitions = {partitions.ToString(CultureInfo.InvariantCulture)}",
            await File.ReadAllTextAsync(Path.Combine(Sources.Folder, "..", "..", "docs", "scale", "partition.sql")),
        })
        {
#pragma warning disable CA2100 // A number and a file of ours.
            await using NpgsqlCommand command = new(sql, connection);
#pragma warning restore CA2100
            await command.ExecuteNonQueryAsync();
        }

        return new NpgsqlConnectionStringBuilder(connectionString).Database!;
    }
}
