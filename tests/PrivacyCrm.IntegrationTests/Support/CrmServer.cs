using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PrivacyCrm.IntegrationTests.Swagger;

namespace PrivacyCrm.IntegrationTests.Support;

/// <summary>The whole server over a database of its own, with a clock that tests move. It starts with its first request.</summary>
public abstract class CrmServer : WebApplicationFactory<Program>, IAsyncLifetime
{
    /// <summary>What the provisioning endpoints ask for.</summary>
    public const string BootstrapSecret = "a-bootstrap-secret-for-tests-of-40-chars";

    private JsonNode? _demo;
    private TestOrganization? _shared;

    /// <summary>The server's clock.</summary>
    public TestClock Clock { get; } = new();

    /// <summary>What the server logged.</summary>
    public ServerLog Log { get; } = new();

    /// <summary>The database.</summary>
    public string ConnectionString { get; protected set; } = string.Empty;

    /// <summary>The first demo organization's administrator.</summary>
    public CrmClient Admin => DemoClient(0, "access_token");

    /// <summary>A user of the first demo organization.</summary>
    public CrmClient User => Client((string?)Demo["organizations"]![0]!["users"]![1]!["access_token"]);

    /// <summary>A token of the first demo organization that may only read.</summary>
    public CrmClient ReadOnly => DemoClient(0, "read_only_access_token");

    /// <summary>The second demo organization's administrator.</summary>
    public CrmClient OtherOrganization => DemoClient(1, "access_token");

    /// <summary>Somebody without a token.</summary>
    public CrmClient Anonymous => Client(null);

    /// <summary>What the demo door told.</summary>
    public JsonNode Demo => _demo ?? throw new InvalidOperationException("The server has not started.");

    protected virtual string EnvironmentName => "Development";

    /// <summary>A client with a token.</summary>
    public CrmClient Client(string? token) =>
        new(CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, BaseAddress = ClientOptions.BaseAddress }), token) { Log = Log, Contract = ApiContract.Of(Services) };

    /// <summary>Brings the demo back to its start.</summary>
    public async Task ResetAsync()
    {
        CrmAnswer answer = await Anonymous.PostAsync("/_privacycrm/reset");
        answer.ShouldHaveStatus(200);
        await LearnDemoAsync();
    }

    /// <summary>Makes an organization that nobody else uses, with privacy on for Leads, Contacts and Vendors.</summary>
    public Task<TestOrganization> NewOrganizationAsync() => TestOrganization.CreateAsync(this);

    /// <summary>The organization of all tests of a suite that do not change settings others rely on.</summary>
    public async Task<TestOrganization> SharedOrganizationAsync()
    {
        _shared ??= await NewOrganizationAsync();
        await _shared.LogInAsync();
        return _shared;
    }

    /// <summary>Makes the database and starts the server.</summary>
    public async Task InitializeAsync()
    {
        if (await CreateDatabaseAsync())
        {
            await LearnDemoAsync();
        }
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeAsync();
        if (ConnectionString.Length > 0)
        {
            await DropDatabaseAsync();
        }
    }

    /// <summary>Makes the database; false when there can be none here.</summary>
    protected abstract Task<bool> CreateDatabaseAsync();

    /// <summary>Deletes the database.</summary>
    protected abstract Task DropDatabaseAsync();

    protected virtual async Task LearnDemoAsync()
    {
        CrmAnswer answer = await Anonymous.GetAsync("/_privacycrm/demo");
        _demo = answer.ShouldHaveStatus(200).Json;
    }

    /// <summary>One more server on the same database, with the same clock and log. Whoever starts it ends it.</summary>
    public WebApplicationFactory<Program> StartAnother(Action<IWebHostBuilder>? configure = null) => new WebApplicationFactory<Program>().WithWebHostBuilder(builder =>
    {
        Configure(builder);
        configure?.Invoke(builder);
    });

    protected override void ConfigureWebHost(IWebHostBuilder builder) => Configure(builder);

    private void Configure(IWebHostBuilder builder)
    {
        builder.UseEnvironment(EnvironmentName);
        builder.UseSetting("ConnectionStrings:Crm", ConnectionString);
        builder.UseSetting("PrivacyCrm:BootstrapSecret", BootstrapSecret);
        builder.UseSetting("PrivacyCrm:TestClock", EnvironmentName == "Production" ? "false" : "true");
        builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(Log));
        builder.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(Clock));
    }

    private CrmClient DemoClient(int organization, string token) => Client((string?)Demo["organizations"]![organization]![token]);
}
