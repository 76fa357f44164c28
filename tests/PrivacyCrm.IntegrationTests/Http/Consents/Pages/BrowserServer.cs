using Microsoft.AspNetCore.Hosting;
using Microsoft.Playwright;
using PrivacyCrm.IntegrationTests.Http.Consents.Runtime;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Consents.Pages;

/// <summary>A server that listens on this machine, and a browser to look at it.</summary>
public sealed class BrowserServer : SqliteCrmServer, IAsyncLifetime
{
    private IPlaywright? _playwright;

    public BrowserServer() => UseKestrel(0);

    /// <summary>Where the server listens.</summary>
    public string Address => ClientOptions.BaseAddress.ToString().TrimEnd('/');

    /// <summary>The browser; it has started when Chromium is there.</summary>
    public IBrowser Browser { get; private set; } = null!;

    /// <summary>Where screenshots go: <c>PRIVACYCRM_TEST_SCREENSHOTS</c>, or nowhere.</summary>
    public static string? Screenshots => Environment.GetEnvironmentVariable("PRIVACYCRM_TEST_SCREENSHOTS");

    async Task IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        if (File.Exists(ChromiumFactAttribute.Path))
        {
            _playwright = await Playwright.CreateAsync();
            Browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
            {
                ExecutablePath = ChromiumFactAttribute.Path,
                Args = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
            });
        }
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        if (Browser is not null)
        {
            await Browser.DisposeAsync();
        }

        _playwright?.Dispose();
        await DisposeAsync();
        await DropDatabaseAsync();
    }

    protected override async Task<bool> CreateDatabaseAsync()
    {
        // The address is known when the server has started, and clients need it.
        bool isMade = await base.CreateDatabaseAsync();
        StartServer();
        return isMade;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.AllowThisMachine();
    }
}
