using Microsoft.Playwright;

namespace PrivacyCrm.IntegrationTests.Http.Consents.Pages;

/// <summary>Pictures of pages, for people who want to look at them.</summary>
internal static class PageScreenshots
{
    /// <summary>Takes one, where somebody wants them.</summary>
    public static async Task ScreenshotAsync(this IPage page, string name)
    {
        if (BrowserServer.Screenshots is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
        }
    }
}
