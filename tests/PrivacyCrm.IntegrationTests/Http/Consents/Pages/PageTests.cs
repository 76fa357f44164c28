using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using PrivacyCrm.Core.Consents;
using PrivacyCrm.IntegrationTests.Http.Consents.Runtime;
using PrivacyCrm.IntegrationTests.Support;
using static PrivacyCrm.IntegrationTests.Http.Consents.Pages.PageBrowser;

namespace PrivacyCrm.IntegrationTests.Http.Consents.Pages;

public abstract partial class PageTests<TServer>(TServer server) : RuntimeTests(server), IClassFixture<TServer>
    where TServer : CrmServer
{
    [CrmFact]
    public async Task Question_is_shown_in_plain_words_and_agreeing_is_a_consent()
    {
        string request = await AskAsync();
        HttpClient browser = await SignInAsync(Asked);

        string page = await ReadAsync(browser, $"/consents/requests/{request}");

        Assert.Contains("Where you are", page, StringComparison.Ordinal);
        Assert.Contains("Find places around you", page, StringComparison.Ordinal);
        Assert.Contains("Ada Adminson", page, StringComparison.Ordinal);
        using HttpResponseMessage agreed = await PostAsync(browser, $"/consents/requests/{request}", page, ("answer", "agree"), ("access", "object:user"));
        Assert.Equal((HttpStatusCode.SeeOther, "/consents?done=agreed"), (agreed.StatusCode, agreed.Headers.Location?.ToString()));
        JsonNode grant = Assert.Single((await Asked.GetAsync("/api/v3/consents?state=active")).ShouldHaveStatus(200).Json!["data"]!.AsArray())!;
        Assert.Contains("60 days left", await ReadAsync(browser, "/consents"), StringComparison.Ordinal);
        Assert.Contains("object:user", grant.ToJsonString(), StringComparison.Ordinal);
    }

    [CrmFact]
    public async Task What_is_a_choice_is_agreed_to_only_when_it_is_ticked()
    {
        string request = await AskAsync();
        HttpClient browser = await SignInAsync(Asked);
        string page = await ReadAsync(browser, $"/consents/requests/{request}");

        (await PostAsync(browser, $"/consents/requests/{request}", page, ("answer", "agree"))).Dispose();

        JsonNode grant = Assert.Single((await Asked.GetAsync("/api/v3/consents?state=active")).ShouldHaveStatus(200).Json!["data"]!.AsArray())!;
        Assert.DoesNotContain("object:user", grant.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("object:location", grant.ToJsonString(), StringComparison.Ordinal);
    }

    [CrmFact]
    public async Task Denying_leaves_nothing_allowed_and_the_question_is_closed()
    {
        string request = await AskAsync();
        HttpClient browser = await SignInAsync(Asked);
        string page = await ReadAsync(browser, $"/consents/requests/{request}");

        using HttpResponseMessage denied = await PostAsync(browser, $"/consents/requests/{request}", page, ("answer", "deny"));

        Assert.Equal("/consents?done=denied", denied.Headers.Location?.ToString());
        Assert.Empty((await Asked.GetAsync("/api/v3/consents?state=active")).Json!["data"]!.AsArray());
        Assert.Equal(HttpStatusCode.Conflict, (await browser.GetAsync($"/consents/requests/{request}")).StatusCode);
    }

    [CrmFact]
    public async Task Permission_is_ended_by_its_button()
    {
        string request = await AskAsync();
        HttpClient browser = await SignInAsync(Asked);
        (await PostAsync(browser, $"/consents/requests/{request}", await ReadAsync(browser, $"/consents/requests/{request}"), ("answer", "agree"))).Dispose();
        string page = await ReadAsync(browser, "/consents");
        string action = RevokeAction().Match(page).Groups["path"].Value;

        using HttpResponseMessage revoked = await PostAsync(browser, action, page);

        Assert.Equal("/consents?done=revoked", revoked.Headers.Location?.ToString());
        Assert.Empty((await Asked.GetAsync("/api/v3/consents?state=active")).Json!["data"]!.AsArray());
        Assert.DoesNotContain("/revoke", await ReadAsync(browser, "/consents"), StringComparison.Ordinal);
    }

    [CrmFact]
    public async Task Questions_and_permissions_of_others_are_not_there()
    {
        string request = await AskAsync();
        HttpClient other = await SignInAsync(Author);
        string page = await ReadAsync(other, "/consents");

        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"/consents/requests/{request}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(other, $"/consents/requests/{request}", page, ("answer", "agree"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(other, $"/consents/{request}/revoke", page)).StatusCode);
        Assert.DoesNotContain("nearby", page, StringComparison.Ordinal);
        Assert.Empty((await Asked.GetAsync("/api/v3/consents?state=active")).Json!["data"]!.AsArray());
    }

    [CrmFact]
    public async Task Form_that_no_page_of_ours_sent_changes_nothing()
    {
        string request = await AskAsync();
        HttpClient browser = await SignInAsync(Asked);

        foreach (string forged in (string[])["", "<input name=\"check\" value=\"made-up\">"])
        {
            using HttpResponseMessage answer = await PostAsync(browser, $"/consents/requests/{request}", forged, ("answer", "agree"));
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }

        using StringContent json = new("""{"answer":"agree"}""", new MediaTypeHeaderValue("application/json"));
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostAsync($"/consents/requests/{request}", json)).StatusCode);
        Assert.Empty((await Asked.GetAsync("/api/v3/consents?state=active")).Json!["data"]!.AsArray());
    }

    [CrmTheory]
    [InlineData("multipart/form-data", "x")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"check\"\r\n\r\n")]
    [InlineData("application/x-www-form-urlencoded; charset=utf-7", "a=b")]
    [InlineData("application/x-www-form-urlencoded", "token=%00")]
    [InlineData("application/x-www-form-urlencoded", "a=1&MANY")]
    public async Task What_is_no_form_is_refused_by_a_page(string type, string body)
    {
        HttpClient browser = await SignInAsync(Asked);
        string sent = body.Replace("MANY", string.Concat(Enumerable.Repeat("b=1&", 2_000)), StringComparison.Ordinal);

        foreach (string path in (string[])["/consents/sign-in", "/consents/requests/1", "/consents/1/revoke"])
        {
            using StringContent content = new(sent);
            content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
            using HttpResponseMessage answer = await browser.PostAsync(path, content);

            Assert.Equal((HttpStatusCode.BadRequest, "text/html"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        }
    }

    [CrmFact]
    public async Task Where_data_goes_is_told_and_an_address_without_a_connection_uses_no_account()
    {
        string id = await MakeCommandAsync("https://hooks.example.com", """,{"id":"api:GET https://maps.example.com/*","purpose":"p"}""");
        string request = (string)(await RunAsync(id)).ShouldHaveStatus(403).Json!["data"]!["consent_request"]!["id"]!;

        string page = await ReadAsync(await SignInAsync(Asked), $"/consents/requests/{request}");

        Assert.Contains("is sent to <strong>https://hooks.example.com</strong>", page, StringComparison.Ordinal);
        Assert.Contains("without an account of anybody", page, StringComparison.Ordinal);
        Assert.DoesNotContain("with your account", page, StringComparison.Ordinal);
    }

    [CrmFact]
    public async Task Administrators_find_their_own_permissions_however_many_others_gave()
    {
        await AgreeAsync(await MakeCommandAsync("https://example.com"));
        Grant others = (await ReadGrantsAsync(Org.UserId))[0];
        long first = others.Id + 1;
        await ChangeAsync(async (transaction, token) =>
        {
            await transaction.SaveAsync(others with { Id = first, Subject = new ConsentSubject(Audience.User, long.Parse(Org.AdminId, CultureInfo.InvariantCulture)) }, token);
            for (int other = 1; other <= 200; other++)
            {
                await transaction.SaveAsync(others with { Id = first + other, Target = others.Target with { Id = other } }, token);
            }

            return true;
        });

        string page = await ReadAsync(await SignInAsync(Author), "/consents");

        Assert.Contains("/revoke", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"/consents/{others.Id}/revoke", page, StringComparison.Ordinal);
    }

    [CrmFact]
    public async Task Nobody_sees_anything_without_signing_in_and_comes_back_to_the_question_after_it()
    {
        string request = await AskAsync();
        HttpClient stranger = NewBrowser();

        using HttpResponseMessage sent = await stranger.GetAsync($"/consents/requests/{request}");

        string address = sent.Headers.Location!.ToString();
        Assert.Equal((HttpStatusCode.SeeOther, $"/consents/sign-in?return=%2Fconsents%2Frequests%2F{request}"), (sent.StatusCode, address));
        string page = await ReadAsync(stranger, address);
        using HttpResponseMessage signedIn = await PostAsync(stranger, "/consents/sign-in", page, ("token", Asked.Token!), ("return", $"/consents/requests/{request}"));
        Assert.Equal($"/consents/requests/{request}", signedIn.Headers.Location?.ToString());
        using HttpResponseMessage elsewhere = await PostAsync(stranger, "/consents/sign-in", page, ("token", Asked.Token!), ("return", "//evil.example.com/consents"));
        Assert.Equal("/consents", elsewhere.Headers.Location?.ToString());
    }

    [CrmFact]
    public async Task Session_ends_with_its_hour_with_its_token_and_by_signing_out()
    {
        HttpClient browser = await SignInAsync(Asked);
        HttpClient revoked = await SignInAsync(Asked);
        string page = await ReadAsync(browser, "/consents");
        (await PostAsync(browser, "/consents/sign-out", page)).Dispose();
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.GetAsync("/consents")).StatusCode);

        Clock.Advance(TimeSpan.FromMinutes(61));

        Assert.Equal(HttpStatusCode.SeeOther, (await revoked.GetAsync("/consents")).StatusCode);
        HttpClient wrong = NewBrowser();
        string signIn = await ReadAsync(wrong, "/consents/sign-in");
        Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync(wrong, "/consents/sign-in", signIn, ("token", Asked.Token!))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync(wrong, "/consents/sign-in", signIn, ("token", Org.Admin.Token!))).StatusCode);
    }

    [CrmFact]
    public async Task Pages_run_no_script_stand_in_no_frame_and_are_kept_by_nobody()
    {
        HttpClient browser = await SignInAsync(Asked);
        foreach (string path in (string[])["/consents", "/consents/sign-in", "/consents/requests/1", "/consents/style.css"])
        {
            using HttpResponseMessage answer = await browser.GetAsync(path);
            string policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
            Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
            Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.DoesNotContain("<script", await answer.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
        }
    }

    [CrmFact]
    public async Task Cookies_are_for_this_site_and_no_script_and_hold_no_token()
    {
        HttpClient browser = NewBrowser();
        string page = await ReadAsync(browser, "/consents/sign-in");

        using HttpResponseMessage signedIn = await PostAsync(browser, "/consents/sign-in", page, ("token", Asked.Token!));

        string cookie = Assert.Single(signedIn.Headers.GetValues("Set-Cookie"), value => value.StartsWith("consents-session", StringComparison.Ordinal));
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Asked.Token!, cookie, StringComparison.Ordinal);
    }

    [CrmFact]
    public async Task Names_are_texts_and_never_markup()
    {
        await using Receiver webhook = await Receiver.StartAsync();
        string id = await MakeAsync(
            "commands",
            $$"""
            {"name":"<b onmouseover=x>bold</b>","scope":"organization","execution_type":"webhook","execution_url":"{{webhook.Address}}",
             "handlers":[{"type":"execution_handler","permissions":["user"]}],"accesses":[{"id":"object:user","purpose":"\"><script>alert(1)</script>"}]}
            """);
        string request = (string)(await RunAsync(id)).ShouldHaveStatus(403).Json!["data"]!["consent_request"]!["id"]!;

        string page = await ReadAsync(await SignInAsync(Asked), $"/consents/requests/{request}");

        Assert.DoesNotContain("<b ", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;b onmouseover=x&gt;", page, StringComparison.Ordinal);
    }

    private Task<T> ChangeAsync<T>(Func<IConsentTransaction, CancellationToken, Task<T>> change) =>
        server.Services.GetRequiredService<IConsentStore>().ChangeAsync(long.Parse(Org.Id, CultureInfo.InvariantCulture), change, CancellationToken.None);

    private Task<ImmutableArray<Grant>> ReadGrantsAsync(string userId) => ChangeAsync((transaction, token) =>
        transaction.ListGrantsAsync(new ConsentFilter { Audience = Audience.User, SubjectId = long.Parse(userId, CultureInfo.InvariantCulture) }, token));

    private async Task<string> AskAsync()
    {
        string id = await MakeCommandAsync("https://example.com");
        return (string)(await RunAsync(id)).ShouldHaveStatus(403).Json!["data"]!["consent_request"]!["id"]!;
    }

    private Task<HttpClient> SignInAsync(CrmClient who) => server.SignInAsync(who);

    private HttpClient NewBrowser() => server.NewBrowser();

    [GeneratedRegex("action=\"(?<path>/consents/[0-9]+/revoke)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex RevokeAction();
}

public sealed class PagesOnSqlite(RuntimeOnSqliteServer server) : PageTests<RuntimeOnSqliteServer>(server);

public sealed class PagesOnPostgres(RuntimeOnPostgresServer server) : PageTests<RuntimeOnPostgresServer>(server);
