using System.Text.Json.Nodes;
using Microsoft.Playwright;
using PrivacyCrm.IntegrationTests.Http.Consents.Runtime;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Consents.Pages;

/// <summary>The pages as people use them: in a browser, on a phone and on a desk, and by keyboard alone.</summary>
public sealed class BrowserTests(BrowserServer server) : RuntimeTests(server), IClassFixture<BrowserServer>
{
    private const string Everywhere = """{"scope":"organization"}""";

    private const string Accesses = """
        ,{"id":"task:zoho.crm.searchRecords@connection:crm_main","purpose":"Show customers nearby","modules":["Leads","Contacts"],"required":false,"authentication":"admin"},
        {"id":"api:GET https://maps.googleapis.com/*@connection:gmaps","service":"Google Maps","purpose":"Search places"}
        """;

    private static readonly ViewportSize Phone = new() { Width = 360, Height = 740 };
    private static readonly ViewportSize Desk = new() { Width = 1280, Height = 900 };

    [ChromiumFact]
    public async Task On_a_phone_somebody_signs_in_agrees_and_ends_the_permission_by_touch()
    {
        string request = await AskAsync();
        (IPage page, List<string> problems) = await OpenAsync(Phone, ColorScheme.Light);
        await SignInAsync(page, request, Asked, "nearby");
        await page.ScreenshotAsync("phone-question");
        await AssertFitsAsync(page);

        await page.GetByRole(AriaRole.Button, new() { Name = "Agree" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("You agreed.");
        await page.ScreenshotAsync("phone-permissions");
        await AssertFitsAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "End the permission of nearby" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("has ended");
        Assert.Empty((await Asked.GetAsync("/api/v3/consents?state=active")).Json!["data"]!.AsArray());
        Assert.Empty(problems);
    }

    [ChromiumFact]
    public async Task By_keyboard_alone_somebody_signs_in_chooses_and_agrees()
    {
        string request = await AskAsync();
        (IPage page, List<string> problems) = await OpenAsync(Desk, ColorScheme.Dark);
        await page.GotoAsync($"{server.Address}/consents/requests/{request}");
        await page.ScreenshotAsync("desk-sign-in");
        await Assertions.Expect(page.GetByLabel("Access token")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(Asked.Token!);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("nearby");

        await TabToAsync(page, page.GetByRole(AriaRole.Checkbox).First);
        await page.Keyboard.PressAsync("Space");
        await page.ScreenshotAsync("desk-question");
        await TabToAsync(page, page.GetByRole(AriaRole.Button, new() { Name = "Agree" }));
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("You agreed.");
        await page.ScreenshotAsync("desk-permissions");
        JsonNode grant = Assert.Single((await Asked.GetAsync("/api/v3/consents?state=active")).Json!["data"]!.AsArray())!;
        Assert.Contains("object:user", grant.ToJsonString(), StringComparison.Ordinal);
        Assert.Empty(problems);
    }

    [ChromiumFact]
    public async Task Agree_and_deny_weigh_the_same()
    {
        string request = await AskAsync();
        (IPage page, List<string> problems) = await OpenAsync(Phone, ColorScheme.Light);
        await SignInAsync(page, request, Asked, "nearby");

        string agree = await LookAsync(page.GetByRole(AriaRole.Button, new() { Name = "Agree" }));
        string deny = await LookAsync(page.GetByRole(AriaRole.Button, new() { Name = "Deny" }));

        Assert.Equal(agree, deny);
        await page.GetByRole(AriaRole.Button, new() { Name = "Deny" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("You denied.");
        Assert.Empty(problems);
    }

    [ChromiumFact]
    public async Task Permission_is_asked_given_used_runs_out_is_given_again_ended_and_asked_again()
    {
        await using Receiver webhook = await Receiver.StartAsync();
        string id = await MakeCommandAsync(webhook.Address, Accesses);
        (IPage page, List<string> problems) = await OpenAsync(Desk, ColorScheme.Light);

        await SignInAsync(page, Question(await RunAsync(id)), Asked, "nearby");
        await ShouldSayAsync(page, "life-1-first-use", "It has not run for you before.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Agree" }).ClickAsync();
        await ShouldSayAsync(page, "life-2-agreed", "Not used yet.");
        (await RunAsync(id)).ShouldHaveStatus(200);
        await page.ReloadAsync();
        await ShouldSayAsync(page, "life-3-used", "Last used on");

        Clock.Advance(TimeSpan.FromDays(60));
        await LogInAsync();
        await SignInAsync(page, Question(await RunAsync(id)), Asked, "nearby");
        await ShouldSayAsync(page, "life-4-expired", "Your last permission ended by itself after 60 days.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Agree" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "End the permission of nearby" }).ClickAsync();
        await ShouldSayAsync(page, "life-5-ended", "The permission has ended.");

        await page.GotoAsync($"{server.Address}/consents/requests/{Question(await RunAsync(id))}");
        await ShouldSayAsync(page, "life-6-asked-again", "You ended your last permission.");
        Assert.Single(webhook.Calls);
        Assert.Empty(problems);
    }

    [ChromiumFact]
    public async Task Administrator_is_asked_before_an_extension_is_installed_and_its_bot_still_asks_each_user()
    {
        string bot = await MakeAsync("bots", """{"name":"poll","scope":"organization","handlers":[{"type":"message_handler","script":"info message;"}]}""");
        string installation = $"/api/v3/extensions/{await MakeAsync("extensions", $$"""{"name":"Poll","component_ids":["{{bot}}"],"accesses":[{"id":"object:organization","purpose":"Show your company's name in polls"}]}""")}/installation";
        (IPage page, List<string> problems) = await OpenAsync(Desk, ColorScheme.Light);

        await SignInAsync(page, Question(await Author.PostAsync(installation, Everywhere)), Author, "Poll");
        await ShouldSayAsync(page, "extension-1-question", "It was not allowed before.");
        await page.GetByRole(AriaRole.Link, new() { Name = "My permissions" }).ClickAsync();
        await ShouldSayAsync(page, "extension-2-waiting", "Waiting for your answer");
        await page.GetByRole(AriaRole.Link, new() { Name = "Poll" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Agree" }).ClickAsync();
        await ShouldSayAsync(page, "extension-3-agreed", "For the whole organization.");
        (await Author.PostAsync(installation, Everywhere)).ShouldBeEmpty(204);

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        CrmAnswer written = await Asked.PostAsync($"/api/v3/bots/{bot}/executions", """{"handler":"message_handler","params":{"message":{"text":"yes"}}}""");
        await SignInAsync(page, Question(written), Asked, "poll");
        await ShouldSayAsync(page, "extension-4-bot", "The message you send it");
        Assert.Empty(problems);
    }

    // Tabs until something has the focus; whoever cannot get there cannot use the page.
    private static async Task TabToAsync(IPage page, ILocator wanted)
    {
        for (int tabs = 0; tabs < 20; tabs++)
        {
            if (await wanted.EvaluateAsync<bool>("element => element === document.activeElement"))
            {
                return;
            }

            await page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail("It cannot be reached by keyboard.");
    }

    private static Task<string> LookAsync(ILocator button) => button.EvaluateAsync<string>(
        "element => { const style = getComputedStyle(element); const box = element.getBoundingClientRect(); return [style.color, style.backgroundColor, style.borderColor, style.fontSize, style.fontWeight, Math.round(box.width), Math.round(box.height)].join(' '); }");

    private static async Task AssertFitsAsync(IPage page) =>
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= window.innerWidth"), "The page is wider than the screen.");

    private async Task<(IPage Page, List<string> Problems)> OpenAsync(ViewportSize size, ColorScheme scheme)
    {
        IPage page = await server.Browser.NewPageAsync(new BrowserNewPageOptions { ViewportSize = size, ColorScheme = scheme });
        page.SetDefaultTimeout(20_000);
        List<string> problems = [];
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                problems.Add(message.Text);
            }
        };
        page.PageError += (_, problem) => problems.Add(problem);
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(server.Address, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
            {
                problems.Add($"Something from elsewhere: {request.Url}");
            }
        };
        return (page, problems);
    }

    // On both screens nothing stands beside the screen.
    private static async Task ShouldSayAsync(IPage page, string name, string text)
    {
        await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync(text);
        foreach ((string screen, ViewportSize size) in new[] { ("phone", Phone), ("desk", Desk) })
        {
            await page.SetViewportSizeAsync(size.Width, size.Height);
            await page.ScreenshotAsync($"{name}-{screen}");
            await AssertFitsAsync(page);
        }
    }

    private static string Question(CrmAnswer asked) => (string)asked.ShouldHaveStatus(403).Json!["data"]!["consent_request"]!["id"]!;

    private async Task SignInAsync(IPage page, string request, CrmClient who, string asks)
    {
        await page.GotoAsync($"{server.Address}/consents/requests/{request}");
        await page.GetByLabel("Access token").FillAsync(who.Token!);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync(asks);
    }

    private async Task<string> AskAsync() => Question(await RunAsync(await MakeCommandAsync("https://example.com", Accesses)));
}
