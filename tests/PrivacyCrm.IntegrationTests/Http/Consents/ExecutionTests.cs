using System.Globalization;
using System.Text.Json.Nodes;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Consents;

/// <summary>What code can reach while it runs: what was agreed to, at that moment, and nothing else.</summary>
public abstract class ExecutionTests<TServer>(TServer server) : PlatformTests<TServer>(server)
    where TServer : CrmServer, IConsentServer
{
    private const string Read = """{"id":"task:zoho.crm.getRecords","modules":["Leads"],"purpose":"p"},{"id":"object:user","purpose":"p"}""";

    private string _running = string.Empty;

    [CrmFact]
    public async Task Running_code_reads_the_records_of_the_module_that_was_agreed_to()
    {
        string lead = await Admin.CreateAsync("Leads", """{"Last_Name":"Nearby"}""");

        List<CrmAnswer> answers = await WhileAsync(Read, async code => [await code.GetAsync($"Leads?fields=Last_Name&ids={lead}"), await code.GetAsync("Leads?fields=Last_Name,Owner")]);

        Assert.Contains("Nearby", answers[0].ShouldHaveStatus(200).Text, StringComparison.Ordinal);
        answers[1].ShouldHaveStatus(200);
    }

    [CrmTheory]
    [InlineData("GET", "Contacts?fields=Last_Name")]
    [InlineData("GET", "Leads/{0}")]
    [InlineData("GET", "Leads/search?word=Hidden")]
    [InlineData("GET", "Leads/search?criteria=(Last_Name:equals:Hidden)")]
    [InlineData("GET", "Leads/actions/count")]
    [InlineData("GET", "Leads/deleted?type=all")]
    [InlineData("GET", "Leads/{0}/__timeline")]
    [InlineData("POST", "Leads")]
    [InlineData("PUT", "Leads")]
    [InlineData("PUT", "Leads/{0}")]
    [InlineData("POST", "Leads/upsert")]
    [InlineData("DELETE", "Leads/{0}")]
    [InlineData("DELETE", "Leads?ids={0}")]
    [InlineData("POST", "coql")]
    [InlineData("GET", "org")]
    [InlineData("GET", "users?type=AllUsers")]
    [InlineData("GET", "settings/modules")]
    [InlineData("GET", "settings/fields?module=Leads")]
    [InlineData("POST", "Leads/{0}/actions/convert")]
    [InlineData("POST", "/crm/bulk/v8/read")]
    [InlineData("GET", "/api/v3/consents")]
    [InlineData("GET", "/api/v3/commands")]
    [InlineData("POST", "/api/v3/consentrequests/1/grant")]
    public async Task Running_code_reaches_nothing_else(string method, string path)
    {
        string lead = await Admin.CreateAsync("Leads", """{"Last_Name":"Hidden"}""");

        List<CrmAnswer> answers = await WhileAsync(Read, async code =>
            [await code.SendAsync(new HttpMethod(method), path.Replace("{0}", lead, StringComparison.Ordinal), method is "POST" or "PUT" ? $$$"""{"data":[{"id":"{{{lead}}}","Last_Name":"Changed"}]}""" : null)]);

        answers[0].ShouldHaveStatus(401);
        Assert.Equal("OAUTH_SCOPE_MISMATCH", (string?)answers[0].Json!["code"], ignoreCase: true);
        Assert.Equal("Hidden", (string?)(await Admin.GetAsync($"Leads/{lead}")).First["Last_Name"]);
        JsonArray audit = (await Admin.GetAsync($"/api/v3/consents/audit?component_id={Handlers.Last["component"]}")).Json!["data"]!.AsArray();
        Assert.Contains(audit, one => (string?)one!["event"] == "consent.blocked" && (string?)one["reason"] == "undeclared_access");
    }

    [CrmFact]
    public async Task Fields_that_an_access_does_not_name_are_not_there_for_code()
    {
        string lead = await Admin.CreateAsync("Leads", """{"Last_Name":"Named","Company":"Closed Inc","City":"Closedville"}""");
        const string Named = """{"id":"task:zoho.crm.getRecordById","modules":["Leads"],"fields":["Last_Name"],"purpose":"p"},{"id":"task:zoho.crm.searchRecords","modules":["Leads"],"fields":["Last_Name"],"purpose":"p"}""";

        List<CrmAnswer> answers = await WhileAsync(Named, async code =>
        [
            await code.GetAsync($"Leads/{lead}"), await code.SearchAsync("Leads", "(Company:equals:Closed Inc)"), await code.GetAsync("Leads/search?word=Closedville"),
            await code.SearchAsync("Leads", "(Last_Name:equals:Named)"),
        ]);

        Assert.Contains("Named", answers[0].ShouldHaveStatus(200).Text, StringComparison.Ordinal);
        Assert.All(answers, answer => Assert.DoesNotContain("Closed Inc\"", answer.Text.Replace("\"value\":\"Closed Inc\"", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal));
        answers[1].ShouldHaveStatus(400);
        answers[2].ShouldBeEmpty(204);
        answers[3].ShouldHaveStatus(200);
    }

    [CrmFact]
    public async Task Restricted_fields_stay_closed_to_code()
    {
        TestOrganization other = await Server.NewOrganizationAsync();
        await other.RestrictAsync("Leads", "Email");
        string lead = await other.Admin.CreateAsync("Leads", """{"Last_Name":"Closed","Email":"closed@secret.example.com"}""");

        List<CrmAnswer> answers = await WhileAsync(
            """{"id":"task:zoho.crm.getRecords","modules":["*"],"purpose":"p"}""", async code => [await code.GetAsync($"Leads?fields=Last_Name,Email&ids={lead}"), await code.GetAsync("Leads?fields=Email&sort_by=Email")], other.User, other.Admin);

        answers[0].ShouldHaveStatus(200);
        Assert.DoesNotContain("secret.example.com", answers[0].Text, StringComparison.Ordinal);
        answers[1].ShouldHaveStatus(400);
    }

    [CrmFact]
    public async Task Withdrawing_stops_the_very_next_access_of_a_running_execution()
    {
        List<CrmAnswer> answers = await WhileAsync(Read, async code =>
        {
            CrmAnswer before = await code.GetAsync("Leads?fields=id");
            (await User.DeleteAsync($"/api/v3/consents/{Handlers.Last["consent"]!["grant_id"]}")).ShouldBeEmpty(204);
            return [before, await code.GetAsync("Leads?fields=id"), await UseAsync(code, "object:user")];
        });

        Assert.NotEqual(401, answers[0].Status);
        answers[1].ShouldBeRefused(401, "OAUTH_SCOPE_MISMATCH", "{}", "Unauthorized");
        ShouldBe(answers[2], 403, "access_not_granted");
    }

    [CrmFact]
    public async Task What_was_withdrawn_does_not_come_back_to_a_running_execution_by_another_yes()
    {
        string old = string.Empty;
        List<CrmAnswer> answers = await WhileAsync(Read, async code =>
        {
            old = (string)Handlers.Last["consent"]!["grant_id"]!;
            string command = (string)(await User.GetAsync($"/api/v3/consents/{old}")).ShouldHaveStatus(200).Json!["data"]!["component"]!["id"]!;
            (await User.DeleteAsync($"/api/v3/consents/{old}")).ShouldBeEmpty(204);
            await AgreeAsync(User, command);
            return [await code.GetAsync("Leads?fields=id"), await UseAsync(code, "object:user")];
        });

        answers[0].ShouldBeRefused(401, "OAUTH_SCOPE_MISMATCH", "{}", "Unauthorized");
        ShouldBe(answers[1], 403, "access_not_granted");
        JsonArray history = (await User.GetAsync($"/api/v3/consents/{old}/history")).ShouldHaveStatus(200).Json!["data"]!.AsArray();
        Assert.DoesNotContain(history.SkipWhile(entry => (string?)entry!["event"] != "consent.revoked"), entry => (string?)entry!["event"] == "consent.used");
    }

    [CrmFact]
    public async Task Code_asks_for_each_access_and_hears_what_is_declared_and_what_is_granted()
    {
        string accesses = Read + """,{"id":"api:GET https://maps.example.com/*@connection:maps","purpose":"p","required":false}""";
        string command = await CommandAsync(accesses, "\"user\"");
        await AgreeAsync(User, command, "\"task:zoho.crm.getRecords\",\"object:user\"");
        List<CrmAnswer> answers = await WhileRunningAsync(command, User, async code =>
        [
            await UseAsync(code, "object:user"), await UseAsync(code, "api:GET https://maps.example.com/*@connection:maps"), await UseAsync(code, "task:zoho.crm.getRecords@connection:crm"),
            await UseAsync(code, "a text of somebody"), await code.PostAsync("/api/v3/executions/1/accesses", """{"access":"object:user"}"""),
        ]);

        answers[0].ShouldHaveStatus(200);
        ShouldBe(answers[1], 403, "access_not_granted");
        ShouldBe(answers[2], 403, "undeclared_access");
        ShouldBe(answers[3], 403, "undeclared_access");
        ShouldBe(answers[4], 404, "execution_not_found");
        Assert.DoesNotContain("a text of", (await Admin.GetAsync($"/api/v3/consents/audit?component_id={command}")).Text, StringComparison.Ordinal);
        (await Admin.PostAsync($"/api/v3/executions/{Handlers.Last["consent"]!["execution_id"]}/accesses", """{"access":"object:user"}""")).ShouldHaveStatus(401);
    }

    [CrmFact]
    public async Task Token_ends_with_its_execution_and_after_five_minutes_at_the_latest()
    {
        List<CrmAnswer> answers = await WhileAsync(Read, async code =>
        {
            Clock.Advance(TimeSpan.FromSeconds(299));
            CrmAnswer last = await code.GetAsync("Leads?fields=id");
            Clock.Advance(TimeSpan.FromSeconds(1));
            return [last, await code.GetAsync("Leads?fields=id")];
        });
        List<CrmAnswer> ended = await WhileAsync(Read, code => Task.FromResult<List<CrmAnswer>>([]));

        Assert.NotEqual(401, answers[0].Status);
        answers[1].ShouldBeRefused(401, "INVALID_TOKEN", "{}", "invalid oauth token");
        Assert.Empty(ended);
        (await Server.Client((string?)Handlers.Last["consent"]!["access_token"]).GetAsync("Leads?fields=id")).ShouldBeRefused(401, "INVALID_TOKEN", "{}", "invalid oauth token");
    }

    [CrmFact]
    public async Task Administrators_connection_reads_as_its_owner_and_only_while_it_has_one()
    {
        string lead = await Admin.CreateAsync("Leads", """{"Last_Name":"Lent"}""");
        const string Lent = """{"id":"task:zoho.crm.getRecordById@connection:crm_main","modules":["Leads"],"authentication":"admin","purpose":"p"}""";
        List<CrmAnswer> without = await WhileAsync(Lent, async code => [await code.GetAsync($"Leads/{lead}")]);
        Handlers.Owner = long.Parse(Org.UserId, CultureInfo.InvariantCulture);
        List<CrmAnswer> noAdmin = await WhileAsync(Lent, async code => [await code.GetAsync($"Leads/{lead}")]);

        Handlers.Owner = long.Parse(Org.AdminId, CultureInfo.InvariantCulture);
        List<CrmAnswer> lent = await WhileAsync(Lent, async code => [await code.GetAsync($"Leads/{lead}"), await code.GetAsync("settings/modules"), await code.GetAsync($"Contacts/{lead}")]);

        without[0].ShouldHaveStatus(401);
        noAdmin[0].ShouldHaveStatus(401);
        lent[0].ShouldHaveStatus(200);
        lent[1].ShouldHaveStatus(401);
        lent[2].ShouldHaveStatus(401);
    }

    [CrmFact]
    public async Task Who_wrote_a_message_is_told_with_the_user_alone()
    {
        const string Message = """{"id":"object:message","purpose":"p"}""";
        string action = await ActionAsync(Message, "\"message\"");
        string both = await ActionAsync(Message, "\"message\",\"user\"");

        JsonNode alone = await PayloadAsync(action);
        JsonNode together = await PayloadAsync(both);

        Assert.Equal(["text"], KeysOf(alone["message"]!));
        Assert.Equal(["sender", "text"], KeysOf(together["message"]!).Order());
        Assert.Equal("uma@company.example.com", (string?)together["user"]!["email"]);
    }

    [CrmTheory]
    [InlineData("createRecord", "POST", "Leads", 400)]
    [InlineData("createRecord\",\"modules\":[\"Leads\"],\"purpose\":\"p\"},{\"id\":\"task:zoho.crm.bulkCreate", "POST", "Leads", 201)]
    [InlineData("upsert", "POST", "Leads/upsert", 400)]
    public async Task Task_for_one_record_writes_one(string task, string method, string path, int status)
    {
        string access = $$"""{"id":"task:zoho.crm.{{task}}","modules":["Leads"],"purpose":"p"}""";

        List<CrmAnswer> answers = await WhileAsync(access, async code => [await code.SendAsync(new HttpMethod(method), path, """{"data":[{"Last_Name":"One"},{"Last_Name":"Two"}]}""")]);

        answers[0].ShouldHaveStatus(status);
    }

    [CrmFact]
    public async Task Writing_needs_a_task_that_writes()
    {
        const string Create = """{"id":"task:zoho.crm.createRecord","modules":["Leads"],"purpose":"p"}""";

        List<CrmAnswer> answers = await WhileAsync(Create, async code =>
            [await code.PostAsync("Leads", """{"data":[{"Last_Name":"Made by code"}]}"""), await code.PostAsync("Contacts", """{"data":[{"Last_Name":"x"}]}"""), await code.GetAsync("Leads?fields=id")]);

        answers[0].ShouldHaveStatus(201);
        answers[1].ShouldHaveStatus(401);
        answers[2].ShouldHaveStatus(401);
    }

    private Task<CrmAnswer> UseAsync(CrmClient code, string key) => code.PostAsync($"/api/v3/executions/{_running}/accesses", new JsonObject { ["access"] = key }.ToJsonString());

    private async Task<string> ActionAsync(string accesses, string permissions) => (string)(await Admin.PostAsync(
        "/api/v3/messageactions",
        $$"""{"name":"translate","execution_type":"webhook","execution_url":"https://hooks.example.com/t","accesses":[{{accesses}}],"handlers":[{"type":"execution_handler","permissions":[{{permissions}}]}]}"""))
        .ShouldHaveStatus(201).Json!["data"]!["id"]!;

    private async Task<JsonNode> PayloadAsync(string action)
    {
        string path = $"/api/v3/messageactions/{action}/executions";
        const string Sent = """{"handler":"execution_handler","params":{"message":{"text":"hi","sender":{"email":"uma@company.example.com"}}}}""";
        (await GrantAsync(User, await User.PostAsync(path, Sent))).ShouldHaveStatus(201);
        (await User.PostAsync(path, Sent)).ShouldHaveStatus(200);
        return Handlers.Last["params"]!;
    }

    private async Task<List<CrmAnswer>> WhileAsync(string accesses, Func<CrmClient, Task<List<CrmAnswer>>> work, CrmClient? user = null, CrmClient? author = null)
    {
        string command = await CommandAsync(accesses, accesses.Contains("object:user", StringComparison.Ordinal) ? "\"user\"" : string.Empty, author);
        await AgreeAsync(user ?? User, command);
        List<CrmAnswer> answers = await WhileRunningAsync(command, user ?? User, work);
        Handlers.Last["component"] = command;
        return answers;
    }

    private async Task<List<CrmAnswer>> WhileRunningAsync(string command, CrmClient user, Func<CrmClient, Task<List<CrmAnswer>>> work)
    {
        List<CrmAnswer> answers = [];
        Handlers.While = async payload =>
        {
            _running = (string)payload["consent"]!["execution_id"]!;
            answers = await work(Server.Client((string?)payload["consent"]!["access_token"]));
        };
        (await RunAsync(user, command)).ShouldHaveStatus(200);
        Handlers.While = _ => Task.CompletedTask;
        return answers;
    }
}

[Collection(ConsentsOnSqlite.Name)]
public sealed class ExecutionTestsOnSqlite(SqliteConsentServer server) : ExecutionTests<SqliteConsentServer>(server);

[Collection(ConsentsOnPostgres.Name)]
public sealed class ExecutionTestsOnPostgres(PostgresConsentServer server) : ExecutionTests<PostgresConsentServer>(server);
