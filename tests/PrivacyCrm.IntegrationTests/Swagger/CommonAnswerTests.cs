using System.Text.Json.Nodes;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Swagger;

/// <summary>The answers that operations share are those the server gives.</summary>
public sealed class CommonAnswerTests(SqliteCrmServer server) : IClassFixture<SqliteCrmServer>
{
    [Fact]
    public async Task Nobody_is_let_in_without_a_token() =>
        await ShouldBeAsync(await server.Anonymous.GetAsync("Leads?fields=id"), 401, "Unauthorized", "authenticationFailure");

    [Fact]
    public async Task Unknown_token_is_refused() =>
        await ShouldBeAsync(await server.Client("1000.unknown").GetAsync("org"), 401, "Unauthenticated", "invalidToken");

    [Fact]
    public async Task Missing_scope_is_refused() =>
        await ShouldBeAsync(await server.ReadOnly.DeleteAsync("Leads/1"), 401, "Unauthorized", "scopeMismatch");

    [Fact]
    public async Task Settings_are_for_administrators() =>
        await ShouldBeAsync(await server.User.PutAsync("privacy/preferences", "{}"), 403, "NotAdministrator", "noPermission");

    [Fact]
    public async Task Administration_is_for_those_who_know_the_secret() =>
        await ShouldBeAsync(await server.Anonymous.PostAsync("/_privacycrm/admin/organizations", "{}"), 401, "WrongSecret", "authenticationFailure");

    [Fact]
    public async Task Large_body_is_refused() =>
        await ShouldBeAsync(await server.Admin.PostAsync("Leads", $$"""{"data":["{{new string('x', 2 * 1024 * 1024)}}"]}"""), 413, "TooLarge", "limitExceeded");

    private async Task ShouldBeAsync(CrmAnswer answer, int status, string response, string example)
    {
        JsonNode document = (await server.Anonymous.GetAsync("/swagger/v8/swagger.json")).ShouldHaveStatus(200).Json!;
        JsonNode documented = document["components"]!["responses"]![response]!["content"]!["application/json"]!["examples"]![example]!["value"]!;
        answer.ShouldBe(status, documented.ToJsonString());
    }
}
