using System.Text.Json.Nodes;

namespace PrivacyCrm.IntegrationTests.Support;

/// <summary>An organization for one test, made through the provisioning endpoints.</summary>
public sealed class TestOrganization
{
    public const string AllScopes =
        "ZohoCRM.modules.ALL,ZohoCRM.settings.ALL,ZohoCRM.org.ALL,ZohoCRM.users.ALL,ZohoSearch.securesearch.READ,ZohoCRM.coql.READ,ZohoCRM.bulk.ALL,ZohoCRM.mass_update.ALL,ZohoCRM.mass_delete.ALL,ZohoCRM.mass_convert.ALL,ZohoFiles.files.ALL,ZohoCliq.ALL";

    public const string ReadScopes =
        "ZohoCRM.modules.READ,ZohoCRM.settings.READ,ZohoCRM.org.READ,ZohoCRM.users.READ,ZohoSearch.securesearch.READ,ZohoCliq.READ";

    private readonly CrmServer _server;
    private DateTimeOffset? _loggedIn;

    private TestOrganization(CrmServer server, JsonNode made, JsonNode client)
    {
        _server = server;
        Id = (string)made["organization_id"]!;
        Zgid = (string)made["zgid"]!;
        AdminId = (string)made["user_id"]!;
        ClientId = (string)client["client_id"]!;
        ClientSecret = (string)client["client_secret"]!;
    }

    public string Id { get; }

    public string Zgid { get; }

    public string AdminId { get; }

    public string UserId { get; private set; } = string.Empty;

    /// <summary>The profile of users who are no administrators.</summary>
    public string StandardProfileId => (long.Parse(Id, System.Globalization.CultureInfo.InvariantCulture) + 26_014).ToString(System.Globalization.CultureInfo.InvariantCulture);

    public string ClientId { get; }

    public string ClientSecret { get; }

    /// <summary>The administrator, Ada Adminson.</summary>
    public CrmClient Admin { get; private set; } = null!;

    /// <summary>A user without administrator rights, Uma Userson.</summary>
    public CrmClient User { get; private set; } = null!;

    /// <summary>The administrator with a token that may only read.</summary>
    public CrmClient ReadOnly { get; private set; } = null!;

    public static async Task<TestOrganization> CreateAsync(CrmServer server)
    {
        CrmClient door = server.Client(null) with { Scheme = "Bearer", Token = CrmServer.BootstrapSecret };
        JsonNode made = (await door.PostAsync(
            "/_privacycrm/admin/organizations",
            """{"company_name":"Test Company","time_zone":"America/Los_Angeles","administrator":{"first_name":"Ada","last_name":"Adminson","email":"ada@company.example.com"}}"""))
            .ShouldHaveStatus(201).Json!;
        string path = $"/_privacycrm/admin/organizations/{made["organization_id"]}";
        JsonNode client = (await door.PostAsync($"{path}/clients", """{"name":"Tests"}""")).ShouldHaveStatus(201).Json!;
        TestOrganization organization = new(server, made, client);
        JsonNode user = (await door.PostAsync($"{path}/users", """{"first_name":"Uma","last_name":"Userson","email":"uma@company.example.com"}"""))
            .ShouldHaveStatus(201).Json!;
        organization.UserId = (string)user["user_id"]!;
        await organization.LogInAsync();
        await organization.PreferAsync("""{"privacy_setting_status":true,"consent_modules":["Leads","Contacts","Vendors"]}""");
        return organization;
    }

    /// <summary>Gets tokens, unless those at hand are valid for a while.</summary>
    public async Task LogInAsync()
    {
        DateTimeOffset now = _server.Clock.GetUtcNow();
        if (_loggedIn is { } before && (now - before).Duration() < TimeSpan.FromMinutes(30))
        {
            return;
        }

        _loggedIn = now;
        Admin = await ClientOfAsync(AdminId, AllScopes);
        User = await ClientOfAsync(UserId, AllScopes);
        ReadOnly = await ClientOfAsync(AdminId, ReadScopes);
    }

    /// <summary>A client that speaks for a user with some scopes.</summary>
    public async Task<CrmClient> ClientOfAsync(string userId, string scopes) =>
        _server.Client((string)(await RedeemAsync(await GrantAsync(userId, scopes))).ShouldHaveStatus(200).Json!["access_token"]!);

    /// <summary>A grant token.</summary>
    public async Task<string> GrantAsync(string userId, string scopes)
    {
        CrmClient door = _server.Client(null) with { Scheme = "Bearer", Token = CrmServer.BootstrapSecret };
        CrmAnswer answer = await door.PostAsync(
            $"/_privacycrm/admin/organizations/{Id}/grant_tokens", $$"""{"client_id":"{{ClientId}}","user_id":"{{userId}}","scope":"{{scopes}}"}""");
        return (string)answer.ShouldHaveStatus(201).Json!["grant_token"]!;
    }

    /// <summary>Exchanges a grant token.</summary>
    public Task<CrmAnswer> RedeemAsync(string grant) => _server.Client(null).FormAsync(
        "/oauth/v2/token",
        ("grant_type", "authorization_code"),
        ("client_id", ClientId),
        ("client_secret", ClientSecret),
        ("code", grant));

    /// <summary>Changes the privacy switches.</summary>
    public async Task<CrmAnswer> PreferAsync(string preferences) => (await Admin.PutAsync("privacy/preferences", preferences)).ShouldHaveStatus(200);

    /// <summary>Restricts sensitive fields, and marks some fields so.</summary>
    public async Task RestrictAsync(string module, params string[] fields)
    {
        await PreferAsync("""{"exclude_api_tpt":true,"exclude_api_tpt_fields":"sensitive"}""");
        foreach (string field in fields)
        {
            await MarkAsync(module, field, """{"type":"High"}""");
        }
    }

    /// <summary>Marks a field personal.</summary>
    public async Task MarkAsync(string module, string field, string mark) =>
        (await Admin.PatchAsync($"settings/fields/{await FieldIdAsync(module, field)}?module={module}", $$"""{"fields":[{"private":{{mark}}}]}""")).ShouldHaveStatus(200);

    /// <summary>The id of a field.</summary>
    public async Task<string> FieldIdAsync(string module, string field) => (string)(await FieldAsync(module, field))["id"]!;

    /// <summary>The metadata of a field.</summary>
    public async Task<JsonNode> FieldAsync(string module, string field) =>
        (await Admin.GetAsync($"settings/fields?module={module}")).ShouldHaveStatus(200).Json!["fields"]!.AsArray().Single(one => (string?)one!["api_name"] == field)!;

    /// <summary>Makes a field of our own.</summary>
    public async Task<string> AddFieldAsync(string module, string json) =>
        (string)(await Admin.PostAsync($"settings/fields?module={module}", $$"""{"fields":[{{json}}]}""")).ShouldHaveStatus(201).Json!["fields"]![0]!["details"]!["id"]!;

    /// <summary>Makes a custom view.</summary>
    public async Task<string> AddViewAsync(string module, string json) =>
        (string)(await Admin.PostAsync($"settings/custom_views?module={module}", $$"""{"custom_views":[{{json}}]}""")).ShouldHaveStatus(201).Json!["custom_views"]![0]!["details"]!["id"]!;

    /// <summary>The id of a custom view.</summary>
    public async Task<string> ViewIdAsync(string module, string name) =>
        (string)(await Admin.GetAsync($"settings/custom_views?module={module}")).ShouldHaveStatus(200).Json!["custom_views"]!.AsArray().Single(one => (string?)one!["name"] == name)!["id"]!;
}
