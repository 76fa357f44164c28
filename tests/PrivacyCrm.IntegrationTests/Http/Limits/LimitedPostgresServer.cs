using Microsoft.AspNetCore.Hosting;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Limits;

/// <summary>A server with small limits on PostgreSQL.</summary>
public sealed class LimitedPostgresServer : PostgresCrmServer
{
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        SmallLimits.Set(builder);
    }
}
