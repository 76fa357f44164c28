using Microsoft.AspNetCore.Hosting;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Consents.Runtime;

/// <summary>Servers that may call receivers on this machine.</summary>
internal static class RuntimeServer
{
    public static void AllowThisMachine(this IWebHostBuilder builder) => builder.UseSetting("PrivacyCrm:PrivateNetworks", Receiver.Network);
}

public sealed class RuntimeOnSqliteServer : SqliteCrmServer
{
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.AllowThisMachine();
    }
}

public sealed class RuntimeOnPostgresServer : PostgresCrmServer
{
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.AllowThisMachine();
    }
}
