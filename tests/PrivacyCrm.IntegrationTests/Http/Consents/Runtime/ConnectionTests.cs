using System.Text.Json.Nodes;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Consents.Runtime;

public abstract class ConnectionTests<TServer>(TServer server) : RuntimeTests(server), IClassFixture<TServer>
    where TServer : CrmServer
{
    private const string Secret = "s3cret-of-the-map-service";

    [CrmFact]
    public async Task Connection_is_made_listed_and_removed_and_its_secret_is_never_told()
    {
        CrmAnswer made = (await Asked.PostAsync("/api/v3/connections", Body("gmaps", "https://maps.example.com"))).ShouldHaveStatus(201);

        CrmAnswer listed = (await Asked.GetAsync("/api/v3/connections")).ShouldHaveStatus(200);

        Assert.Equal("gmaps", (string?)Assert.Single(listed.Json!["data"]!.AsArray())!["name"]);
        Assert.DoesNotContain(Secret, made.Text + listed.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, await DatabaseText.ReadAsync(server.ConnectionString), StringComparison.Ordinal);
        (await Asked.PostAsync("/api/v3/connections", Body("gmaps", "https://maps.example.com"))).ShouldHaveStatus(409);
        (await Author.DeleteAsync($"/api/v3/connections/{made.Json!["data"]!["id"]}")).ShouldHaveStatus(404);
        (await Asked.DeleteAsync($"/api/v3/connections/{made.Json!["data"]!["id"]}")).ShouldBeEmpty(204);
        Assert.Empty((await Asked.GetAsync("/api/v3/connections")).Json!["data"]!.AsArray());
    }

    [CrmFact]
    public async Task Connection_of_the_organization_is_made_and_removed_by_administrators_and_seen_by_all()
    {
        (await Asked.PostAsync("/api/v3/connections", Body("shared", "https://maps.example.com", ",\"audience\":\"organization\""))).ShouldHaveStatus(403);
        string id = (string)(await Author.PostAsync("/api/v3/connections", Body("shared", "https://maps.example.com", ",\"audience\":\"organization\""))).ShouldHaveStatus(201).Json!["data"]!["id"]!;

        Assert.Single((await Asked.GetAsync("/api/v3/connections")).Json!["data"]!.AsArray());

        (await Asked.DeleteAsync($"/api/v3/connections/{id}")).ShouldHaveStatus(403);
        (await Author.DeleteAsync($"/api/v3/connections/{id}")).ShouldBeEmpty(204);
    }

    [CrmTheory]
    [InlineData("""{"name":"a b","service":"x","origins":["https://a.example.com"],"secret":"x"}""", "name")]
    [InlineData("""{"name":"a","service":"x","origins":[],"secret":"x"}""", "origins")]
    [InlineData("""{"name":"a","service":"x","origins":["https://a.example.com/path"],"secret":"x"}""", "origins")]
    [InlineData("""{"name":"a","service":"x","origins":["https://a.example.com"]}""", "secret")]
    [InlineData("""{"name":"a","service":"x","origins":["https://a.example.com"],"secret":"x\ny"}""", "secret")]
    [InlineData("""{"name":"a","service":"x","origins":["https://a.example.com"],"secret":"x","type":"header"}""", "header")]
    [InlineData("""{"name":"a","service":"x","origins":["https://a.example.com"],"secret":"x","type":"header","header":"Host"}""", "header")]
    [InlineData("""{"name":"a","service":"x","origins":["https://a.example.com"],"secret":"x","scope":"all"}""", "scope")]
    public async Task Wrong_connection_is_refused_by_the_member_that_is_wrong(string body, string param)
    {
        CrmAnswer refused = (await Asked.PostAsync("/api/v3/connections", body)).ShouldHaveStatus(400);

        Assert.Equal(("invalid_input", param), ((string?)refused.Json!["code"], (string?)refused.Json["data"]!["param"]));
    }

    [CrmFact]
    public async Task Execution_lets_the_server_ask_with_a_credential_that_it_never_sees()
    {
        await using Receiver maps = await Receiver.StartAsync("""{"places":3}""");
        CrmAnswer? answer = null;
        await RunWithAsync(maps, async (execution, token) => answer = await RequestAsync(execution, token, maps, $"{maps.Address}/nearby?q=1"));

        answer!.ShouldHaveStatus(200);
        Assert.Equal((200, """{"places":3}""", "text"), ((int)answer.Json!["data"]!["status"]!, (string)answer.Json["data"]!["body"]!, (string)answer.Json["data"]!["encoding"]!));
        ReceivedCall call = Assert.Single(maps.Calls);
        Assert.Equal(("GET", "/nearby?q=1", $"Bearer {Secret}"), (call.Method, call.Path, call.Headers["Authorization"]));
    }

    [CrmFact]
    public async Task Request_that_nobody_agreed_to_is_not_made()
    {
        await using Receiver maps = await Receiver.StartAsync();
        List<int> statuses = [];
        await RunWithAsync(maps, async (execution, token) =>
        {
            statuses.Add((await RequestAsync(execution, token, maps, maps.Address.Replace("127.0.0.1", "127.0.0.2", StringComparison.Ordinal))).Status);
            statuses.Add((await RequestAsync(execution, token, maps, $"{maps.Address}/x", "POST")).Status);
            statuses.Add((await Org.Admin.PostAsync($"/api/v3/executions/{execution}/requests", "{}")).Status);
            statuses.Add((await RequestAsync("1", token, maps, $"{maps.Address}/x")).Status);

            // Withdrawn meanwhile: the very next request is refused.
            JsonNode grant = Assert.Single((await Asked.GetAsync("/api/v3/consents?state=active")).ShouldHaveStatus(200).Json!["data"]!.AsArray())!;
            (await Asked.DeleteAsync($"/api/v3/consents/{grant["id"]}")).ShouldHaveStatus(204);
            statuses.Add((await RequestAsync(execution, token, maps, $"{maps.Address}/x")).Status);
        });

        Assert.Equal([403, 403, 401, 404, 403], statuses);
        Assert.Empty(maps.Calls);
        JsonArray audit = (await Author.GetAsync("/api/v3/consents/audit")).ShouldHaveStatus(200).Json!["data"]!.AsArray();
        Assert.Equal(2, audit.Count(entry => (string?)entry!["event"] == "consent.blocked" && (string?)entry["reason"] == "undeclared_access"));
    }

    [CrmTheory]
    [InlineData("GE T")]
    [InlineData("G\\r\\nT")]
    [InlineData("CONNECT")]
    [InlineData("(")]
    public async Task What_is_no_method_of_requests_is_refused(string method)
    {
        await using Receiver maps = await Receiver.StartAsync();
        CrmAnswer? answer = null;
        await RunWithAsync(maps, async (execution, token) => answer = await RequestAsync(execution, token, maps, $"{maps.Address}/x", method));

        Assert.Equal((400, "method"), (answer!.Status, (string?)answer.Json!["data"]!["param"]));
    }

    [CrmFact]
    public async Task Credential_does_not_come_back_in_the_writing_of_another_server_either()
    {
        const string Password = "p\"a<s\\s&";
        string[] written = [@"p\u0022a\u003Cs\\s\u0026", @"p\""a<s\\s&", "p&quot;a&lt;s\\s&amp;", "p%22a%3Cs%5Cs%26", "Ym9iOnAiYTxzXHMm", "cCJhPHNccyY="];
        int next = 0;
        await using Receiver echo = await Receiver.StartAsync((context, _) => Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(context.Response, written[next]));
        List<string?> reasons = [];
        await RunWithAsync(echo, async (execution, token) =>
        {
            foreach (JsonNode? old in (await Asked.GetAsync("/api/v3/connections")).Json!["data"]!.AsArray())
            {
                await Asked.DeleteAsync($"/api/v3/connections/{old!["id"]}");
            }

            (await Asked.PostAsync("/api/v3/connections", new JsonObject
            {
                ["name"] = "gmaps",
                ["service"] = "Maps",
                ["type"] = "basic",
                ["username"] = "bob",
                ["secret"] = Password,
                ["origins"] = new JsonArray(echo.Address),
            }.ToJsonString())).ShouldHaveStatus(201);
            for (next = 0; next < written.Length; next++)
            {
                reasons.Add((string?)(await RequestAsync(execution, token, echo, $"{echo.Address}/")).Json!["data"]!["reason"]);
            }
        });

        Assert.All(reasons, reason => Assert.Equal("credential_in_answer", reason));
        Assert.Equal(written.Length, reasons.Count);
    }

    [CrmFact]
    public async Task Credential_goes_to_the_servers_of_its_connection_alone_and_does_not_come_back()
    {
        await using Receiver echo = await Receiver.StartAsync((context, call) =>
            Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(context.Response, call.Headers.GetValueOrDefault("Authorization", string.Empty)));
        CrmAnswer? echoed = null;
        CrmAnswer? elsewhere = null;
        await RunWithAsync(echo, async (execution, token) => echoed = await RequestAsync(execution, token, echo, $"{echo.Address}/"));
        await RunWithAsync(echo, async (execution, token) => elsewhere = await RequestAsync(execution, token, echo, $"{echo.Address}/"), "https://other.example.com");

        Assert.Equal((502, "credential_in_answer"), (echoed!.Status, (string?)echoed.Json!["data"]!["reason"]));
        Assert.Equal((409, "connection_not_usable"), (elsewhere!.Status, (string?)elsewhere.Json!["code"]));
        Assert.DoesNotContain(Secret, echoed.Text + elsewhere.Text, StringComparison.Ordinal);
        Assert.Single(echo.Calls);
    }

    private static string Body(string name, string origin, string more = "") => $$"""{"name":"{{name}}","service":"Maps","origins":["{{origin}}"],"secret":"{{Secret}}"{{more}}}""";

    private static string KeyOf(Receiver maps) => $"api:GET {maps.Address}/*@connection:gmaps";

    // Runs a command whose webhook does something while it is running.
    private async Task RunWithAsync(Receiver maps, Func<string, string, Task> whileRunning, string? origin = null)
    {
        foreach (JsonNode? old in (await Asked.GetAsync("/api/v3/connections")).Json!["data"]!.AsArray())
        {
            await Asked.DeleteAsync($"/api/v3/connections/{old!["id"]}");
        }

        (await Asked.PostAsync("/api/v3/connections", Body("gmaps", origin ?? maps.Address))).ShouldHaveStatus(201);
        Exception? problem = null;
        await using Receiver webhook = await Receiver.StartAsync(async (_, call) =>
        {
            JsonNode consent = JsonNode.Parse(call.Body)!["consent"]!;
            problem = await Record.ExceptionAsync(() => whileRunning((string)consent["execution_id"]!, (string)consent["access_token"]!));
        });
        string id = await MakeCommandAsync(webhook.Address, $$""",{"id":"{{KeyOf(maps)}}","purpose":"Search places"}""");
        await AgreeAsync(id);
        CrmAnswer ran = (await RunAsync(id)).ShouldHaveStatus(200);
        Assert.True(problem is null, problem?.ToString());
        Assert.Equal("completed", (string?)ran.Json!["data"]!["status"]);
    }

    private Task<CrmAnswer> RequestAsync(string execution, string token, Receiver maps, string url, string method = "GET") => (server.Client(token) with { Scheme = "Bearer" }).PostAsync(
        $"/api/v3/executions/{execution}/requests", $$"""{"access":"{{KeyOf(maps)}}","url":"{{url}}","method":"{{method}}"}""");
}

public sealed class ConnectionsOnSqlite(RuntimeOnSqliteServer server) : ConnectionTests<RuntimeOnSqliteServer>(server);

public sealed class ConnectionsOnPostgres(RuntimeOnPostgresServer server) : ConnectionTests<RuntimeOnPostgresServer>(server);
