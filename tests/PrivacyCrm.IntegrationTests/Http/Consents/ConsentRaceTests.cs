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

    [CrmTheory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Whatever_callers_do_at_once_one_consent_counts_at_most_and_runs_need_it(int seed)
    {
        string command = await CommandAsync("""{"id":"object:location","purpose":"p"}""");
        Random random = new(seed);
        for (int round = 0; round < 4; round++)
        {
            CrmAnswer[] answers = await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => ActAsync(random.Next(5), random.Next(2) == 0 ? User : Admin, command)));

            Assert.All(answers, answer => Assert.True(answer.Status is 200 or 201 or 204 or 403 or 409, answer.ToString()));
            await ShouldHoldAsync(command);
            await AdvanceAsync(TimeSpan.FromDays(random.Next(40)));
            await ShouldHoldAsync(command);
        }
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

    private static async Task<CrmAnswer> ActAsync(int what, CrmClient client, string command)
    {
        switch (what)
        {
            case 0: return await RunAsync(client, command);
            case 1: return await client.DeleteAsync($"/api/v3/consents?component_id={command}");
            default:
                CrmAnswer ran = await RunAsync(client, command);
                return ran.Status == 403 ? await GrantAsync(client, ran) : ran;
        }
    }

    private async Task ShouldHoldAsync(string command)
    {
        List<JsonNode> active = await GrantsAsync(command, "active");
        Assert.Equal(active.Count, active.Select(grant => (string?)grant["subject_id"]).Distinct().Count());
        JsonArray waiting = (await User.GetAsync("/api/v3/consentrequests?state=pending")).ShouldHaveStatus(200).Json!["data"]!.AsArray();
        Assert.True(waiting.Count(one => (string?)one!["component"]!["id"] == command) <= 1);
        JsonArray own = (await User.GetAsync("/api/v3/consents")).ShouldHaveStatus(200).Json!["data"]!.AsArray();
        Assert.All(own, grant => Assert.Equal(Org.UserId, (string?)grant!["subject_id"]));
        bool mayRun = active.Exists(grant => (string?)grant["subject_id"] == Org.UserId);
        Assert.Equal(mayRun ? "allow" : "consent_required", (string?)(await User.GetAsync($"/api/v3/commands/{command}/consentprompt")).Json!["data"]!["decision"]);
    }

    private async Task<List<JsonNode>> GrantsAsync(string command, string state) =>
        [.. (await Admin.GetAsync($"/api/v3/consents?component_id={command}&state={state}")).ShouldHaveStatus(200).Json!["data"]!.AsArray().Select(grant => grant!)];
}

[Collection(ConsentsOnSqlite.Name)]
public sealed class ConsentRaceTestsOnSqlite(SqliteConsentServer server) : ConsentRaceTests<SqliteConsentServer>(server);

[Collection(ConsentsOnPostgres.Name)]
public sealed class ConsentRaceTestsOnPostgres(PostgresConsentServer server) : ConsentRaceTests<PostgresConsentServer>(server);
