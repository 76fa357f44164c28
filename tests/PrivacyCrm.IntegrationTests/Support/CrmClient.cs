using System.Text;
using PrivacyCrm.IntegrationTests.Swagger;

namespace PrivacyCrm.IntegrationTests.Support;

/// <summary>A caller. Paths that do not begin with a slash belong to version 8 of the API.</summary>
public sealed record CrmClient(HttpClient Http, string? Token)
{
    /// <summary>What the server logs, for failures that only the log explains.</summary>
    public ServerLog? Log { get; init; }

    /// <summary>What every answer is held against.</summary>
    public ApiContract? Contract { get; init; }

    /// <summary>The word before the token.</summary>
    public string Scheme { get; init; } = "Zoho-oauthtoken";

    public Task<CrmAnswer> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, (HttpContent?)null, headers);

    public Task<CrmAnswer> PostAsync(string path, string? json = null, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Post, path, json, headers);

    public Task<CrmAnswer> PutAsync(string path, string? json = null, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Put, path, json, headers);

    public Task<CrmAnswer> PatchAsync(string path, string? json = null, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Patch, path, json, headers);

    public Task<CrmAnswer> DeleteAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Delete, path, (HttpContent?)null, headers);

    /// <summary>Posts a form.</summary>
    public Task<CrmAnswer> FormAsync(string path, params (string Name, string Value)[] values) =>
        SendAsync(HttpMethod.Post, path, new FormUrlEncodedContent(values.Select(pair => KeyValuePair.Create(pair.Name, pair.Value))));

    /// <summary>Creates records and returns their ids.</summary>
    public async Task<List<string>> CreateManyAsync(string module, params IEnumerable<string> rows)
    {
        List<string> ids = [];
        foreach (string[] chunk in rows.Chunk(100))
        {
            CrmAnswer answer = (await PostAsync(module, $$"""{"data":[{{string.Join(',', chunk)}}]}""")).ShouldHaveStatus(201);
            ids.AddRange(answer.Json!["data"]!.AsArray().Select(row => (string)row!["details"]!["id"]!));
        }

        return ids;
    }

    /// <summary>Creates a record and returns its id.</summary>
    public async Task<string> CreateAsync(string module, string row) => (await CreateManyAsync(module, [row]))[0];

    /// <summary>Searches by criteria.</summary>
    public Task<CrmAnswer> SearchAsync(string module, string criteria, string more = "") =>
        GetAsync($"{module}/search?criteria={Uri.EscapeDataString(criteria)}{more}");

    public Task<CrmAnswer> SendAsync(HttpMethod method, string path, string? json, params (string Name, string Value)[] headers) =>
        SendAsync(method, path, json is null ? null : new StringContent(json, Encoding.UTF8, "application/json"), headers);

    public async Task<CrmAnswer> SendAsync(HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage message = new(method, path.StartsWith('/') ? path : $"/crm/v8/{path}") { Content = content };
        if (Token is not null)
        {
            message.Headers.TryAddWithoutValidation("Authorization", $"{Scheme} {Token}");
        }

        foreach ((string name, string value) in headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
            {
                message.Content!.Headers.Remove(name);
                message.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        using HttpResponseMessage response = await Http.SendAsync(message);
        byte[] body = await response.Content.ReadAsByteArrayAsync();
        string all = string.Join('\n', response.Headers.Concat(response.Content.Headers).Select(header => $"{header.Key}: {string.Join(", ", header.Value)}"));
        string request = (int)response.StatusCode < 500 ? $"{method} {path}" : $"{method} {path}\n{Log?.LastError}";
        CrmAnswer answer = new(request, (int)response.StatusCode, Encoding.UTF8.GetString(body), response.Content.Headers.ContentType, all);
        Contract?.Check(method, message.RequestUri!.AbsolutePath, answer);
        return answer;
    }
}
