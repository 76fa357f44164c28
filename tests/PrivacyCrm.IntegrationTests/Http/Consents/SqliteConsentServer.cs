using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using PrivacyCrm.Core.Consents;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Consents;

/// <summary>One server on SQLite for all tests of consents.</summary>
public sealed class SqliteConsentServer : SqliteCrmServer, IConsentServer
{
    public TestHandlers Handlers { get; } = new();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services => services.AddSingleton<IHandlerCaller>(Handlers).AddSingleton<IConnectionOwners>(Handlers));
    }
}

[CollectionDefinition(Name)]
public sealed class ConsentsOnSqlite : ICollectionFixture<SqliteConsentServer>
{
    public const string Name = "Consents on SQLite";
}
