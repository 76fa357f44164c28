using System.Text.Json.Nodes;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Consents;

/// <summary>What is kept of questions and answers, and who reads it.</summary>
public abstract class ConsentProofTests<TServer>(TServer server) : PlatformTests<TServer>(server)
    where TServer : CrmServer, IConsentServer
{
    [CrmFact]
    public async Task Consents_and_requests_of_others_are_not_there()
    {
        string command = await CommandAsync();
        JsonNode grant = await AgreeAsync(Admin, command);
        string request = (string)grant["request_id"]!;
        const string Nobody = "1000000000000000001";

        foreach (string path in (string[])["consents/{0}", "consents/{0}/receipt", "consents/{0}/history", "consentrequests/{0}"])
        {
            string id = path.StartsWith("consentrequests", StringComparison.Ordinal) ? request : (string)grant["id"]!;
            CrmAnswer foreign = await User.GetAsync($"/api/v3/{path.Replace("{0}", id, StringComparison.Ordinal)}");
            Assert.Equal(ShouldBe(await User.GetAsync($"/api/v3/{path.Replace("{0}", Nobody, StringComparison.Ordinal)}"), 404, "consent_not_found").Text, foreign.Text);
        }

        ShouldBe(await User.DeleteAsync($"/api/v3/consents/{grant["id"]}"), 404, "consent_not_found");
        ShouldBe(await User.PostAsync($"/api/v3/consentrequests/{request}/deny"), 404, "consent_not_found");
        Assert.Empty((await User.GetAsync($"/api/v3/consents?component_id={command}&user_id={Org.AdminId}")).Json!["data"]!.AsArray());
        ShouldBe(await User.GetAsync("/api/v3/consents/audit"), 403, "operation_not_permitted");
        ShouldBe(await User.GetAsync("/api/v3/consentrequests?audience=organization"), 403, "operation_not_permitted");
        (await RunAsync(Admin, command)).ShouldHaveStatus(200);
    }

    [CrmFact]
    public async Task Administrators_see_and_withdraw_consents_of_their_organization_and_of_no_other()
    {
        string command = await CommandAsync();
        JsonNode grant = await AgreeAsync(User, command);

        JsonArray listed = (await Admin.GetAsync($"/api/v3/consents?state=active&component_id={command}&user_id={Org.UserId}")).ShouldHaveStatus(200).Json!["data"]!.AsArray();
        TestOrganization other = await Server.NewOrganizationAsync();
        CrmAnswer foreign = await (await other.ClientOfAsync(other.AdminId, "ZohoCliq.ALL")).GetAsync($"/api/v3/consents/{grant["id"]}");
        (await Admin.DeleteAsync($"/api/v3/consents/{grant["id"]}?reason=x")).ShouldBeEmpty(204);

        Assert.Equal([(string?)grant["id"]], listed.Select(one => (string?)one!["id"]));
        ShouldBe(foreign, 404, "consent_not_found");
        JsonNode ended = (await User.GetAsync($"/api/v3/consents/{grant["id"]}")).Json!["data"]!;
        Assert.Equal(("revoked", "revoked_by_admin"), ((string?)ended["state"], (string?)ended["end_reason"]));
    }

    [CrmFact]
    public async Task Receipt_proves_a_consent_and_its_end_without_names()
    {
        string command = await CommandAsync();
        JsonNode grant = await AgreeAsync(User, command);
        CrmAnswer given = (await User.GetAsync($"/api/v3/consents/{grant["id"]}/receipt")).ShouldHaveStatus(200);
        (await User.DeleteAsync($"/api/v3/consents/{grant["id"]}")).ShouldBeEmpty(204);

        CrmAnswer withdrawn = (await User.GetAsync($"/api/v3/consents/{grant["id"]}/receipt")).ShouldHaveStatus(200);

        JsonNode body = given.Json!["data"]!["body"]!;
        Assert.Equal(("granted", "P60D"), ((string?)given.Json["data"]!["event"], (string?)body["consent_events"]![0]!["validity_duration"]));
        Assert.Equal(Org.UserId, (string?)body["pii_principal_id"]);
        Assert.Equal("revoked", (string?)withdrawn.Json!["data"]!["event"]);
        Assert.NotEqual((string?)given.Json["data"]!["body_hash"], (string?)withdrawn.Json["data"]!["body_hash"]);
        Assert.DoesNotContain("Uma", given.Text, StringComparison.OrdinalIgnoreCase);
    }

    [CrmFact]
    public async Task Audit_tells_every_step_in_order_with_ids_and_keys_alone()
    {
        string command = await CommandAsync();
        CrmAnswer asked = await RunAsync(User, command);
        await User.PostAsync((string)asked.Json!["data"]!["consent_request"]!["links"]!["deny"]!);
        JsonNode grant = await AgreeAsync(User, command);
        await RunAsync(User, command);
        await User.DeleteAsync($"/api/v3/consents/{grant["id"]}");

        List<string> events = [];
        string? next = null;
        do
        {
            CrmAnswer page = (await Admin.GetAsync($"/api/v3/consents/audit?component_id={command}&limit=3{(next is null ? string.Empty : $"&next_token={next}")}")).ShouldHaveStatus(200);
            Assert.DoesNotContain("Uma", page.Text, StringComparison.OrdinalIgnoreCase);
            events.AddRange(page.Json!["data"]!.AsArray().Select(one => (string)one!["event"]!));
            next = (string?)page.Json["next_token"];
        }
        while (next is not null);

        string[] expected = ["requested", "blocked", "denied", "requested", "blocked", "granted", "used", "revoked"];
        Assert.Equal(expected.Select(one => $"consent.{one}"), events);
    }

    [CrmFact]
    public async Task History_of_a_consent_comes_in_pages()
    {
        string command = await CommandAsync();
        JsonNode grant = await AgreeAsync(User, command);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => RunAsync(User, command)));
        await AgreeToMoreAsync(command);
        string path = $"consents/{grant["id"]}/history";

        JsonNode first = (await User.GetAsync($"/api/v3/{path}?limit=2")).ShouldHaveStatus(200).Json!;
        List<JsonNode> paged = await DataAsync(User, $"{path}?limit=2");

        Assert.Equal(2, first["data"]!.AsArray().Count);
        Assert.Equal(["granted", "used", "used", "used", "superseded"], paged.Select(one => ((string)one["event"]!)["consent.".Length..]));
        Assert.Equal((await DataAsync(User, path)).Select(one => (string?)one["id"]), paged.Select(one => (string?)one["id"]));
        Assert.Equal(5, paged.DistinctBy(one => (string?)one["id"]).Count());
        ShouldBe(await User.GetAsync($"/api/v3/{path}?next_token=x"), 400, "invalid_input");
        ShouldBe(await User.GetAsync($"/api/v3/{path}?limit=0"), 400, "invalid_input");
    }

    [CrmFact]
    public async Task Preview_of_a_prompt_asks_nobody()
    {
        string command = await CommandAsync();

        CrmAnswer preview = (await User.GetAsync($"/api/v3/commands/{command}/consentprompt")).ShouldHaveStatus(200);

        Assert.Equal(("consent_required", "first_use"), ((string?)preview.Json!["data"]!["decision"], (string?)preview.Json["data"]!["reason"]));
        Assert.Empty((await Admin.GetAsync($"/api/v3/consents/audit?component_id={command}")).Json!["data"]!.AsArray());
    }

    [CrmFact]
    public async Task Deleted_component_ends_its_consents_and_leaves_their_proof()
    {
        string command = await CommandAsync();
        JsonNode grant = await AgreeAsync(User, command);
        CrmAnswer asked = await RunAsync(Admin, command);

        (await Admin.DeleteAsync($"/api/v3/commands/{command}")).ShouldBeEmpty(204);

        JsonNode ended = (await User.GetAsync($"/api/v3/consents/{grant["id"]}")).ShouldHaveStatus(200).Json!["data"]!;
        Assert.Equal(("revoked", "component_deleted", "nearby"), ((string?)ended["state"], (string?)ended["end_reason"], (string?)ended["component"]!["name"]));
        ShouldBe(await GrantAsync(Admin, asked), 409, "consent_request_closed");
        (await User.GetAsync($"/api/v3/consents/{grant["id"]}/receipt")).ShouldHaveStatus(200);
        ShouldBe(await RunAsync(User, command), 404, "component_not_found");
    }

    [CrmTheory]
    [InlineData("consents?state=none")]
    [InlineData("consents?limit=0")]
    [InlineData("consents?limit=101")]
    [InlineData("consents?expires_before=2026-01-01")]
    [InlineData("consents?next_token=x")]
    [InlineData("consents?user_id=x")]
    [InlineData("consents/audit?from=yesterday")]
    [InlineData("consents/audit?next_token=1")]
    [InlineData("consentrequests?state=open")]
    [InlineData("consentrequests?audience=all")]
    public async Task Parameters_that_cannot_be_read_are_refused(string path) => ShouldBe(await Admin.GetAsync($"/api/v3/{path}"), 400, "invalid_input");

    private async Task AgreeToMoreAsync(string command)
    {
        (await Admin.PutAsync($"/api/v3/commands/{command}/accesses", $$"""{"accesses":[{{Nearby}},{"id":"object:chat","purpose":"p"}]}""")).ShouldHaveStatus(200);
        await AgreeAsync(User, command);
    }
}

[Collection(ConsentsOnSqlite.Name)]
public sealed class ConsentProofTestsOnSqlite(SqliteConsentServer server) : ConsentProofTests<SqliteConsentServer>(server);

[Collection(ConsentsOnPostgres.Name)]
public sealed class ConsentProofTestsOnPostgres(PostgresConsentServer server) : ConsentProofTests<PostgresConsentServer>(server);
