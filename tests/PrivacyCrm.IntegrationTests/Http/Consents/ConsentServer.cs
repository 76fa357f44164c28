using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using PrivacyCrm.Core.Consents;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Consents;

/// <summary>Servers whose handlers are in memory, one on each database for all tests of consents.</summary>
internal static class ConsentServer
{
    public static void HandleInMemory(this IWebHostBuilder builder, TestHandlers handlers) =>
        builder.ConfigureTestServices(services => services.AddSingleton<IHandlerCaller>(handlers).AddSingleton<IConnectionOwners>(handlers));
}

public sealed class SqliteConsentServer : SqliteCrmServer, IConsentServer
{
    public TestHandlers Handlers { get; } = new();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.HandleInMemory(Handlers);
    }
}

public sealed class PostgresConsentServer : PostgresCrmServer, IConsentServer
{
    public TestHandlers Handlers { get; } = new();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.HandleInMemory(Handlers);
    }
}

[CollectionDefinition(Name)]
public sealed class ConsentsOnSqlite : ICollectionFixture<SqliteConsentServer>
{
    public const string Name = "Consents on SQLite";
}

[CollectionDefinition(Name)]
public sealed class ConsentsOnPostgres : ICollectionFixture<PostgresConsentServer>
{
    public const string Name = "Consents on PostgreSQL";
}
