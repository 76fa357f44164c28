using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PrivacyCrm.Api.Security;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Security;

public sealed class RouteTests(SqliteCrmServer server) : IClassFixture<SqliteCrmServer>
{
    /// <summary>Every route somebody may call without an access token. A new one has to be written down here.</summary>
    private static readonly string[] Open =
    [
        "GET _privacycrm/clock", "GET _privacycrm/demo", "GET consents", "GET consents/requests/{id}", "GET consents/sign-in", "GET consents/style.css",
        "GET health/live", "GET health/ready", "POST _privacycrm/admin/organizations", "POST _privacycrm/admin/organizations/{organizationId}/clients",
        "POST _privacycrm/admin/organizations/{organizationId}/grant_tokens", "POST _privacycrm/admin/organizations/{organizationId}/teams",
        "POST _privacycrm/admin/organizations/{organizationId}/users", "POST _privacycrm/clock/advance", "POST _privacycrm/reset", "POST consents/requests/{id}",
        "POST consents/sign-in", "POST consents/sign-out", "POST consents/{id}/revoke", "POST oauth/v2/auth", "POST oauth/v2/token", "POST oauth/v2/token/revoke",
        "PUT _privacycrm/clock",
    ];

    private IEnumerable<RouteEndpoint> Endpoints => server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    [Fact]
    public void Every_endpoint_declares_its_scopes_or_that_it_is_open_to_all()
    {
        foreach (RouteEndpoint endpoint in Endpoints)
        {
            bool hasScopes = endpoint.Metadata.GetMetadata<RequiresScopeAttribute>() is not null;
            OpenToAllAttribute? open = endpoint.Metadata.GetMetadata<OpenToAllAttribute>();
            Assert.True(hasScopes != open is not null, $"{NameOf(endpoint)} declares {(hasScopes ? "both" : "nothing")}.");
            Assert.True(open is null || open.Reason.Length > 10, $"{NameOf(endpoint)} does not say why it is open.");
        }
    }

    [Fact]
    public void Open_endpoints_are_the_ones_we_know()
    {
        IEnumerable<string> open = Endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<OpenToAllAttribute>() is not null).SelectMany(NamesOf).Distinct();

        Assert.Equal(Open, open.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Endpoints_that_change_settings_are_for_administrators()
    {
        IEnumerable<string> changing = Endpoints.Where(endpoint => NameOf(endpoint).Contains("settings/", StringComparison.Ordinal))
            .SelectMany(NamesOf).Where(name => !name.StartsWith("GET", StringComparison.Ordinal));

        foreach (string name in changing)
        {
            string[] parts = name.Split(' ', 2);
            string path = parts[1].Replace("{version:crmVersion}", "v8", StringComparison.Ordinal).Replace("{id}", "1", StringComparison.Ordinal).Replace("{name}", "Leads", StringComparison.Ordinal);

            (await server.User.SendAsync(new HttpMethod(parts[0]), $"/{path}?module=Leads", """{"profiles":[{"name":"Mine"}]}""")).ShouldHaveStatus(403);
        }
    }

    [Fact]
    public async Task Every_other_endpoint_refuses_callers_without_a_token()
    {
        foreach (RouteEndpoint endpoint in Endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<OpenToAllAttribute>() is null))
        {
            foreach (string name in NamesOf(endpoint))
            {
                string[] parts = name.Split(' ', 2);
                string path = parts[1].Replace("{version:crmVersion}", "v8", StringComparison.Ordinal).Replace("{module:crmModule}", "Leads", StringComparison.Ordinal)
                    .Replace("{id:crmRecord}", "1", StringComparison.Ordinal).Replace("{id}", "1", StringComparison.Ordinal).Replace("{name}", "Leads", StringComparison.Ordinal)
                    .Replace("{collection:cliqCollection}", "bots", StringComparison.Ordinal).Replace("{type}", "message_handler", StringComparison.Ordinal);

                CrmAnswer refused = await server.Anonymous.SendAsync(new HttpMethod(parts[0]), $"/{path}", (HttpContent?)null);
                Assert.Equal("AUTHENTICATION_FAILURE", (string?)refused.ShouldHaveStatus(401).Json!["code"], ignoreCase: true);
            }
        }
    }

    [Fact]
    public void Endpoints_that_components_reach_are_the_ones_we_know()
    {
        string[] open =
        [
            "GET {module:crmModule}", "GET {module:crmModule}/search", "GET {module:crmModule}/{id:crmRecord}", "POST {module:crmModule}", "POST {module:crmModule}/upsert",
            "PUT {module:crmModule}", "PUT {module:crmModule}/{id:crmRecord}",
        ];

        IEnumerable<string> reached = Endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<RequiresConsentAttribute>() is not null)
            .SelectMany(NamesOf).Select(name => name.Replace("crm/{version:crmVersion}/", string.Empty, StringComparison.Ordinal));

        Assert.Equal(open, reached.Order(StringComparer.Ordinal));
        Assert.Equal(
            ["POST api/v3/executions/{id}/accesses", "POST api/v3/executions/{id}/requests"],
            Endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<ForExecutionsAttribute>() is not null).SelectMany(NamesOf).Order(StringComparer.Ordinal));
    }

    private static string NameOf(RouteEndpoint endpoint) => endpoint.RoutePattern.RawText ?? endpoint.DisplayName ?? "?";

    private static IEnumerable<string> NamesOf(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(method => $"{method} {NameOf(endpoint)}");
}
