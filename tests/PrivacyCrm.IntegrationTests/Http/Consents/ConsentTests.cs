using System.Text.Json.Nodes;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Consents;

public abstract class ConsentTests<TServer>(TServer server) : PlatformTests<TServer>(server)
    where TServer : CrmServer, IConsentServer
{
    [CrmFact]
    public async Task First_run_asks_for_objects_tasks_and_apis_and_calls_nobody()
    {
        string command = await CommandAsync();
        int before = Handlers.Count;

        CrmAnswer asked = await RunAsync(User, command);

        JsonNode request = ShouldBe(asked, 403, "consent_required").Json!["data"]!["consent_request"]!;
        Assert.Equal(("pending", "user", "first_use", 60), ((string?)request["state"], (string?)request["audience"], (string?)request["reason"], (int)request["validity_days"]!));
        Assert.Equal(("nearby", "command", "Ada Adminson"), ((string?)request["component"]!["name"], (string?)request["component"]!["kind"], (string?)request["component"]!["creator"]!["name"]));
        JsonNode accesses = request["accesses"]!;
        Assert.Equal("object:location", (string?)accesses["objects"]![0]!["id"]);
        Assert.Equal(("admin", "Zoho CRM", false, true), ((string?)accesses["tasks"]![0]!["authentication"], (string?)accesses["tasks"]![0]!["service"], (bool)accesses["tasks"]![0]!["required"]!, (bool)accesses["tasks"]![0]!["new"]!));
        Assert.Equal(("Example Maps", true, "user"), ((string?)accesses["apis"]![0]!["service"], (bool)accesses["apis"]![0]!["third_party"]!, (string?)accesses["apis"]![0]!["authentication"]));
        Assert.Equal(before, Handlers.Count);
    }

    [CrmFact]
    public async Task After_a_yes_the_handler_gets_what_was_agreed_to_and_nothing_else()
    {
        string command = await CommandAsync();
        JsonNode grant = await AgreeAsync(User, command);

        CrmAnswer ran = (await RunAsync(User, command)).ShouldHaveStatus(200);

        Assert.Equal(("completed", "allow", (string?)grant["id"]), ((string?)ran.Json!["data"]!["status"], (string?)ran.Json["data"]!["decision"], (string?)ran.Json["data"]!["consent_id"]));
        Assert.Equal("done", (string?)ran.Json["data"]!["output"]!["text"]);
        Assert.Equal(["access", "location"], KeysOf(Handlers.Last["params"]!).Order());
        Assert.Equal(["latitude", "longitude"], KeysOf(Handlers.Last["params"]!["location"]!).Order());
        Assert.Equal(["organization", "user_id"], KeysOf(Handlers.Last["params"]!["access"]!).Order());
        Assert.DoesNotContain((string)Handlers.Last["consent"]!["access_token"]!, ran.Text, StringComparison.Ordinal);
    }

    [CrmFact]
    public async Task Consent_counts_for_sixty_days_to_the_second_and_using_it_adds_none()
    {
        string command = await CommandAsync();
        JsonNode grant = await AgreeAsync(User, command);
        Assert.Equal(TimeSpan.FromHours(60 * 24), (DateTimeOffset)grant["expires_at"]! - (DateTimeOffset)grant["granted_at"]!);

        await AdvanceAsync(TimeSpan.FromDays(60) - TimeSpan.FromSeconds(1));
        (await RunAsync(User, command)).ShouldHaveStatus(200);
        await AdvanceAsync(TimeSpan.FromSeconds(1));

        Assert.Equal("expired", ReasonOf(await RunAsync(User, command)));
        JsonNode ended = (await User.GetAsync($"/api/v3/consents/{grant["id"]}")).ShouldHaveStatus(200).Json!["data"]!;
        Assert.Equal(("expired", (string?)grant["expires_at"], 1), ((string?)ended["state"], (string?)ended["ended_at"], (int)ended["use_count"]!));
    }

    [CrmFact]
    public async Task What_ran_out_reads_the_same_before_and_after_a_newer_consent_notes_it()
    {
        string command = await CommandAsync();
        JsonNode grant = await AgreeAsync(User, command);
        await AdvanceAsync(TimeSpan.FromDays(61));
        string[] before = await ReadAsync();

        await AgreeAsync(User, command);

        Assert.Equal(before, await ReadAsync());
        Assert.Contains("consent.expired", before[1], StringComparison.Ordinal);

        async Task<string[]> ReadAsync() =>
        [
            (await User.GetAsync($"/api/v3/consents/{grant["id"]}")).Text, (await User.GetAsync($"/api/v3/consents/{grant["id"]}/history")).Text,
            (await User.GetAsync($"/api/v3/consents/{grant["id"]}/receipt")).Text, (await User.GetAsync($"/api/v3/consents?state=expired&component_id={command}")).Text,
        ];
    }

    [CrmFact]
    public async Task Withdrawn_consent_asks_again_and_withdrawing_twice_is_no_error()
    {
        string command = await CommandAsync();
        JsonNode grant = await AgreeAsync(User, command);

        (await User.DeleteAsync($"/api/v3/consents/{grant["id"]}")).ShouldBeEmpty(204);
        (await User.DeleteAsync($"/api/v3/consents/{grant["id"]}")).ShouldBeEmpty(204);

        Assert.Equal("revoked", ReasonOf(await RunAsync(User, command)));
        List<string?> events = [.. (await User.GetAsync($"/api/v3/consents/{grant["id"]}/history")).Json!["data"]!.AsArray().Select(one => (string?)one!["event"])];
        Assert.Equal(["consent.granted", "consent.revoked"], events);
    }

    [CrmFact]
    public async Task All_consents_to_a_component_are_withdrawn_at_once_and_those_of_others_stay()
    {
        string command = await CommandAsync();
        await AgreeAsync(User, command);
        await AgreeAsync(Admin, command);

        (await User.DeleteAsync($"/api/v3/consents?component_id={command}")).ShouldBeEmpty(204);
        (await User.DeleteAsync($"/api/v3/consents?component_id={command}")).ShouldBeEmpty(204);

        Assert.Equal("revoked", ReasonOf(await RunAsync(User, command)));
        (await RunAsync(Admin, command)).ShouldHaveStatus(200);
        ShouldBe(await User.DeleteAsync("/api/v3/consents?component_id=x"), 400, "invalid_input");
    }

    [CrmFact]
    public async Task A_no_runs_nothing_and_is_asked_again()
    {
        string command = await CommandAsync();
        CrmAnswer asked = await RunAsync(User, command);
        JsonNode request = asked.Json!["data"]!["consent_request"]!;

        CrmAnswer denied = (await User.PostAsync((string)request["links"]!["deny"]!)).ShouldHaveStatus(200);

        Assert.Equal("denied", (string?)denied.Json!["data"]!["state"]);
        ShouldBe(await GrantAsync(User, asked), 409, "consent_request_closed");
        ShouldBe(await User.PostAsync((string)request["links"]!["deny"]!), 409, "consent_request_closed");
        CrmAnswer again = await RunAsync(User, command);
        Assert.Equal("first_use", ReasonOf(again));
        Assert.NotEqual((string?)request["id"], (string?)again.Json!["data"]!["consent_request"]!["id"]);
    }

    [CrmFact]
    public async Task Requests_lapse_after_a_day()
    {
        string command = await CommandAsync();
        CrmAnswer asked = await RunAsync(User, command);
        string id = (string)asked.Json!["data"]!["consent_request"]!["id"]!;
        await AdvanceAsync(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        Assert.Equal(id, (string?)(await RunAsync(User, command)).Json!["data"]!["consent_request"]!["id"]);

        await AdvanceAsync(TimeSpan.FromSeconds(1));

        Assert.Equal("lapsed", (string?)(await User.GetAsync($"/api/v3/consentrequests/{id}")).ShouldHaveStatus(200).Json!["data"]!["state"]);
        ShouldBe(await GrantAsync(User, asked), 409, "consent_request_closed");
        Assert.NotEqual(id, (string?)(await RunAsync(User, command)).Json!["data"]!["consent_request"]!["id"]);
        Assert.Equal("lapsed", (string?)(await User.GetAsync($"/api/v3/consentrequests/{id}")).Json!["data"]!["state"]);
    }

    [CrmFact]
    public async Task Optional_accesses_are_granted_one_by_one_and_required_ones_together()
    {
        string command = await CommandAsync();
        CrmAnswer asked = await RunAsync(User, command);

        ShouldBe(await GrantAsync(User, asked, "\"object:location\""), 422, "required_access_missing");
        ShouldBe(await GrantAsync(User, asked, "\"object:location\",\"object:user\""), 400, "invalid_input");
        (await GrantAsync(User, asked, "\"object:location\",\"api:GET https://maps.example.com/*@connection:gmaps\"")).ShouldHaveStatus(201);

        List<string?> keys = [.. (await RunAsync(User, command)).ShouldHaveStatus(200).Json!["data"]!["access_ids"]!.AsArray().Select(key => (string?)key)];
        Assert.Equal(["api:GET https://maps.example.com/*@connection:gmaps", "object:location"], keys);
    }

    [CrmFact]
    public async Task Component_that_wants_more_asks_for_it_and_says_what_is_new()
    {
        string command = await CommandAsync("""{"id":"object:location","purpose":"Find places"}""");
        await AgreeAsync(User, command);

        (await Admin.PutAsync($"/api/v3/commands/{command}/accesses", """{"accesses":[{"id":"object:location","purpose":"Find places around you"}]}""")).ShouldHaveStatus(200);
        (await RunAsync(User, command)).ShouldHaveStatus(200);
        (await Admin.PutAsync($"/api/v3/commands/{command}/accesses", """{"accesses":[{"id":"object:location","purpose":"Find places"},{"id":"object:user","purpose":"Greet you"}]}""")).ShouldHaveStatus(200);

        CrmAnswer asked = await RunAsync(User, command);
        Assert.Equal("accesses_added", ReasonOf(asked));
        Assert.Equal(
            [("object:location", false), ("object:user", true)],
            asked.Json!["data"]!["consent_request"]!["accesses"]!["objects"]!.AsArray().Select(one => ((string)one!["id"]!, (bool)one["new"]!)));
    }

    [CrmFact]
    public async Task Answer_to_what_is_not_there_any_more_is_refused()
    {
        string command = await CommandAsync();
        CrmAnswer asked = await RunAsync(User, command);
        ShouldBe(await User.PostAsync((string)asked.Json!["data"]!["consent_request"]!["links"]!["grant"]!, """{"digest":"sha256:0"}"""), 409, "manifest_changed");

        (await Admin.PutAsync($"/api/v3/commands/{command}/accesses", """{"accesses":[{"id":"object:user","purpose":"Greet you"}]}""")).ShouldHaveStatus(200);

        ShouldBe(await GrantAsync(User, asked), 409, "manifest_changed");
        Assert.Empty((await User.GetAsync($"/api/v3/consents?component_id={command}")).ShouldHaveStatus(200).Json!["data"]!.AsArray());
    }
}

[Collection(ConsentsOnSqlite.Name)]
public sealed class ConsentTestsOnSqlite(SqliteConsentServer server) : ConsentTests<SqliteConsentServer>(server);

[Collection(ConsentsOnPostgres.Name)]
public sealed class ConsentTestsOnPostgres(PostgresConsentServer server) : ConsentTests<PostgresConsentServer>(server);
