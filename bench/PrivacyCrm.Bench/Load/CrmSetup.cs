using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace PrivacyCrm.Bench.Load;

/// <summary>The organization of a run: privacy on, e-mail addresses restricted. A kept store remembers it.</summary>
internal sealed class CrmSetup : IDisposable
{
    public const string BootstrapSecret = "a-bootstrap-secret-for-benchmarks-of-32-or-more";
    private const string Scopes = "ZohoCRM.modules.ALL,ZohoCRM.settings.ALL,ZohoCRM.org.ALL,ZohoCRM.users.ALL,ZohoSearch.securesearch.READ";
    private const string Door = "/_privacycrm/admin/organizations";

    private readonly HttpClient _http;
    private readonly string _file;

    private CrmSetup(ServerProcess server, string file)
    {
        _http = new HttpClient { BaseAddress = new Uri($"http://{server.Address}") };
        _file = file;
    }

    /// <summary>The value of the header that lets the administrator in.</summary>
    public string Authorization { get; private set; } = string.Empty;

    public long OrganizationId { get; private set; }

    /// <summary>The first and the last id of the records that the store was filled with; null while it is empty.</summary>
    public (long First, long Last)? FilledWith { get; private set; }

    public static async Task<CrmSetup> PrepareAsync(ServerProcess server, BenchStore store)
    {
        CrmSetup setup = new(server, Path.Combine(store.Directory, "organization.json"));
        await setup.LogInAsync();
        if (setup.FilledWith is null)
        {
            await setup.RestrictAsync();
        }

        return setup;
    }

    /// <summary>Remembers which records the store was filled with.</summary>
    public void Fill(long first, long last)
    {
        JsonNode known = JsonNode.Parse(File.ReadAllText(_file))!;
        known["first"] = (FilledWith = (first, last)).Value.First;
        known["last"] = last;
        File.WriteAllText(_file, known.ToJsonString());
    }

    /// <summary>Turns the privacy of the organization on or off.</summary>
    public async Task PreferAsync(bool isPrivate) => await SendAsync(
        HttpMethod.Put,
        "/crm/v8/privacy/preferences",
        $$"""{"privacy_setting_status":{{(isPrivate ? "true" : "false")}},"consent_modules":["Leads","Contacts","Vendors"],"exclude_api_tpt":{{(isPrivate ? "true" : "false")}},"exclude_api_tpt_fields":"sensitive"}""");

    public void Dispose() => _http.Dispose();

    private async Task LogInAsync()
    {
        Authorization = $"Bearer {BootstrapSecret}";
        JsonNode known = File.Exists(_file) ? JsonNode.Parse(await File.ReadAllTextAsync(_file))! : await FoundAsync();
        OrganizationId = long.Parse((string)known["organization_id"]!, System.Globalization.CultureInfo.InvariantCulture);
        FilledWith = known["first"] is null ? null : ((long)known["first"]!, (long)known["last"]!);
        JsonNode grant = await SendAsync(
            HttpMethod.Post, $"{Door}/{OrganizationId}/grant_tokens", $$"""{"client_id":"{{known["client_id"]}}","user_id":"{{known["user_id"]}}","scope":"{{Scopes}}"}""");
        using FormUrlEncodedContent form = new(
        [
            new("grant_type", "authorization_code"), new("client_id", (string)known["client_id"]!), new("client_secret", (string)known["client_secret"]!), new("code", (string)grant["grant_token"]!),
        ]);
        using HttpResponseMessage answer = await _http.PostAsync(new Uri("/oauth/v2/token", UriKind.Relative), form);
        Authorization = $"Zoho-oauthtoken {JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["access_token"]}";
    }

    private async Task<JsonNode> FoundAsync()
    {
        JsonNode made = await SendAsync(
            HttpMethod.Post, Door, """{"company_name":"Bench","time_zone":"Europe/Berlin","administrator":{"first_name":"Ada","last_name":"Lovelace","email":"ada@bench.example"}}""");
        JsonNode client = await SendAsync(HttpMethod.Post, $"{Door}/{made["organization_id"]}/clients", """{"name":"Bench"}""");
        made["client_id"] = (string)client["client_id"]!;
        made["client_secret"] = (string)client["client_secret"]!;
        await File.WriteAllTextAsync(_file, made.ToJsonString());
        return made;
    }

    private async Task RestrictAsync()
    {
        await PreferAsync(isPrivate: true);
        foreach ((string Label, string Type)[] some in Leads.CustomFields.Chunk(5))
        {
            string fields = string.Join(',', some.Select(field => $$"""{"field_label":"{{field.Label}}","data_type":"{{field.Type}}"{{LengthOf(field.Type)}}}"""));
            await SendAsync(HttpMethod.Post, "/crm/v8/settings/fields?module=Leads", $$"""{"fields":[{{fields}}]}""");
        }

        JsonNode all = await SendAsync(HttpMethod.Get, "/crm/v8/settings/fields?module=Leads", null);
        string id = (string)all["fields"]!.AsArray().Single(field => (string?)field!["api_name"] == "Email")!["id"]!;
        await SendAsync(HttpMethod.Patch, $"/crm/v8/settings/fields/{id}?module=Leads", """{"fields":[{"private":{"type":"High"}}]}""");
    }

    private static string LengthOf(string type) => type == "text" ? ",\"length\":120" : string.Empty;

    private async Task<JsonNode> SendAsync(HttpMethod method, string path, string? json)
    {
        using HttpRequestMessage request = new(method, path);
        request.Headers.Authorization = AuthenticationHeaderValue.Parse(Authorization);
        request.Content = json is null ? null : new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await _http.SendAsync(request);
        string body = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? JsonNode.Parse(body)! : throw new InvalidOperationException($"{method} {path}: {(int)answer.StatusCode} {body}");
    }
}
