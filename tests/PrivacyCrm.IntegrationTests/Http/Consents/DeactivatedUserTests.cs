using System.Text.Json.Nodes;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Consents;

public abstract class DeactivatedUserTests<TServer>(TServer server) : PlatformTests<TServer>(server, isShared: false)
    where TServer : CrmServer, IConsentServer
{
    [CrmFact]
    public async Task Consents_of_a_deactivated_user_end_for_good()
    {
        string command = await CommandAsync("""{"id":"object:user","purpose":"p"}""");
        string other = await CommandAsync("""{"id":"object:user","purpose":"p"}""");
        JsonNode grant = await AgreeAsync(User, command);
        CrmAnswer waiting = await RunAsync(User, other);

        await SetAsync("inactive");
        (await RunAsync(User, command)).ShouldHaveStatus(401);
        await SetAsync("active");

        Assert.Equal("revoked", ReasonOf(await RunAsync(User, command)));
        Assert.Equal("user_deactivated", (string?)(await User.GetAsync($"/api/v3/consents/{grant["id"]}")).Json!["data"]!["end_reason"]);
        ShouldBe(await GrantAsync(User, waiting), 409, "consent_request_closed");
    }

    [CrmFact]
    public async Task Code_that_runs_for_a_user_stops_when_the_user_is_deactivated()
    {
        string command = await CommandAsync("""{"id":"task:zoho.crm.getRecords","modules":["Leads"],"purpose":"p"}""", string.Empty);
        await AgreeAsync(User, command);
        List<int> statuses = [];
        Handlers.While = async payload =>
        {
            CrmClient code = Server.Client((string?)payload["consent"]!["access_token"]);
            statuses.Add((await code.GetAsync("Leads?fields=id")).Status);
            await SetAsync("inactive");
            statuses.Add((await code.GetAsync("Leads?fields=id")).Status);
        };

        await RunAsync(User, command);

        Assert.Equal([204, 401], statuses);
    }

    private async Task SetAsync(string status) => (await Admin.PutAsync($"users/{Org.UserId}", $$"""{"users":[{"status":"{{status}}"}]}""")).ShouldHaveStatus(200);
}

[Collection(ConsentsOnSqlite.Name)]
public sealed class DeactivatedUserTestsOnSqlite(SqliteConsentServer server) : DeactivatedUserTests<SqliteConsentServer>(server);

[Collection(ConsentsOnPostgres.Name)]
public sealed class DeactivatedUserTestsOnPostgres(PostgresConsentServer server) : DeactivatedUserTests<PostgresConsentServer>(server);
