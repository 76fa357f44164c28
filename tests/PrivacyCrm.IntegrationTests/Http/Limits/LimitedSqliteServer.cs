using Microsoft.AspNetCore.Hosting;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Limits;

/// <summary>A server with small limits on SQLite.</summary>
public sealed class LimitedSqliteServer : SqliteCrmServer
{
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        SmallLimits.Set(builder);
    }
}
