using Microsoft.AspNetCore.Hosting;

namespace PrivacyCrm.IntegrationTests.Support;

/// <summary>The server over a PostgreSQL database, with the plans of its statements.</summary>
public sealed class PlannedPostgresServer : PostgresCrmServer, IPlannedServer
{
    public SeenPlans Plans { get; } = new PostgresPlans();

    public Task<PlannedRecords>? Records { get; set; }

    protected override async Task<bool> CreateDatabaseAsync()
    {
        if (!await base.CreateDatabaseAsync())
        {
            return false;
        }

        ConnectionString = PostgresPlans.With(ConnectionString);
        return true;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        Plans.AddTo(builder);
    }
}
