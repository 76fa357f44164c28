namespace PrivacyCrm.IntegrationTests.Support;

/// <summary>The server over a PostgreSQL database whose tables are partitioned by organization.</summary>
public sealed class PartitionedCrmServer : PostgresCrmServer
{
    protected override bool IsPartitioned => true;
}
