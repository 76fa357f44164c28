using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Consents.Runtime;

public abstract class WebhookTests<TServer>(TServer server) : RuntimeTests(server), IClassFixture<TServer>
    where TServer : CrmServer
{
    [CrmFact]
    public async Task Webhook_gets_what_was_agreed_to_and_nothing_else_and_its_answer_comes_back()
    {
        await using Receiver webhook = await Receiver.StartAsync("""{"text":"Three places"}""");
        string id = await MakeCommandAsync(webhook.Address);
        await AgreeAsync(id, "\"object:location\"");

        CrmAnswer ran = (await RunAsync(id)).ShouldHaveStatus(200);

        Assert.Equal("Three places", (string?)ran.Json!["data"]!["output"]!["text"]);
        JsonNode sent = JsonNode.Parse(Assert.Single(webhook.Calls).Body)!;
        Assert.Equal(["access", "location"], sent["params"]!.AsObject().Select(member => member.Key).Order(StringComparer.Ordinal));
        Assert.Equal(("nearby", "command", "execution_handler"), ((string?)sent["name"], (string?)sent["type"], (string?)sent["handler"]!["type"]));
        Assert.StartsWith("1001.", (string?)sent["consent"]!["access_token"], StringComparison.Ordinal);
        Assert.DoesNotContain("Secret", Assert.Single(webhook.Calls).Body, StringComparison.Ordinal);
    }

    [CrmFact]
    public async Task Call_is_signed_with_the_secret_that_the_author_was_told()
    {
        await using Receiver webhook = await Receiver.StartAsync();
        string id = await MakeCommandAsync(webhook.Address);
        string secret = (string)(await Author.PostAsync($"/api/v3/commands/{id}/secret")).ShouldHaveStatus(201).Json!["data"]!["secret"]!;
        await AgreeAsync(id);

        CrmAnswer ran = (await RunAsync(id)).ShouldHaveStatus(200);

        ReceivedCall call = Assert.Single(webhook.Calls);
        byte[] signed = Encoding.UTF8.GetBytes($"{call.Headers["X-PrivacyCrm-Timestamp"]}.{call.Body}");
        Assert.Equal($"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed))}", call.Headers["X-PrivacyCrm-Signature"]);
        Assert.Equal((string?)ran.Json!["data"]!["id"], call.Headers["X-PrivacyCrm-Execution"]);
        Assert.Equal("1.1 privacycrm", call.Headers["Via"]);
    }

    [CrmFact]
    public async Task Secret_is_for_those_who_may_change_the_component_and_a_new_one_replaces_it()
    {
        await using Receiver webhook = await Receiver.StartAsync();
        string id = await MakeCommandAsync(webhook.Address);
        string first = (string)(await Author.PostAsync($"/api/v3/commands/{id}/secret")).ShouldHaveStatus(201).Json!["data"]!["secret"]!;

        string second = (string)(await Author.PostAsync($"/api/v3/commands/{id}/secret")).ShouldHaveStatus(201).Json!["data"]!["secret"]!;

        Assert.NotEqual(first, second);
        (await Asked.PostAsync($"/api/v3/commands/{id}/secret")).ShouldHaveStatus(403);
        (await Author.PostAsync("/api/v3/commands/1/secret")).ShouldHaveStatus(404);
        Assert.DoesNotContain(second, await DatabaseText.ReadAsync(server.ConnectionString), StringComparison.Ordinal);
    }

    [CrmTheory]
    [InlineData(500, "{}", "refused_by_handler")]
    [InlineData(302, "{}", "refused_by_handler")]
    [InlineData(200, "hello", "answer_unreadable")]
    public async Task Webhook_that_does_not_answer_as_it_should_is_told(int status, string body, string failure)
    {
        await using Receiver webhook = await Receiver.StartAsync(body, status);
        string id = await MakeCommandAsync(webhook.Address);
        await AgreeAsync(id);

        CrmAnswer ran = (await RunAsync(id)).ShouldHaveStatus(200);

        Assert.Equal(("failed", failure), ((string?)ran.Json!["data"]!["status"], (string?)ran.Json["data"]!["failure"]));
    }

    [CrmFact]
    public async Task Webhook_elsewhere_on_this_network_is_not_called()
    {
        string id = await MakeCommandAsync("http://10.1.2.3:9");
        await AgreeAsync(id);

        CrmAnswer ran = (await RunAsync(id)).ShouldHaveStatus(200);

        Assert.Equal(("failed", "address_refused"), ((string?)ran.Json!["data"]!["status"], (string?)ran.Json["data"]!["failure"]));
    }

    [CrmFact]
    public async Task Answer_whose_letters_are_none_is_not_passed_on()
    {
        await using Receiver webhook = await Receiver.StartAsync((context, _) => context.Response.Body.WriteAsync(new byte[] { (byte)'"', 0xFF, 0xFE, (byte)'"' }).AsTask());
        string id = await MakeCommandAsync(webhook.Address);
        await AgreeAsync(id);

        CrmAnswer ran = (await RunAsync(id)).ShouldHaveStatus(200);

        Assert.Equal("answer_unreadable", (string?)ran.Json!["data"]!["failure"]);
    }

    [CrmFact]
    public async Task Another_server_is_another_question_and_another_path_of_the_same_is_none()
    {
        await using Receiver first = await Receiver.StartAsync();
        await using Receiver second = await Receiver.StartAsync();
        string id = await MakeCommandAsync(first.Address);
        await AgreeAsync(id);
        await MoveAsync(id, $"{first.Address}/elsewhere");
        (await RunAsync(id)).ShouldHaveStatus(200);

        await MoveAsync(id, second.Address);
        JsonNode asked = (await RunAsync(id)).ShouldHaveStatus(403).Json!["data"]!["consent_request"]!;

        Assert.Equal(("recipient_changed", second.Address), ((string?)asked["reason"], (string?)asked["manifest"]!["recipient"]));
        Assert.Empty(second.Calls);
        await AgreeAsync(id);
        (await RunAsync(id)).ShouldHaveStatus(200);
        Assert.Single(second.Calls);
        JsonNode consent = (await Asked.GetAsync("/api/v3/consents?state=active")).ShouldHaveStatus(200).Json!["data"]![0]!;
        Assert.Equal(second.Address, (string?)consent["manifest"]!["recipient"]);
        Assert.Contains(second.Address, (await Asked.GetAsync($"/api/v3/consents/{consent["id"]}/receipt")).ShouldHaveStatus(200).Json!["data"]!["body"]!["pii_processing"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [CrmFact]
    public async Task Moving_a_running_component_stops_its_very_next_access()
    {
        string id = string.Empty;
        List<int> statuses = [];
        await using Receiver webhook = await Receiver.StartAsync(async (_, call) =>
        {
            CrmClient code = server.Client((string?)JsonNode.Parse(call.Body)!["consent"]!["access_token"]);
            statuses.Add((await code.GetAsync("Leads?fields=id")).Status);
            await MoveAsync(id, "https://elsewhere.example.com");
            statuses.Add((await code.GetAsync("Leads?fields=id")).Status);
        });
        id = await MakeCommandAsync(webhook.Address, """,{"id":"task:zoho.crm.getRecords","purpose":"p"}""");
        await AgreeAsync(id);

        (await RunAsync(id)).ShouldHaveStatus(200);

        Assert.Equal([204, 401], statuses);
    }

    [CrmFact]
    public async Task Nothing_is_sent_without_a_yes()
    {
        await using Receiver webhook = await Receiver.StartAsync();
        string id = await MakeCommandAsync(webhook.Address);

        (await RunAsync(id)).ShouldHaveStatus(403);

        Assert.Empty(webhook.Calls);
    }

    private async Task MoveAsync(string id, string address) => (await Author.PatchAsync($"/api/v3/commands/{id}", $$"""{"execution_url":"{{address}}"}""")).ShouldHaveStatus(200);
}

public sealed class WebhooksOnSqlite(RuntimeOnSqliteServer server) : WebhookTests<RuntimeOnSqliteServer>(server);

public sealed class WebhooksOnPostgres(RuntimeOnPostgresServer server) : WebhookTests<RuntimeOnPostgresServer>(server);
