using Microsoft.AspNetCore.Hosting;

namespace PrivacyCrm.IntegrationTests.Support;

/// <summary>The server over a file, with the plans of its statements.</summary>
public sealed class PlannedSqliteServer : SqliteCrmServer, IPlannedServer
{
    public SeenPlans Plans { get; } = new SqlitePlans();

    public Task<PlannedRecords>? Records { get; set; }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        Plans.AddTo(builder);
    }
}
