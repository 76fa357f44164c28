using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;
using PrivacyCrm.Api.Security;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Swagger;

/// <summary>The document is valid, complete, and changes only when somebody means it.</summary>
public sealed partial class DocumentTests(SqliteCrmServer server) : IClassFixture<SqliteCrmServer>
{
    [Fact]
    public async Task Document_is_the_golden_one()
    {
        CrmAnswer answer = await server.Anonymous.GetAsync("/swagger/v8/swagger.json");

        answer.ShouldMatch(200, "openapi");
    }

    [Fact]
    public async Task Document_is_valid()
    {
        CrmAnswer answer = await server.Anonymous.GetAsync("/swagger/v8/swagger.json");

        ReadResult read = OpenApiDocument.Parse(answer.Text, OpenApiConstants.Json);

        Assert.Equal(OpenApiSpecVersion.OpenApi3_0, read.Diagnostic!.SpecificationVersion);
        Assert.Empty(read.Diagnostic.Errors.Concat(read.Diagnostic.Warnings).Select(problem => $"{problem.Pointer}: {problem.Message}"));
    }

    [Fact]
    public async Task Every_route_is_in_the_document_and_nothing_else()
    {
        SortedSet<string> routes = [.. Routes().SelectMany(OperationsOf).Except(ApiContract.Undocumented)];

        SortedSet<string> documented = [.. (await OperationsAsync()).Select(operation => operation.Name)];

        Assert.Equal(routes, documented);
    }

    [Fact]
    public async Task Every_operation_is_described()
    {
        List<(string Name, JsonNode Operation)> operations = await OperationsAsync();

        foreach ((string name, JsonNode operation) in operations)
        {
            List<string> statuses = [.. operation["responses"]!.AsObject().Select(response => response.Key)];
            Assert.True(operation["summary"] is not null, $"{name} has no summary");
            Assert.Matches(CamelCase(), (string?)operation["operationId"] ?? name);
            Assert.Single(operation["tags"]!.AsArray());
            Assert.Contains(statuses, status => status[0] == '2');
            Assert.Contains(statuses, status => status[0] is '4' or '5');
            Assert.All(operation["parameters"]?.AsArray() ?? [], parameter => Assert.True(parameter!["description"] is not null || parameter["$ref"] is not null, $"{name} {parameter}"));
        }

        Assert.Equal(operations.Count, operations.Select(operation => (string?)operation.Operation["operationId"]).Distinct().Count());
    }

    [Fact]
    public async Task Every_operation_asks_for_the_token_that_its_route_asks_for()
    {
        Dictionary<string, RouteEndpoint> routes = Routes().SelectMany(route => OperationsOf(route).Select(name => (name, route))).ToDictionary();

        List<(string Name, JsonNode Operation)> operations = await OperationsAsync();

        foreach ((string name, JsonNode operation) in operations)
        {
            string? scheme = operation["security"]?[0]?.AsObject().Single().Key;
            RequiresScopeAttribute? required = routes[name].Metadata.GetMetadata<RequiresScopeAttribute>();
            string? expected = required is not null ? "AccessToken" : name.Contains("/admin/", StringComparison.Ordinal) ? "BootstrapSecret" : null;
            Assert.True(scheme == expected, $"{name}: {scheme}");
            Assert.All(required?.Scopes ?? [], scope => Assert.Contains($"`{scope}`", (string?)operation["description"], StringComparison.Ordinal));
            Assert.True(operation["responses"]!["403"] is not null == (required is { ForAdministrators: true } or { Scopes.Count: > 0 } || routes[name].Metadata.GetMetadata<ForExecutionsAttribute>() is not null), name);
        }
    }

    [Fact]
    public async Task Page_is_shown()
    {
        CrmAnswer answer = await server.Anonymous.GetAsync("/swagger/index.html");

        Assert.Equal("text/html", answer.ShouldHaveStatus(200).ContentType?.MediaType);
    }

    private static IEnumerable<string> OperationsOf(RouteEndpoint route)
    {
        string path = Constraint().Replace($"/{route.RoutePattern.RawText}", string.Empty).Replace("{version}", "v8", StringComparison.Ordinal);
        return route.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods.Select(method => $"{method} {path}");
    }

    private IEnumerable<RouteEndpoint> Routes() => server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    private async Task<List<(string Name, JsonNode Operation)>> OperationsAsync()
    {
        JsonNode document = (await server.Anonymous.GetAsync("/swagger/v8/swagger.json")).ShouldHaveStatus(200).Json!;
        return [.. document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(operation => ($"{operation.Key.ToUpperInvariant()} {path.Key}", operation.Value!)))];
    }

    [GeneratedRegex("(?<={[^}]*):[^}]*")]
    private static partial Regex Constraint();

    [GeneratedRegex("^[a-z]+([A-Z][a-z]+)*$")]
    private static partial Regex CamelCase();
}
