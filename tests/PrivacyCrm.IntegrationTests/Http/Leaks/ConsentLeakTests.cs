using System.Text.Json.Nodes;
using PrivacyCrm.IntegrationTests.Http.Consents.Runtime;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Leaks;

public abstract class ConsentLeakTests<TServer>(TServer server) : RuntimeTests(server), IClassFixture<TServer>
    where TServer : CrmServer
{
    private const string Marker = "Zq7Kx9Wv3Tj5";

    [CrmFact]
    public async Task What_a_person_says_to_code_and_hears_from_it_is_kept_nowhere()
    {
        await using Receiver webhook = await Receiver.StartAsync($$"""{"text":"You said {{Marker}}"}""");
        string id = await MakeCommandAsync(webhook.Address);
        await AgreeAsync(id, "\"object:location\"");

        CrmAnswer ran = (await Asked.PostAsync(
            $"/api/v3/commands/{id}/executions",
            $$$"""{"handler":"execution_handler","params":{"location":{"place":"{{{Marker}}}"},"user":{"first_name":"{{{Marker}}}"},"chat":{"id":"CT_1","title":"{{{Marker}}}"},"message":{"text":"{{{Marker}}}"} } }""")).ShouldHaveStatus(200);

        Assert.Contains(Marker, ran.Text, StringComparison.Ordinal);
        JsonObject given = JsonNode.Parse(Assert.Single(webhook.Calls).Body)!["params"]!.AsObject();
        Assert.Equal(["access", "location"], given.Select(member => member.Key).Order(StringComparer.Ordinal));
        CrmAnswer audit = (await Author.GetAsync("/api/v3/consents/audit")).ShouldHaveStatus(200);
        Assert.All([audit.Text, server.Log.Text, await DatabaseText.ReadAsync(server.ConnectionString)], text => Assert.DoesNotContain(Marker, text, StringComparison.OrdinalIgnoreCase));
    }

    [CrmFact]
    public async Task Another_organization_learns_nothing_of_components_consents_and_connections()
    {
        await using Receiver webhook = await Receiver.StartAsync();
        string id = await MakeCommandAsync(webhook.Address);
        await AgreeAsync(id);
        await RunAsync(id);
        string grant = (string)Assert.Single((await Asked.GetAsync("/api/v3/consents?state=active")).ShouldHaveStatus(200).Json!["data"]!.AsArray())!["id"]!;
        string connection = (string)(await Author.PostAsync(
            "/api/v3/connections", """{"name":"maps","service":"x","origins":["https://a.example.com"],"secret":"x","audience":"organization"}""")).ShouldHaveStatus(201).Json!["data"]!["id"]!;
        TestOrganization others = await server.NewOrganizationAsync();
        CrmClient other = await others.ClientOfAsync(others.AdminId, "ZohoCliq.ALL");

        foreach (string path in new[] { $"commands/{id}", $"commands/{id}/accesses", $"commands/{id}/consentprompt", $"consents/{grant}", $"consents/{grant}/receipt", $"consents/{grant}/history" })
        {
            Assert.Equal(404, (await other.GetAsync($"/api/v3/{path}")).Status);
        }

        Assert.Equal(404, (await other.DeleteAsync($"/api/v3/connections/{connection}")).Status);
        foreach (string list in new[] { "commands", "connections", "consents", "consentrequests?state=pending", "consents/audit" })
        {
            Assert.Empty((await other.GetAsync($"/api/v3/{list}")).ShouldHaveStatus(200).Json!["data"]!.AsArray());
        }

        (await Asked.GetAsync($"/api/v3/consents/{grant}")).ShouldHaveStatus(200);
    }
}

public sealed class ConsentLeaksOnSqlite(RuntimeOnSqliteServer server) : ConsentLeakTests<RuntimeOnSqliteServer>(server);

public sealed class ConsentLeaksOnPostgres(RuntimeOnPostgresServer server) : ConsentLeakTests<RuntimeOnPostgresServer>(server);
