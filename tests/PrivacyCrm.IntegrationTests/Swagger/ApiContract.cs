using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using PrivacyCrm.IntegrationTests.Support;
using Swashbuckle.AspNetCore.Swagger;

namespace PrivacyCrm.IntegrationTests.Swagger;

/// <summary>What our own document promises. Every answer that a test gets is held against it.</summary>
public sealed class ApiContract
{
    /// <summary>Doors of the demo for scripts on the same machine, and pages for people, which the document leaves out.</summary>
    public static readonly string[] Undocumented =
    [
        "GET /_privacycrm/demo", "POST /_privacycrm/reset", "GET /consents", "GET /consents/requests/{id}", "GET /consents/sign-in", "GET /consents/style.css",
        "POST /consents/requests/{id}", "POST /consents/sign-in", "POST /consents/sign-out", "POST /consents/{id}/revoke",
    ];

    private static readonly string[] Prefixes = ["/crm/", "/api/v3/", "/oauth/", "/_privacycrm/", "/health/"];
    private static readonly Lock OneAtATime = new();
    private static ApiContract? _current;

    private readonly DocumentedOperation[] _operations;
    private readonly CompiledSchema _error;
    private readonly CompiledSchema? _platformError;

    public ApiContract(JsonNode document)
    {
        SchemaCompiler schemas = new(document);
        _error = schemas.Compile(document["components"]!["schemas"]!["Error"]!);
        _platformError = document["components"]!["schemas"]!["PlatformError"] is { } platform ? schemas.Compile(platform) : null;
        _operations = [.. document["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject().Select(operation => new DocumentedOperation(operation.Key, path.Key, operation.Value!, schemas)))
            .OrderBy(operation => operation.Order, StringComparer.Ordinal)];
    }

    internal IReadOnlyList<DocumentedOperation> Operations => _operations;

    /// <summary>The contract of the server. All servers of a run have the same, so it is made once.</summary>
    public static ApiContract Of(IServiceProvider services)
    {
        lock (OneAtATime)
        {
            return _current ??= Read(services);
        }
    }

    /// <summary>Fails when an answer is not what the document promises.</summary>
    public void Check(HttpMethod method, string path, CrmAnswer answer)
    {
        if (Array.Exists(Prefixes, prefix => path.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) && !Undocumented.Contains($"{method} {path}"))
        {
            string? problem = ProblemOf(method == HttpMethod.Head ? HttpMethod.Get : method, path, answer, hasBody: method != HttpMethod.Head);
            Assert.True(problem is null, $"THE DOCUMENT DOES NOT PROMISE THIS ANSWER\n{answer.Request}\n{answer.Status} {answer.Text}\n{problem}");
        }
    }

    /// <summary>The operation that a request asks for; null for an address or a method that does not exist.</summary>
    internal DocumentedOperation? Find(HttpMethod method, string path)
    {
        string[] segments = [.. path.Split('/').Select(Uri.UnescapeDataString)];
        if (segments is [_, "crm", _, _, ..])
        {
            // The newest version stands for all.
            int version = segments[2] == "bulk" ? 3 : 2;
            segments[version] = IsVersion(segments[version]) ? "v8" : segments[version];
        }

        return Array.Find(_operations, operation => operation.Method == method.Method && operation.Fits(segments));
    }

    /// <summary>The operation that has the very address, whatever its parameters are called.</summary>
    internal DocumentedOperation? FindOwn(HttpMethod method, string path)
    {
        string[] segments = path.Split('/');
        return Array.Find(_operations, operation => operation.Method == method.Method && operation.IsAt(segments));
    }

    private static bool IsVersion(string segment) => segment.ToLowerInvariant() is "v2" or "v2.1" or "v3" or "v4" or "v5" or "v6" or "v7" or "v8";

    private string? ProblemOf(HttpMethod method, string path, CrmAnswer answer, bool hasBody)
    {
        if (Find(method, path) is not { } operation)
        {
            return IsUnknownAddress(answer) ? null : "there is no such operation, so it has to be refused";
        }

        if (!operation.Answers.TryGetValue(answer.Status, out Dictionary<string, CompiledSchema>? contents))
        {
            return $"{operation.Id} has no status {answer.Status}";
        }

        if (!hasBody || (answer.Text.Length == 0 && contents.Count == 0))
        {
            return null;
        }

        return contents.TryGetValue(answer.ContentType?.MediaType ?? string.Empty, out CompiledSchema? schema)
            ? ProblemOf(answer, schema)
            : $"{operation.Id} has no {answer.ContentType?.MediaType ?? "empty body"} for {answer.Status}";
    }

    private static string? ProblemOf(CrmAnswer answer, CompiledSchema schema)
    {
        if (answer.ContentType!.MediaType != "application/json")
        {
            return null;
        }

        using JsonDocument json = JsonDocument.Parse(answer.Text);
        return schema.ProblemOf(json.RootElement);
    }

    private bool IsUnknownAddress(CrmAnswer answer) =>
        (answer.Status, (string?)answer.Json?["code"]) switch
        {
            (404, "INVALID_URL_PATTERN") or (400, "INVALID_REQUEST_METHOD") or (503, "SERVICE_UNAVAILABLE") => ProblemOf(answer, _error) is null,
            (404, "invalid_url_pattern") or (400, "invalid_request_method") => ProblemOf(answer, _platformError!) is null,
            _ => false,
        };

    private static ApiContract Read(IServiceProvider services)
    {
        OpenApiDocument document = services.GetRequiredService<ISwaggerProvider>().GetSwagger("v8");
        using StringWriter text = new();
        document.SerializeAsV3(new OpenApiJsonWriter(text));
        return new ApiContract(JsonNode.Parse(text.ToString())!);
    }
}
