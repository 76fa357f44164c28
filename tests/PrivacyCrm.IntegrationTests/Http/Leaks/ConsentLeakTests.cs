using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using PrivacyCrm.Api.Consents.Webhooks;
using PrivacyCrm.IntegrationTests.Http.Consents.Pages;
using PrivacyCrm.IntegrationTests.Http.Consents.Runtime;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Leaks;

public abstract class ConsentLeakTests<TServer>(TServer server) : RuntimeTests(server), IClassFixture<TServer>
    where TServer : CrmServer
{
    private const string Marker = "Zq7Kx9Wv3Tj5";
    private const string Named = "Bd4Lm8Rt2Yh6";
    private const string Closed = "Qn3Fs5Gp8Xc2";

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
        string page = await PageBrowser.ReadAsync(await server.SignInAsync(Asked), "/consents");
        Assert.All([audit.Text, page, server.Log.Text, await DatabaseText.ReadAsync(server.ConnectionString)], text => Assert.DoesNotContain(Marker, text, StringComparison.OrdinalIgnoreCase));
    }

    [CrmFact]
    public async Task What_a_server_hears_of_consents_has_ids_keys_words_and_times_alone()
    {
        await using Receiver webhook = await Receiver.StartAsync();
        string id = await MakeAsync("commands", $$"""
            {"name":"{{Named}}","execution_type":"webhook","execution_url":"{{webhook.Address}}","consent_events":true,"handlers":[{"type":"execution_handler","permissions":["location"]}],
             "accesses":[{"id":"object:location","purpose":"{{Named}}"}]}
            """);
        await AgreeAsync(id);
        (await Asked.DeleteAsync($"/api/v3/consents?component_id={id}")).ShouldBeEmpty(204);
        for (int look = 0; look < 100 && webhook.Calls.Count < 2; look++)
        {
            await server.Services.GetRequiredService<NoticeTeller>().RunDueAsync(CancellationToken.None);
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }

        Assert.Equal(2, webhook.Calls.Count);
        Assert.All(webhook.Calls, call => Assert.All(TextsIn(JsonNode.Parse(call.Body)), text => Assert.Matches("^([0-9]+|[0-9TZ:-]+|object:location|consent[._](granted|revoked|event)|user|revoked_by_user)$", text)));
    }

    private static IEnumerable<string> TextsIn(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => TextsIn(member.Value)),
        JsonArray items => items.SelectMany(TextsIn),
        null => [],
        _ => [node.ToString()],
    };

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

    [CrmFact]
    public async Task Pages_and_prompts_of_somebody_else_are_to_the_byte_those_of_nobody()
    {
        string id = await MakeAsync("commands", $$"""
            {"name":"{{Named}}","execution_type":"webhook","execution_url":"https://{{Named}}.example.com","handlers":[{"type":"execution_handler","permissions":["location"]}],
             "accesses":[{"id":"object:location","purpose":"{{Named}}"}]}
            """);
        JsonNode request = (await RunAsync(id)).ShouldHaveStatus(403).Json!["data"]!["consent_request"]!;
        string question = (string)request["id"]!;
        (await Asked.PostAsync($"/api/v3/consentrequests/{question}/grant", $$"""{"digest":"{{request["manifest"]!["digest"]}}"}""")).ShouldHaveStatus(201);
        string grant = (string)(await Asked.GetAsync("/api/v3/consents?state=active")).ShouldHaveStatus(200).Json!["data"]![0]!["id"]!;
        TestOrganization elsewhere = await server.NewOrganizationAsync();
        CrmClient[] others = [Author, await elsewhere.ClientOfAsync(elsewhere.AdminId, "ZohoCliq.ALL"), await elsewhere.ClientOfAsync(elsewhere.UserId, "ZohoCliq.ALL")];

        foreach (CrmClient other in others)
        {
            HttpClient browser = await server.SignInAsync(other);
            string own = await PageBrowser.ReadAsync(browser, "/consents");
            Assert.DoesNotContain(Named, own, StringComparison.OrdinalIgnoreCase);
            Assert.Equal(await PageBrowser.ReadAsync(browser, "/consents/requests/1", HttpStatusCode.NotFound), await PageBrowser.ReadAsync(browser, $"/consents/requests/{question}", HttpStatusCode.NotFound));
            Assert.Equal(await SentAsync(browser, "/consents/requests/1", own), await SentAsync(browser, $"/consents/requests/{question}", own));
            Assert.Equal((await other.PostAsync("/api/v3/consentrequests/1/deny")).Text, (await other.PostAsync($"/api/v3/consentrequests/{question}/deny")).Text);
            if (other != Author)
            {
                Assert.Equal(await SentAsync(browser, "/consents/1/revoke", own), await SentAsync(browser, $"/consents/{grant}/revoke", own));
            }
        }

        Assert.Single((await Asked.GetAsync("/api/v3/consents?state=active")).Json!["data"]!.AsArray());
    }

    [CrmFact]
    public async Task Tokens_secrets_and_closed_values_are_on_no_page_in_no_prompt_and_in_no_log()
    {
        await Org.RestrictAsync("Leads", "Last_Name");
        await Admin.CreateAsync("Leads", $$"""{"Last_Name":"{{Closed}}"}""");
        List<string> seen = [];
        string token = string.Empty;
        await using Receiver webhook = await Receiver.StartAsync(async (_, call) =>
        {
            token = (string)JsonNode.Parse(call.Body)!["consent"]!["access_token"]!;
            CrmClient code = server.Client(token);
            foreach (string path in (string[])["Leads?fields=Last_Name,Full_Name", "Leads/search?word=Qn3", "Leads/search?criteria=(Last_Name:starts_with:Qn3)", "Leads?fields=id&sort_by=Last_Name"])
            {
                seen.Add((await code.GetAsync(path)).Text);
            }
        });
        string id = await MakeCommandAsync(
            webhook.Address, """,{"id":"task:zoho.crm.getRecords","modules":["Leads"],"purpose":"p"},{"id":"task:zoho.crm.searchRecords","modules":["Leads"],"purpose":"p"}""");
        string secret = (string)(await Author.PostAsync($"/api/v3/commands/{id}/secret")).ShouldHaveStatus(201).Json!["data"]!["secret"]!;
        seen.Add((await RunAsync(id)).ShouldHaveStatus(403).Text);
        await AgreeAsync(id);
        seen.Add((await RunAsync(id)).ShouldHaveStatus(200).Text);
        HttpClient browser = await server.SignInAsync(Asked);
        seen.Add(await PageBrowser.ReadAsync(browser, "/consents"));
        seen.Add((await Author.GetAsync("/api/v3/consents/audit")).ShouldHaveStatus(200).Text);
        seen.Add(server.Log.Text);

        Assert.Equal(9, seen.Count);
        Assert.All(seen, text => Assert.All([Closed, token, secret, Asked.Token!], closed => Assert.DoesNotContain(closed, text, StringComparison.OrdinalIgnoreCase)));
        string stored = await DatabaseText.ReadAsync(server.ConnectionString);
        Assert.All([token, secret, Asked.Token!], closed => Assert.DoesNotContain(closed, stored, StringComparison.Ordinal));
    }

    // What a form that was sent there is answered.
    private static async Task<(HttpStatusCode, string)> SentAsync(HttpClient browser, string path, string page)
    {
        using HttpResponseMessage answer = await PageBrowser.PostAsync(browser, path, page, ("answer", "agree"));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}

public sealed class ConsentLeaksOnSqlite(RuntimeOnSqliteServer server) : ConsentLeakTests<RuntimeOnSqliteServer>(server);

public sealed class ConsentLeaksOnPostgres(RuntimeOnPostgresServer server) : ConsentLeakTests<RuntimeOnPostgresServer>(server);
