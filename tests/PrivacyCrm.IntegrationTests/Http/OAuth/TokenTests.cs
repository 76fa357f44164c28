using System.Text;
using System.Text.Json.Nodes;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.OAuth;

public abstract class TokenTests<TServer>(TServer server) : CrmTests(server, isShared: true), IClassFixture<TServer>
    where TServer : CrmServer
{
    private const string Url = "/oauth/v2/token";

    private CrmClient Anonymous => server.Anonymous;

    [CrmFact]
    public async Task Grant_token_is_exchanged_as_documented_and_once()
    {
        string grant = await GrantAsync();

        CrmAnswer first = await Org.RedeemAsync(grant);
        CrmAnswer second = await Org.RedeemAsync(grant);

        first.ShouldBe(200, """{"access_token":"{{token}}","refresh_token":"{{token}}","scope":"ZohoCRM.modules.ALL ZohoCRM.org.READ","api_domain":"http://localhost","token_type":"Bearer","expires_in":3600}""");
        second.ShouldBe(200, """{"error":"invalid_code"}""");
    }

    [CrmFact]
    public async Task Of_twenty_redemptions_at_once_one_succeeds()
    {
        string grant = await GrantAsync();

        CrmAnswer[] answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Org.RedeemAsync(grant)));

        Assert.All(answers, answer => answer.ShouldHaveStatus(200));
        Assert.Equal(1, answers.Count(answer => answer.Json!["access_token"] is not null));
    }

    [CrmFact]
    public async Task Refresh_token_makes_access_tokens_without_another_refresh_token()
    {
        string refresh = (string)(await Org.RedeemAsync(await GrantAsync())).Json!["refresh_token"]!;

        CrmAnswer answer = await RefreshAsync(refresh);

        answer.ShouldBe(200, """{"access_token":"{{token}}","scope":"ZohoCRM.modules.ALL ZohoCRM.org.READ","api_domain":"http://localhost","token_type":"Bearer","expires_in":3600}""");
        (await server.Client((string)answer.Json!["access_token"]!).GetAsync("org")).ShouldHaveStatus(200);
    }

    [CrmFact]
    public async Task Program_gets_a_token_of_its_own()
    {
        (string, string)[] parameters = [("grant_type", "client_credentials"), ("client_id", Org.ClientId), ("client_secret", Org.ClientSecret), ("scope", "ZohoCRM.org.READ"), ("soid", $"ZohoCRM.{Org.Zgid}")];

        CrmAnswer answer = await Anonymous.FormAsync(Url, parameters);

        answer.ShouldBe(200, """{"access_token":"{{token}}","scope":"ZohoCRM.org.READ","api_domain":"http://localhost","token_type":"Bearer","expires_in":3600}""");
        JsonNode org = (await server.Client((string)answer.Json!["access_token"]!).GetAsync("org")).ShouldHaveStatus(200).Json!["org"]![0]!;
        Assert.Equal(Org.Zgid, (string?)org["zgid"]);
        (await Anonymous.FormAsync("/oauth/v2/auth", parameters)).ShouldHaveStatus(200);
        (await Anonymous.FormAsync(Url, [.. parameters[..4], ("soid", "ZohoCRM.1")])).ShouldBe(200, """{"error":"missing_org_info"}""");
        (await Anonymous.FormAsync(Url, [.. parameters[..4]])).ShouldBe(200, """{"error":"missing_org_info"}""");
    }

    [CrmFact]
    public async Task Parameters_may_stand_in_a_form_a_multipart_form_or_the_query()
    {
        (string Name, string Value)[] Parameters(string grant) =>
            [("grant_type", "authorization_code"), ("client_id", Org.ClientId), ("client_secret", Org.ClientSecret), ("code", grant)];
        using MultipartFormDataContent multipart = [];
        foreach ((string name, string value) in Parameters(await GrantAsync()))
        {
            multipart.Add(new StringContent(value), name);
        }

        string query = string.Join('&', Parameters(await GrantAsync()).Select(pair => $"{pair.Name}={pair.Value}"));
        using StringContent raw = new(string.Join('&', Parameters(await GrantAsync()).Select(pair => $"{pair.Name}={pair.Value}")), Encoding.ASCII, "application/x-www-form-urlencoded");
        foreach (CrmAnswer answer in new[]
        {
            await Anonymous.SendAsync(HttpMethod.Post, Url, multipart), await Anonymous.PostAsync($"{Url}?{query}"), await Anonymous.SendAsync(HttpMethod.Post, Url, raw),
        })
        {
            Assert.NotNull(answer.ShouldHaveStatus(200).Json!["access_token"]);
        }
    }

    [CrmTheory]
    [InlineData("grant_type", "password", "unsupported_grant_type")]
    [InlineData("grant_type", "", "unsupported_grant_type")]
    [InlineData("client_id", "1000.nobody", "invalid_client")]
    [InlineData("client_id", "", "invalid_client")]
    [InlineData("client_secret", "wrong", "invalid_client_secret")]
    [InlineData("client_secret", "", "invalid_client_secret")]
    [InlineData("code", "1000.00000000000000000000000000000000.00000000000000000000000000000000", "invalid_code")]
    [InlineData("code", "", "invalid_code")]
    public async Task Refusals_come_with_200_and_an_error(string name, string value, string error)
    {
        Dictionary<string, string> parameters = new()
        {
            ["grant_type"] = "authorization_code",
            ["client_id"] = Org.ClientId,
            ["client_secret"] = Org.ClientSecret,
            ["code"] = await GrantAsync(),
        };
        parameters[name] = value;

        (await Anonymous.FormAsync(Url, [.. parameters.Select(pair => (pair.Key, pair.Value))])).ShouldBe(200, $$"""{"error":"{{error}}"}""");
    }

    [CrmFact]
    public async Task Token_requests_that_cannot_be_read_are_refused()
    {
        using StringContent broken = new("--x\r\nbroken", Encoding.ASCII);
        (await Anonymous.SendAsync(HttpMethod.Post, Url, broken, ("Content-Type", "multipart/form-data; boundary=x"))).ShouldHaveStatus(200);
        (await Anonymous.PostAsync(Url, """{"grant_type":"authorization_code"}""")).ShouldBe(200, """{"error":"unsupported_grant_type"}""");
        (await Anonymous.PostAsync(Url)).ShouldBe(200, """{"error":"unsupported_grant_type"}""");
    }

    [CrmFact]
    public async Task Tokens_of_one_kind_do_not_work_as_another()
    {
        string grant = await GrantAsync();
        JsonNode tokens = (await Org.RedeemAsync(await GrantAsync())).Json!;

        (await server.Client(grant).GetAsync("org")).ShouldHaveStatus(401);
        (await server.Client((string)tokens["refresh_token"]!).GetAsync("org")).ShouldHaveStatus(401);
        (await RefreshAsync((string)tokens["access_token"]!)).ShouldBe(200, """{"error":"invalid_code"}""");
        (await RefreshAsync(grant)).ShouldBe(200, """{"error":"invalid_code"}""");
        (await Org.RedeemAsync((string)tokens["refresh_token"]!)).ShouldBe(200, """{"error":"invalid_code"}""");
    }

    [CrmFact]
    public async Task Tokens_of_one_program_do_not_work_for_another()
    {
        TestOrganization other = await server.NewOrganizationAsync();
        string grant = await GrantAsync();

        (await other.RedeemAsync(grant)).ShouldBe(200, """{"error":"invalid_code"}""");
        Assert.NotNull((await Org.RedeemAsync(grant)).Json!["access_token"]);
    }

    [CrmFact]
    public async Task Access_tokens_expire_after_an_hour_and_grants_after_ten_minutes()
    {
        string grant = await GrantAsync();
        string late = await GrantAsync();
        CrmClient client = server.Client((string)(await Org.RedeemAsync(grant)).Json!["access_token"]!);
        Clock.Advance(TimeSpan.FromMinutes(10));
        (await Org.RedeemAsync(late)).ShouldBe(200, """{"error":"invalid_code"}""");
        Clock.Advance(TimeSpan.FromMinutes(50) - TimeSpan.FromSeconds(1));
        (await client.GetAsync("org")).ShouldHaveStatus(200);
        Clock.Advance(TimeSpan.FromSeconds(1));
        (await client.GetAsync("org")).ShouldBeRefused(401, "INVALID_TOKEN", "{}", "invalid oauth token");
    }

    [CrmFact]
    public async Task Revoked_refresh_token_takes_its_access_tokens_along()
    {
        JsonNode tokens = (await Org.RedeemAsync(await GrantAsync())).Json!;
        string refresh = (string)tokens["refresh_token"]!;
        CrmClient first = server.Client((string)tokens["access_token"]!);
        CrmClient second = server.Client((string)(await RefreshAsync(refresh)).Json!["access_token"]!);
        (await first.GetAsync("org")).ShouldHaveStatus(200);

        (await Anonymous.PostAsync($"/oauth/v2/token/revoke?token={refresh}")).ShouldBe(200, """{"status":"success"}""");

        (await first.GetAsync("org")).ShouldHaveStatus(401);
        (await second.GetAsync("org")).ShouldHaveStatus(401);
        (await RefreshAsync(refresh)).ShouldBe(200, """{"error":"invalid_code"}""");
        (await Anonymous.PostAsync($"/oauth/v2/token/revoke?token={refresh}")).ShouldBe(400, """{"error":"invalid_code"}""");
        (await Anonymous.PostAsync("/oauth/v2/token/revoke")).ShouldBe(400, """{"error":"invalid_code"}""");
    }

    [CrmFact]
    public async Task Revoked_access_token_leaves_the_refresh_token()
    {
        JsonNode tokens = (await Org.RedeemAsync(await GrantAsync())).Json!;

        (await Anonymous.PostAsync($"/oauth/v2/token/revoke?token={tokens["access_token"]}")).ShouldHaveStatus(200);

        (await server.Client((string)tokens["access_token"]!).GetAsync("org")).ShouldHaveStatus(401);
        Assert.NotNull((await RefreshAsync((string)tokens["refresh_token"]!)).Json!["access_token"]);
    }

    [CrmFact]
    public async Task Requests_without_a_valid_token_are_refused_as_documented()
    {
        string token = Admin.Token!;
        foreach (CrmClient client in new[] { Anonymous, Admin with { Scheme = "Basic" }, Admin with { Token = string.Empty }, Admin with { Scheme = token, Token = string.Empty } })
        {
            (await client.GetAsync("Leads?fields=id")).ShouldBeRefused(401, "AUTHENTICATION_FAILURE", "{}", "Authentication failed");
        }

        foreach (string wrong in new[] { "x", token[..^1], token + "0", token.ToUpperInvariant(), $"1000.{new string('0', 32)}.{new string('0', 32)}", "1000..", "é", new string('a', 5_000) })
        {
            (await server.Client(wrong).GetAsync("Leads?fields=id")).ShouldBeRefused(401, "INVALID_TOKEN", "{}", "invalid oauth token");
        }

        (await Anonymous.GetAsync($"org?access_token={token}")).ShouldHaveStatus(401);
        (await (Admin with { Scheme = "bearer" }).GetAsync("org")).ShouldHaveStatus(200);
        (await (Admin with { Scheme = "ZOHO-OAUTHTOKEN" }).GetAsync("org")).ShouldHaveStatus(200);
    }

    [CrmFact]
    public async Task Read_only_token_may_read_everything_and_write_nothing()
    {
        string id = await Admin.CreateAsync("Leads", """{"Last_Name":"Doe"}""");
        foreach (string path in new[] { "Leads?fields=id", $"Leads/{id}", "Leads/search?word=Doe", "Leads/actions/count", "settings/fields?module=Leads", "settings/modules", "settings/modules/Leads", "privacy/preferences", "org" })
        {
            (await ReadOnly.GetAsync(path)).ShouldHaveStatus(200);
        }

        foreach ((HttpMethod method, string path) in new (HttpMethod, string)[]
        {
            (HttpMethod.Post, "Leads"), (HttpMethod.Put, "Leads"), (HttpMethod.Put, $"Leads/{id}"), (HttpMethod.Post, "Leads/upsert"), (HttpMethod.Delete, $"Leads/{id}"),
            (HttpMethod.Delete, $"Leads?ids={id}"), (HttpMethod.Post, $"Leads/{id}/privacy/actions/stop_processing"), (HttpMethod.Post, $"Leads/{id}/privacy/actions/resume_processing"),
            (HttpMethod.Post, "settings/fields?module=Leads"), (HttpMethod.Patch, "settings/fields?module=Leads"), (HttpMethod.Put, "settings/fields?module=Leads"),
            (HttpMethod.Patch, "settings/fields/1?module=Leads"), (HttpMethod.Put, "settings/fields/1?module=Leads"), (HttpMethod.Delete, "settings/fields/1?module=Leads"),
            (HttpMethod.Post, "settings/modules"), (HttpMethod.Put, "settings/modules/Leads"), (HttpMethod.Put, "privacy/preferences"),
        })
        {
            (await ReadOnly.SendAsync(method, path, """{"data":[{"Last_Name":"x"}]}""")).ShouldBeRefused(401, "OAUTH_SCOPE_MISMATCH", "{}", "Unauthorized");
        }

        (await Admin.GetAsync($"Leads/{id}")).ShouldHaveStatus(200);
    }

    [CrmTheory]
    [InlineData("ZohoCRM.modules.leads.READ", "Leads?fields=id", true)]
    [InlineData("ZohoCRM.modules.Leads.ALL", "Leads?fields=id", true)]
    [InlineData("ZohoCRM.modules.READ", "Contacts?fields=id", true)]
    [InlineData("ZohoCRM.modules.leads.READ", "Contacts?fields=id", false)]
    [InlineData("ZohoCRM.modules.leads.CREATE", "Leads?fields=id", false)]
    [InlineData("ZohoCRM.modules.lead.READ", "Leads?fields=id", false)]
    [InlineData("ZohoCRM.modules.ALL", "Leads/search?word=ab", false)]
    [InlineData("ZohoCRM.modules.ALL", "Leads/actions/count", false)]
    [InlineData("ZohoSearch.securesearch.READ", "Leads/search?word=ab", false)]
    [InlineData("ZohoCRM.modules.ALL,ZohoSearch.securesearch.READ", "Leads/search?word=ab", true)]
    [InlineData("ZohoCRM.modules.ALL", "settings/modules", false)]
    [InlineData("ZohoCRM.settings.fields.READ", "settings/fields?module=Leads", true)]
    [InlineData("ZohoCRM.settings.fields.READ", "settings/modules", false)]
    [InlineData("ZohoCRM.settings.ALL", "privacy/preferences", true)]
    [InlineData("ZohoCRM.settings.privacy.READ", "privacy/preferences", true)]
    [InlineData("ZohoCRM.settings.fields.ALL", "privacy/preferences", false)]
    [InlineData("ZohoCRM.modules.ALL", "org", true)]
    [InlineData("ZohoCRM.modules.ALL", "Nothing?fields=id", null)]
    public async Task Scopes_cover_what_they_name(string scopes, string path, bool? isCovered)
    {
        CrmClient client = await Org.ClientOfAsync(Org.AdminId, scopes);

        CrmAnswer answer = await client.GetAsync(path);

        Assert.True(isCovered == false ? answer.Status == 401 && answer.Text.Contains("OAUTH_SCOPE_MISMATCH", StringComparison.Ordinal) : answer.Status is 200 or 204 or 400, $"{answer}");
    }

    [CrmFact]
    public async Task Custom_modules_have_a_scope_of_their_own()
    {
        TestOrganization org = await server.NewOrganizationAsync();
        (await org.Admin.PostAsync("settings/modules", $$"""{"modules":[{"singular_label":"Horse","plural_label":"Horses","profiles":[{"id":"{{org.StandardProfileId}}"}]}]}""")).ShouldHaveStatus(201);

        CrmClient custom = await org.ClientOfAsync(org.AdminId, "ZohoCRM.modules.custom.READ");

        (await custom.GetAsync("Horses?fields=id")).ShouldHaveStatus(204);
        (await custom.GetAsync("Leads?fields=id")).ShouldHaveStatus(401);
    }

    [CrmFact]
    public async Task Nothing_secret_is_in_the_database_as_clear_text()
    {
        JsonNode tokens = (await Org.RedeemAsync(await GrantAsync())).Json!;
        string grant = await GrantAsync();
        string[] secrets = [Org.ClientSecret, grant, (string)tokens["access_token"]!, (string)tokens["refresh_token"]!, Admin.Token!];

        string everything = await DatabaseText.ReadAsync(server.ConnectionString);

        Assert.Contains(Org.ClientId, everything, StringComparison.Ordinal);
        Assert.All(secrets, secret => Assert.DoesNotContain(secret[(secret.LastIndexOf('.') + 1)..], everything, StringComparison.OrdinalIgnoreCase));
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, server.Log.Text, StringComparison.OrdinalIgnoreCase));
    }

    [CrmFact]
    public async Task Provisioning_needs_the_bootstrap_secret()
    {
        string path = "/_privacycrm/admin/organizations";
        string body = """{"company_name":"X","administrator":{"last_name":"Y","email":"y@example.com"}}""";

        foreach (CrmClient client in new[] { Anonymous, Admin, Anonymous with { Scheme = "Bearer", Token = CrmServer.BootstrapSecret[..^1] }, Anonymous with { Scheme = "Zoho-oauthtoken", Token = CrmServer.BootstrapSecret } })
        {
            (await client.PostAsync(path, body)).ShouldBeRefused(401, "AUTHENTICATION_FAILURE", "{}", "Authentication failed");
            (await client.PostAsync($"{path}/1/grant_tokens", body)).ShouldHaveStatus(401);
        }

        CrmClient door = Anonymous with { Scheme = "bearer", Token = CrmServer.BootstrapSecret };
        (await door.PostAsync(path, body)).ShouldHaveStatus(201);
        (await door.PostAsync(path, """{"administrator":{"last_name":"Y","email":"y@example.com"}}""")).ShouldName("INVALID_DATA", "company_name");
        (await door.PostAsync(path, """{"company_name":"X","time_zone":"Mars/Base","administrator":{"last_name":"Y","email":"y@example.com"}}""")).ShouldName("INVALID_DATA", "time_zone");
        (await door.PostAsync(path, """{"company_name":"X","administrator":{"last_name":"Y","email":"no address"}}""")).ShouldName("INVALID_DATA", "email");
        (await door.PostAsync($"{path}/123456789012345678/users", """{"last_name":"Y","email":"y@example.com"}""")).ShouldHaveStatus(400);
        (await door.PostAsync($"{path}/{Org.Id}/grant_tokens", $$"""{"client_id":"{{Org.ClientId}}","user_id":"123456789012345678","scope":"ZohoCRM.org.READ"}""")).ShouldHaveStatus(400);
        (await door.PostAsync($"{path}/{Org.Id}/grant_tokens", $$"""{"client_id":"{{Org.ClientId}}","user_id":"{{Org.AdminId}}","scope":"everything"}""")).ShouldHaveStatus(400);
    }

    private Task<string> GrantAsync() => Org.GrantAsync(Org.AdminId, "ZohoCRM.modules.ALL,ZohoCRM.org.READ");

    private Task<CrmAnswer> RefreshAsync(string token) => Anonymous.FormAsync(
        Url, ("grant_type", "refresh_token"), ("client_id", Org.ClientId), ("client_secret", Org.ClientSecret), ("refresh_token", token));
}

public sealed class TokensOnSqlite(SqliteCrmServer server) : TokenTests<SqliteCrmServer>(server);

public sealed class TokensOnPostgres(PostgresCrmServer server) : TokenTests<PostgresCrmServer>(server);
