namespace PrivacyCrm.IntegrationTests.Support;

/// <summary>The server over a PostgreSQL database of its own. Without PostgreSQL it starts nothing, and its tests are skipped.</summary>
public class PostgresCrmServer : CrmServer
{
    /// <summary>Whether its tables are split even where nobody asked for it.</summary>
    protected virtual bool IsPartitioned => false;

    protected override async Task<bool> CreateDatabaseAsync()
    {
        if (PostgresCluster.Availability is not null)
        {
            return false;
        }

        ConnectionString = await PostgresCluster.CreateDatabaseForServerAsync(IsPartitioned, CancellationToken.None);
        return true;
    }

    protected override Task DropDatabaseAsync() => PostgresCluster.DropDatabaseAsync(ConnectionString, CancellationToken.None);
}
