using System.Text.Json.Nodes;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Consents;

/// <summary>Callers at the same time, held against what consents promise whatever the order.</summary>
public abstract class ConsentRaceTests<TServer>(TServer server) : PlatformTests<TServer>(server)
    where TServer : CrmServer, IConsentServer
{
    private const int Callers = 8;

    [CrmFact]
    public async Task First_runs_at_the_same_time_wait_for_one_question_and_one_answer_is_taken()
    {
        string command = await CommandAsync();

        CrmAnswer[] asked = await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => RunAsync(User, command)));
        CrmAnswer[] granted = await Task.WhenAll(asked.Select(answer => GrantAsync(User, answer)));

        Assert.Single(asked.Select(answer => (string?)answer.ShouldHaveStatus(403).Json!["data"]!["consent_request"]!["id"]).Distinct());
        Assert.Single(granted, answer => answer.Status == 201);
        Assert.All(granted.Where(answer => answer.Status != 201), answer => ShouldBe(answer, 409, "consent_request_closed"));
        Assert.Single(await GrantsAsync(command, "active"));
    }

    [CrmFact]
    public async Task A_no_and_an_open_question_change_nothing_but_the_question_the_run_and_the_audit()
    {
        string command = await CommandAsync();
        string before = await DatabaseText.ReadAsync(Server.ConnectionString, IsElsewhere);

        CrmAnswer asked = await RunAsync(User, command);
        (await User.PostAsync((string)asked.Json!["data"]!["consent_request"]!["links"]!["deny"]!)).ShouldHaveStatus(200);
        ShouldBe(await RunAsync(User, command), 403, "consent_required");

        Assert.Equal(before, await DatabaseText.ReadAsync(Server.ConnectionString, IsElsewhere));
    }

    private static bool IsElsewhere(string table) => table is not ("consent_requests" or "executions" or "consent_events");

    private async Task<List<JsonNode>> GrantsAsync(string command, string state) =>
        [.. (await Admin.GetAsync($"/api/v3/consents?component_id={command}&state={state}")).ShouldHaveStatus(200).Json!["data"]!.AsArray().Select(grant => grant!)];
}

[Collection(ConsentsOnSqlite.Name)]
public sealed class ConsentRaceTestsOnSqlite(SqliteConsentServer server) : ConsentRaceTests<SqliteConsentServer>(server);

[Collection(ConsentsOnPostgres.Name)]
public sealed class ConsentRaceTestsOnPostgres(PostgresConsentServer server) : ConsentRaceTests<PostgresConsentServer>(server);
