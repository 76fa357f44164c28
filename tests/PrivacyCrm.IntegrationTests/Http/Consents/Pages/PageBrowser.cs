using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.Testing;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Consents.Pages;

/// <summary>The pages as a browser without a screen uses them: it keeps cookies and sends the forms of the page it has read.</summary>
internal static partial class PageBrowser
{
    public static HttpClient NewBrowser(this CrmServer server) => server.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = true });

    /// <summary>A browser in which somebody has signed in.</summary>
    public static async Task<HttpClient> SignInAsync(this CrmServer server, CrmClient who)
    {
        HttpClient browser = server.NewBrowser();
        string page = await ReadAsync(browser, "/consents/sign-in");
        using HttpResponseMessage signedIn = await PostAsync(browser, "/consents/sign-in", page, ("token", who.Token!));
        Assert.Equal(HttpStatusCode.SeeOther, signedIn.StatusCode);
        return browser;
    }

    public static async Task<string> ReadAsync(HttpClient browser, string path, HttpStatusCode status = HttpStatusCode.OK)
    {
        using HttpResponseMessage answer = await browser.GetAsync(path);
        string text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == status, $"{path}\n{answer.StatusCode}\n{text}");
        return text;
    }

    /// <summary>Sends the form of a page.</summary>
    public static Task<HttpResponseMessage> PostAsync(HttpClient browser, string path, string page, params (string Name, string Value)[] values)
    {
        string check = CheckValue().Match(page).Groups["value"].Value;
        string digest = DigestValue().Match(page).Groups["value"].Value;
        return browser.PostAsync(path, new FormUrlEncodedContent([.. values.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)), new("check", check), new("digest", WebUtility.HtmlDecode(digest))]));
    }

    [GeneratedRegex("name=\"check\" value=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex CheckValue();

    [GeneratedRegex("name=\"digest\" value=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex DigestValue();
}
